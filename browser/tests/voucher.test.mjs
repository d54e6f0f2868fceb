// A voucher is posted with the keyboard alone, and found again from the trial balance.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseFirst, demoInBrowser, go, openPage, picture, signIn, tabTo, typeLine, violations } from './support.mjs';

const demo = demoInBrowser();

test('GL-24, DEF-02: posted with the keyboard alone, and found by drilling from the trial balance', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098`);

  await go(page, 'Ny verifikation');
  await page.waitForURL(/\/1098\/utkast\/\d+/);
  await page.waitForTimeout(300);
  // The first cell has the focus; two steps back stands the text of the head.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('Annons i lokaltidningen');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');

  await page.keyboard.type('5531');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(500);
  await chooseFirst(page, 'ORG');
  await tabTo(page, 'FIN');
  await page.keyboard.type('10');
  await tabTo(page, 'debit');
  await page.keyboard.type('125,00');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await typeLine(page, '19321', { column: 'credit', text: '+' });

  // Kept at the pause, before anything is posted.
  await page.getByText(/^Sparat/).waitFor();
  await picture(page, 'voucher-entry');
  assert.deepEqual(await violations(page), []);

  // What rules add is not shown while typing; the preview shows it.
  await page.keyboard.press('F8');
  const shown = page.locator('[data-shown]');
  await shown.getByRole('cell', { name: '1751', exact: true }).waitFor();
  await shown.getByRole('cell', { name: '19341', exact: true }).waitFor();
  assert.deepEqual(await violations(page), []);

  await page.keyboard.press('Control+Shift+Enter');
  await page.waitForURL(/\/1098\/verifikationer\/[A-Z]+-\d+-\d+$/);
  const number = new URL(page.url()).pathname.split('/').pop();
  await page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor();
  await picture(page, 'voucher');
  assert.deepEqual(await violations(page), []);

  const period = new Date().toISOString().slice(0, 7).replace('-', '');
  await page.goto(`${demo.address}/1098/rapporter/rabalans?period=${period}`);
  await picture(page, 'trial-balance');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('link', { name: '5531', exact: true }).first().click();
  await page.waitForURL(/\/rapporter\/huvudbok/);
  assert.match(page.url(), new RegExp(`period=${period}`), 'the filters are kept');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('link', { name: number, exact: true }).first().click();
  await page.waitForURL(new RegExp(`/verifikationer/${number}`));
  await page.goBack();
  assert.match(page.url(), /huvudbok/, 'and the way back is there');

  assert.deepEqual(faults, []);
});

test('an unbalanced voucher is refused in place, and what was typed is there after a reload', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/verifikationer/ny`);
  await page.waitForURL(/\/1098\/utkast\/\d+/);
  await page.waitForTimeout(300);
  await page.keyboard.type('19321');
  await tabTo(page, 'debit');
  await page.keyboard.type('10,00');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+Shift+Enter');
  await page.locator('.grid-refusals li').first().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await page.waitForTimeout(500);
  assert.equal(await page.locator('[role=grid] input[data-key=KONTO]').first().inputValue(), '19321');
  assert.deepEqual(faults, []);
});

test('what was refused is mended and posted, and a warning is accepted with a reason', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/verifikationer/ny`);
  await page.waitForURL(/\/1098\/utkast\/\d+/);
  await page.waitForTimeout(300);
  const today = new Date().toISOString();
  const month = Number(today.slice(5, 7));
  const other = `${today.slice(0, 4)}${String(month === 12 ? 11 : month + 1).padStart(2, '0')}`;
  await page.getByLabel('Text', { exact: true }).first().fill('Överföring mellan bankkonton');
  await page.getByLabel('Period', { exact: true }).fill(other);
  const cell = (row, key) => page.locator(`[role=grid] input[data-key=${key}]`).nth(row);
  await cell(0, 'KONTO').fill('19321');
  await cell(0, 'debit').fill('10,00');
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByText(/Debet .* kredit/i).first().waitFor();

  // The draft was kept when it was refused; what is typed next follows on that.
  await cell(1, 'KONTO').fill('19341');
  await cell(1, 'credit').fill('10,00');
  await page.getByText(/^Sparat/).waitFor();
  await page.waitForTimeout(1500);
  assert.equal(await page.locator('dialog.conflict').evaluate((dialog) => dialog.open), false, 'nobody else has changed it');
  await page.keyboard.press('Control+Shift+Enter');
  const refusals = page.locator('.grid-refusals');
  await refusals.getByRole('textbox').fill('Bokförs i nästa period');
  assert.deepEqual(await violations(page), []);
  await refusals.getByRole('button').last().click();
  await page.waitForURL(/\/1098\/verifikationer\/[A-Z]+-\d+-\d+$/);
  await page.getByText(/Bokförs i nästa period/).first().waitFor();
  assert.deepEqual(faults, []);
});
