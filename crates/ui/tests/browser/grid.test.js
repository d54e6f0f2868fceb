// The voucher grid as fingers use it.
import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';

import { address, start } from './start.js';

const NBSP = '\u00a0';
let browser;
let page;
let faults;

before(async () => {
  browser = await start();
});

after(() => browser.close());

beforeEach(async () => {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
  faults = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load')) faults.push(message.text());
  });
  await open();
});

async function open(query = '') {
  await page.goto(`${address}/stil/verifikation${query}`);
  await page.waitForSelector('.grid-body .grid-row');
  await page.waitForTimeout(150);
}

const cell = (line, key) => page.locator(`.grid-body .grid-row[aria-rowindex="${line + 1}"] input[data-key="${key}"]`);
const value = (line, key) => cell(line, key).inputValue();
const type = (text) => page.keyboard.type(text);
const sums = async () => (await page.locator('.grid-sums').innerText()).replace(/\s+/g, ' ');

async function press(...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
  }
}

/** Where the focus is: `2 debit`, or the name of an element outside the grid. */
const focus = () => page.evaluate(() => {
  const row = document.activeElement.closest('.grid-row');
  return row ? `${Number(row.getAttribute('aria-rowindex')) - 1} ${document.activeElement.dataset.key}` : document.activeElement.tagName;
});

async function newRow() {
  await cell(4, 'text').click();
  await press('Enter');
  assert.equal(await focus(), '5 KONTO');
}

test('Enter and Tab pass by the cells the account has no use for', async () => {
  await cell(2, 'KONTO').click();
  await press('Tab');
  assert.equal(await focus(), '2 MOTPART');
  await press('Shift+Tab', 'Enter', 'Enter');
  assert.equal(await focus(), '2 debit');
  await press('Shift+Enter');
  assert.equal(await focus(), '2 MOTPART');
});

test('+ balances the voucher on the side that is short', async () => {
  await newRow();
  await type('2581');
  await press('Tab', 'Tab', '+');
  assert.equal(await focus(), '5 credit');
  assert.equal(await value(5, 'credit'), '987,50');
  assert.match(await sums(), /Differens 0,00/);
  await press('Control+z');
  assert.equal(await value(5, 'credit'), '');
});

test('a row is copied, removed and brought back', async () => {
  await cell(1, 'KONTO').click();
  await press('Control+Enter');
  assert.equal(await focus(), '2 KONTO');
  assert.equal(await value(2, 'debit'), `45${NBSP}000,00`);
  await press('Control+Delete');
  assert.equal(await value(2, 'KONTO'), '1541');
  await press('Control+z');
  assert.equal(await value(2, 'KONTO'), '5011');
  await press('Control+y');
  assert.equal(await value(2, 'KONTO'), '1541');
});

test('three keys copy the cell above, and C can still begin a word', async () => {
  await newRow();
  await press('"');
  assert.equal(await value(5, 'KONTO'), '5611');
  await cell(5, 'debit').click();
  await press('Shift+C');
  assert.equal(await value(5, 'debit'), '987,50');
  await cell(5, 'VHT').click();
  await press("Control+'");
  assert.equal(await value(5, 'VHT'), '1002');
  await cell(5, 'text').click();
  await type('Camilla');
  assert.equal(await value(5, 'text'), 'Camilla');
});

test('F9 lists values by number or name, and the rules of the account follow', async () => {
  await newRow();
  await press('F9');
  await page.waitForSelector('.lookup-list:popover-open');
  await type('hyra');
  await page.waitForTimeout(300);
  await press('Enter');
  await page.waitForTimeout(150);
  assert.equal(await value(5, 'KONTO'), '5011');
  assert.equal(await value(5, 'ORG'), '110', 'proposed by the account');
  assert.equal(await focus(), '5 ORG');
  await press('Shift+Tab');
  await type('kontorsm');
  await press('Tab');
  await page.waitForTimeout(300);
  assert.equal(await value(5, 'KONTO'), '5611', 'the one account the words fit');
});

