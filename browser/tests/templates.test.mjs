// A template is saved from what is being typed, and a voucher begins from it: with the keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoInBrowser, go, openPage, signIn, tabTo, violations } from './support.mjs';

const demo = demoInBrowser();

/** What stands in a column of the grid, row by row. */
function column(page, key) {
  return page.locator(`[role=grid] input[data-key=${key}]`).evaluateAll((cells) => cells.map((cell) => cell.value));
}

test('a template is saved from the draft in hand and used, with the keyboard alone', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/verifikationer/ny`);
  await page.waitForURL(/\/1098\/utkast\/\d+/);
  const draft = page.url();
  await page.waitForTimeout(300);
  await page.keyboard.type('5531');
  await page.keyboard.press('Tab');
  await tabTo(page, 'debit');
  await page.keyboard.type('125,00');
  await page.keyboard.press('Tab');

  // At once, before the pause at which the draft is kept: nothing typed is lost.
  await page.keyboard.press('Control+Shift+M');
  await page.waitForURL(/\/mall$/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.type('Annonser');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/utkast\/\d+\?mall=Annonser/);
  await page.getByText('Mallen Annonser är sparad').waitFor();
  assert.equal(new URL(page.url()).pathname, new URL(draft).pathname, 'the draft is still in hand');
  assert.equal((await column(page, 'debit'))[0], '125,00');
  assert.deepEqual(await violations(page), []);

  await page.goto(`${demo.address}/1098`);
  await go(page, 'Annonser');
  await page.waitForURL(/\/mallar\/Annonser$/);
  await page.keyboard.press('b');
  await page.waitForURL((url) => /\/utkast\/\d+$/.test(url.pathname) && url.href !== draft);
  assert.deepEqual([await column(page, 'KONTO'), await column(page, 'debit')].map(([first]) => first), ['5531', '125,00']);

  await page.goto(`${demo.address}/1098`);
  await go(page, 'Annonser');
  await page.waitForURL(/\/mallar\/Annonser$/);
  await page.keyboard.press('n');
  await page.waitForURL(/\/utkast\/\d+$/);
  assert.deepEqual([await column(page, 'KONTO'), await column(page, 'debit')].map(([first]) => first), ['5531', '']);
  assert.deepEqual(faults, []);
});

test('a voucher becomes a template by the palette, and a template of one\'s own is deleted', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/verifikationer/A-2025-1`);
  await go(page, 'Spara som mall');
  await page.waitForURL(/\/verifikationer\/A-2025-1\/mall$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Mallens namn saknas').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('Namn').fill('Resa till kommun');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/mallar\/Resa%20till%20kommun$/);
  await go(page, 'Ta bort');
  await page.waitForURL(/\/radera$/);
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Ta bort' }).press('Enter');
  await page.waitForURL(/\/mallar$/);
  assert.equal(await page.getByText('Resa till kommun').count(), 0);
  assert.deepEqual(faults, []);
});
