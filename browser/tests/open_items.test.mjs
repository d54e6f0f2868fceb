// Two items are paired with the keyboard alone, found from their voucher, and the pairing is undone.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoInBrowser, demoUser, openPage, picture, signIn, violations } from './support.mjs';

const ACCOUNT = '1571';

const demo = demoInBrowser();

/** Posts vouchers of two lines by the API: an amount in öre on the followed account, and its opposite. */
async function posted(page, vouchers) {
  const user = await demoUser(page, demo.address, 'redovisning');
  const api = `${demo.address}/api/v1`;
  const asked = (path, data, headers = {}) => page.request.post(`${api}/${path}`, { data, headers });
  const { token } = await (await asked('sign-in', { login: user.login, password: user.password })).json();
  const date = new Date().toISOString().slice(0, 10);
  const body = vouchers.map(([text, amount]) => ({
    date, text, lines: [{ account: ACCOUNT, amount_ore: amount }, { account: '2599', amount_ore: -amount }],
  }));
  const answer = await asked('entities/1098/vouchers', { vouchers: body }, { authorization: `Bearer ${token}` });
  assert.equal(answer.status(), 201, await answer.text());
  return (await answer.json()).vouchers.map(({ number }) => number);
}

/** How far a voucher's line on an account is paired: the link that leads to its items. */
function stateOf(page, account, state) {
  return page.locator(`a[href*="konto=${account}&"]`).filter({ hasText: new RegExp(`^${state}$`) });
}

/** Walks to the row with `words` by j, from the table on, and ticks it. */
async function tick(page, words) {
  for (let steps = 0; steps < 60; steps += 1) {
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    if (label.includes(words)) {
      await page.keyboard.press('Space');
      return;
    }
    await page.keyboard.press('j');
  }
  assert.fail(`no row ${words}`);
}

test('two items are paired with the keyboard alone, and the pairing is undone', async () => {
  const { page, faults } = await openPage(demo.browser);
  const [paid, repaid, other] = await posted(page, [['Reseförskott', 150000], ['Återbetalt', -150000], ['Annat', 7500]]);
  await signIn(page, demo.address, 'redovisning');

  // From the voucher to its item.
  await page.goto(`${demo.address}/1098/verifikationer/${paid}`);
  await stateOf(page, ACCOUNT, 'öppen post').press('Enter');
  await page.waitForURL(/oppna-poster\?konto=1571&sok=/);
  assert.equal(await page.locator('tbody tr').count(), 1);
  assert.deepEqual(await violations(page), []);

  await page.goto(`${demo.address}/1098/oppna-poster?konto=${ACCOUNT}`);
  const sum = page.locator('[data-sum]');
  await tick(page, paid);
  assert.match(await sum.textContent(), /^1\s500,00$/);
  await tick(page, other);
  await page.keyboard.press('p');
  await page.getByRole('alert').getByText('de ska ta ut varandra').waitFor();
  assert.match(await sum.textContent(), /^1\s575,00$/, 'what was chosen is chosen still');
  assert.deepEqual(await violations(page), []);
  await page.evaluate(() => document.activeElement.blur());
  await tick(page, repaid);
  await tick(page, other);
  assert.equal(await sum.textContent(), '0,00');
  await picture(page, 'open-items');
  await page.keyboard.press('p');
  await page.getByText(/Ihopparning [\d ]+ är gjord: 2 poster/).waitFor();
  assert.equal(await page.getByRole('link', { name: paid, exact: true }).count(), 0);
  assert.deepEqual(await violations(page), []);

  // From the voucher to the pairing, and from the pairing to the other voucher.
  await page.goto(`${demo.address}/1098/verifikationer/${paid}`);
  await stateOf(page, ACCOUNT, 'parad').press('Enter');
  await page.waitForURL(/flik=parade/);
  assert.deepEqual(await violations(page), []);
  await page.getByRole('link', { name: repaid, exact: true }).waitFor();
  await page.getByRole('button', { name: 'Upphäv' }).press('Enter');
  await page.getByText('Posterna är öppna igen.').waitFor();
  await page.goto(`${demo.address}/1098/oppna-poster?konto=${ACCOUNT}`);
  await page.getByRole('link', { name: paid, exact: true }).waitFor();
  assert.deepEqual(faults, []);
});

test('proposals are agreed to, and an amount is found', async () => {
  const { page, faults } = await openPage(demo.browser);
  const [, , lone] = await posted(page, [['Kvitto 77', 4200], ['Kvitto 77', -4200], ['Kvitto 78', 4300]]);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/oppna-poster?konto=${ACCOUNT}&sok=42,00`);
  assert.equal(await page.locator('tbody tr').count(), 2);
  await page.goto(`${demo.address}/1098/oppna-poster?konto=${ACCOUNT}&sok=Kvitto&flik=forslag`);
  assert.equal(await page.locator('tbody tr').count(), 2);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('p');
  await page.waitForURL(/flik=parade/);
  await page.goto(`${demo.address}/1098/oppna-poster?konto=${ACCOUNT}&sok=Kvitto`);
  assert.equal(await page.locator('tbody tr').count(), 1);
  await page.getByRole('link', { name: lone, exact: true }).waitFor();
  assert.deepEqual(faults, []);
});