test('nobody waits for the server after a code, and its capitals come when it answers', async () => {
  await page.route('**/uppslag?**', async (route) => {
    await new Promise((done) => { setTimeout(done, 400); });
    await route.fulfill({ json: [{ value: 'P301', name: 'Kustvård' }] });
  });
  await newRow();
  await cell(5, 'PROJ').click();
  await type('p301');
  await page.keyboard.press('Tab');
  const next = await focus();
  await type('77');
  assert.notEqual(next, '5 PROJ');
  assert.equal(await page.evaluate(() => document.activeElement.value), '77');
  assert.equal(await value(5, 'PROJ'), 'p301');
  await page.waitForTimeout(600);
  assert.equal(await value(5, 'PROJ'), 'P301');
  assert.equal(await page.evaluate(() => document.activeElement.value), '77');
});

test('a fixed value is set and passed by', async () => {
  await newRow();
  await type('7011');
  await press('Tab');
  await page.waitForTimeout(150);
  assert.equal(await value(5, 'VHT'), '9999');
  await press('Tab');
  assert.equal(await focus(), '5 PROJ');
});

test('a block with a header finds its columns; its accounts bring their rules', async () => {
  await page.evaluate(() => navigator.clipboard.writeText('Konto\tBelopp\tText\r\n5011\t1 234,56\tHyra\r\n2581\t-1 234,56\t\r\n'));
  await newRow();
  await press('Control+v');
  await page.waitForTimeout(250);
  assert.equal(await value(5, 'debit'), `1${NBSP}234,56`);
  assert.equal(await value(5, 'ORG'), '110');
  assert.equal(await value(6, 'credit'), `1${NBSP}234,56`);
  assert.match(await sums(), /Differens 987,50/);
  await press('Control+z');
  assert.equal(await page.locator('[role=grid]').getAttribute('aria-rowcount'), '6');
});

test('a thousand lines are as light as ten', async () => {
  const block = Array.from({ length: 3000 }, (_, at) => `5011\t110\t1001\t\t\t${at},50`).join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), block);
  await newRow();
  const began = Date.now();
  await page.keyboard.press('Control+v');
  await page.waitForFunction(() => document.querySelector('[role=grid]').getAttribute('aria-rowcount') === '3005');
  assert.ok(Date.now() - began < 1500, `pasting took ${Date.now() - began} ms`);
  assert.ok(await page.locator('.grid-body .grid-row').count() < 60, 'only rows in sight are elements');
  await press('Control+End');
  assert.equal(await focus(), '3004 KONTO');
  await page.evaluate(() => { document.querySelector('.grid-scroll').scrollTop = 0; });
  await page.waitForTimeout(100);
  await type('4011');
  assert.equal(await value(3004, 'KONTO'), '4011', 'the row with the focus is typed in although out of sight');
});

test('the draft is kept at a pause, with the version that came back', async () => {
  const sent = [];
  page.on('request', (request) => { if (request.url().endsWith('/utkast')) sent.push(JSON.parse(request.postData())); });
  await cell(1, 'text').click();
  await type('x');
  await page.waitForTimeout(400);
  assert.equal(sent.length, 0);
  await page.waitForTimeout(800);
  assert.deepEqual(sent[0].lines[0], { line: 1, values: { KONTO: '5011', ORG: '110', VHT: '1001', debit: '45000.00', text: 'x' } });
  assert.deepEqual(sent[0].head, { serie: 'A', datum: '2026-03-31', text: 'Lokalhyra för mars, Strandgatan 4' });
  assert.match(await page.locator('[data-status]').innerText(), /Sparat 14:03/);
  await type('y');
  await press('Control+s');
  await page.waitForTimeout(150);
  assert.deepEqual(sent.map(({ version }) => version), [1, 2]);
});

