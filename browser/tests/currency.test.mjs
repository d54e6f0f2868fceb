// An amount in another currency becomes kronor at the day's rate while it is typed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chooseFirst, demoInBrowser, openPage, picture, signIn, tabTo, violations } from './support.mjs';

const demo = demoInBrowser();

/** What stands in a cell of the grid. */
function cell(page, row, key) {
  return page.locator(`[role=grid] input[data-key=${key}]`).nth(row);
}

/** Kronor as they are shown, in öre. */
function ore(shown) {
  return Number(shown.replaceAll('\u00a0', '').replace(',', ''));
}

test('GL-22: typed in euro, worth kronor at the rate of the day, and both are kept', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/verifikationer/ny`);
  await page.waitForURL(/\/1098\/utkast\/\d+/);
  await page.waitForTimeout(300);
  await page.getByLabel('Text', { exact: true }).first().fill('Annons i utländsk tidning');
  assert.equal(await cell(page, 0, 'currency').count(), 0, 'the columns are there when they are asked for');
  await page.keyboard.press('Control+Shift+L');
  await page.waitForURL(/\?valuta=ja$/);
  await page.waitForTimeout(300);

  await page.keyboard.type('5531');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(500);
  await chooseFirst(page, 'ORG');
  await tabTo(page, 'FIN');
  await page.keyboard.type('10');
  await tabTo(page, 'currency');
  await page.keyboard.type('eur');
  await tabTo(page, 'currency_amount');
  await page.keyboard.type('-100');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.querySelector('input[data-key=credit]').value !== '');
  const credit = await cell(page, 0, 'credit').inputValue();
  assert.equal(await cell(page, 0, 'currency').inputValue(), 'EUR');
  assert.equal(await cell(page, 0, 'debit').inputValue(), '');

  // Another amount is worth something else, on the other side.
  await cell(page, 0, 'currency_amount').fill('1000');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.querySelector('input[data-key=debit]').value !== '');
  const debit = await cell(page, 0, 'debit').inputValue();
  assert.equal(ore(debit), 10 * ore(credit), 'at the same rate');
  assert.equal(await cell(page, 0, 'credit').inputValue(), '');

  await cell(page, 1, 'KONTO').fill('19321');
  await tabTo(page, 'credit');
  await page.keyboard.type('+');
  await page.waitForTimeout(500);
  // What was typed first may be on its way when this is asked for: the last account tells which answer is meant.
  const kept = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && /\/utkast\/\d+$/.test(answer.url())
      && (answer.request().postData() ?? '').includes('19321'),
  );
  await page.keyboard.press('Control+s');
  await kept;
  await picture(page, 'currency-entry');
  assert.deepEqual(await violations(page), []);

  await page.goto(page.url().replace('?valuta=ja', ''));
  assert.equal(await cell(page, 0, 'currency_amount').inputValue(), '1\u00a0000,00', 'a draft in currency shows its columns');
  await page.waitForTimeout(300);
  await page.keyboard.press('Control+Shift+Enter');
  await page.waitForURL(/\/1098\/verifikationer\/[A-Z]+-\d+-\d+$/);
  await page.getByRole('cell', { name: '1\u00a0000,00\u00a0EUR' }).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
});
