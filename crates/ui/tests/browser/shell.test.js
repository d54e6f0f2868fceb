// The shell as a user meets it: choices, keys, rows, and all of it without script.
import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';

import { address, start } from './start.js';

let browser;
let page;

before(async () => {
  browser = await start();
});

after(() => browser.close());

beforeEach(async () => {
  await page?.context().close();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'sv-SE' })).newPage();
  await page.goto(`${address}/stil/tabell`);
});

async function press(...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
  }
}

const attribute = (name) => page.locator('html').getAttribute(name);
const focused = () => page.evaluate(() => document.activeElement.textContent);

test('language and theme are chosen with forms that lead back', async () => {
  await page.locator('.user-menu summary').click();
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await page.waitForURL('**/stil/tabell');
  assert.equal(await attribute('data-theme'), 'dark');
  await page.locator('.user-menu summary').click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.waitForURL('**/stil/tabell');
  assert.equal(await attribute('lang'), 'en');
  assert.equal(await page.locator('h1').innerText(), 'Table');
});

test('j, k and the arrows walk the rows, Enter opens one', async () => {
  await page.locator('h1').click();
  await press('j', 'j', 'ArrowDown', 'k');
  assert.equal(await focused(), 'A 1043');
  await press('End');
  assert.equal(await focused(), 'A 1048');
  await press('Enter');
  assert.match(page.url(), /#A-1048$/);
});

test('keys of one letter can be switched off', async () => {
  await page.locator('h1').click();
  await press('?');
  await page.locator('[data-letters]').uncheck();
  await press('Escape', 'j');
  assert.notEqual(await focused(), 'A 1042');
  await press('?');
  assert.equal(await page.locator('#keyboard[open]').count(), 0);
});

test('the palette finds pages by a few letters, with or without accents', async () => {
  await press('Control+k');
  await page.keyboard.type('falt');
  await press('Enter');
  await page.waitForURL('**/stil/falt');
});

test('two letters lead to a page of the rail', async () => {
  await page.locator('h1').click();
  await press('g', 's');
  await page.waitForURL(`${address}/stil`);
});

test('F7 leads to the filters, and empty ones are left out of the address', async () => {
  await page.goto(`${address}/stil/filter`);
  await press('F7');
  await page.keyboard.type('202603');
  await press('Enter');
  await page.waitForURL(/period=202603/);
  assert.equal(new URL(page.url()).search, '?period=202603&serie=A');
});

test('a question is asked and can be left', async () => {
  await page.goto(`${address}/stil/fraga`);
  await page.locator('main [data-opens]').click();
  assert.equal(await page.locator('#ta-bort[open]').count(), 1);
  await page.locator('[data-closes]').click();
  assert.equal(await page.locator('#ta-bort[open]').count(), 0);
});

test('without script the pages are read, filtered and folded out', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, locale: 'sv-SE' });
  const plain = await context.newPage();
  await plain.goto(`${address}/stil/tabell`);
  await plain.locator('.phone-nav summary').click();
  await plain.locator('.phone-nav').getByRole('link', { name: 'Filter', exact: true }).click();
  await plain.locator('[name=period]').fill('202603');
  await plain.getByRole('button', { name: 'Visa' }).click();
  await plain.waitForURL(/period=202603/);
  await plain.goto(`${address}/stil/verifikation`);
  assert.match(await plain.locator('noscript').innerText(), /skript/);
  await context.close();
});

test('on paper there is nothing to press', async () => {
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.rail', '.open-palette', '.user-menu', '.csv']) {
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
  assert.equal(await page.locator('table').first().isVisible(), true);
});