test('what was typed a moment before the page is left is kept all the same', async () => {
  const sent = [];
  page.on('request', (request) => { if (request.url().endsWith('/utkast')) sent.push(JSON.parse(request.postData())); });
  await cell(1, 'text').click();
  await type('sist');
  await page.goto(`${address}/stil/fakta`);
  assert.equal(sent.length, 1);
  assert.equal(sent[0].lines[0].values.text, 'sist');
});

test('when somebody else was first, both are shown and nothing is lost', async () => {
  const theirs = { version: 9, saved_by: 'Bo Ek', saved_at: '14:01', head: { datum: '2026-03-30' }, lines: [{ line: 1, values: { KONTO: '4011' } }] };
  await page.route('**/stil/utkast', (route) => route.fulfill({ status: 409, contentType: 'application/json', body: JSON.stringify(theirs) }));
  await cell(1, 'text').click();
  await type('mitt');
  await page.waitForSelector('dialog.conflict[open]');
  await page.getByRole('button', { name: 'Ta de sparade' }).click();
  assert.equal(await value(1, 'KONTO'), '4011');
  assert.equal(await page.locator('[name=datum]').inputValue(), '2026-03-30');
  await press('Control+z');
  assert.equal(await value(1, 'text'), 'mitt');
});

test('while the server is away the words stay, and are kept when it is back', async () => {
  await page.route('**/stil/utkast', (route) => route.abort());
  await cell(1, 'text').click();
  await type('z');
  await page.waitForTimeout(1100);
  assert.match(await page.locator('[data-status]').innerText(), /svarar inte/);
  await page.unroute('**/stil/utkast');
  await page.waitForTimeout(5400);
  assert.match(await page.locator('[data-status]').innerText(), /Sparat/);
});

test('what is refused stands in its cell and in a list that leads there', async () => {
  await newRow();
  await cell(5, 'debit').click();
  await type('5');
  await press('Control+Shift+Enter');
  await page.waitForSelector('.grid-refusals:not([hidden])');
  assert.equal(await cell(5, 'KONTO').getAttribute('aria-invalid'), 'true');
  await page.locator('.grid-refusals a').first().click();
  assert.equal(await focus(), '5 KONTO');
  await press('1');
  assert.equal(await cell(5, 'KONTO').getAttribute('aria-invalid'), null);
});

test('warnings are accepted with a reason, in a request of its own', async () => {
  const ids = new Set();
  await page.route('**/stil/bokfor', (route) => {
    const { accepted } = JSON.parse(route.request().postData());
    ids.add(route.request().headers()['idempotency-key']);
    const warned = { refusals: [{ name: 'amount_large', line: 1, field: 'amount', text: 'Stort', severity: 'warning' }] };
    if (accepted) route.fulfill({ status: 200, contentType: 'application/json', body: '{"redirect":"/stil/fakta"}' });
    else route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(warned) });
  });
  await page.getByRole('button', { name: /Bokför/ }).click();
  await page.fill('#grid-reason', 'avtal');
  await page.getByRole('button', { name: 'Godta och bokför' }).click();
  await page.waitForURL('**/stil/fakta');
  assert.equal(ids.size, 2, 'a request that was answered is over; only a lost answer is asked for again');
});

test('the head leads into the grid, and the grid out to the buttons', async () => {
  await page.locator('[name=datum]').fill('0415');
  await page.locator('[name=datum]').press('Enter');
  assert.equal(await page.locator('[name=datum]').inputValue(), '2026-04-15');
  await press('Enter');
  assert.equal(await focus(), '1 KONTO');
  await newRow();
  for (let presses = 0; presses < 10; presses += 1) await press('Tab');
  assert.equal(await focus(), 'BUTTON', 'Tab on an empty last row leaves the grid');
});

test('no key made a fault', async () => {
  await cell(1, 'KONTO').click();
  for (const key of ['F9', 'Escape', 'Escape', 'PageDown', 'PageUp', 'Control+End', 'Control+Home', 'ArrowUp', 'Alt+ArrowDown', 'Escape', '+', 'd']) {
    await press(key);
  }
  assert.deepEqual(faults, []);
});
