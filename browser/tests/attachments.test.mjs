// Documents are added to a draft, follow the voucher, and are fetched again with the same bytes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { demoInBrowser, openPage, picture, signIn, tabTo, typeLine, violations } from './support.mjs';

/** Bytes of every value, so that a letter set anywhere on the way would be seen. */
// A document is what its bytes are, so these begin as one does.
const BYTES = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(Array.from({ length: 4087 }, (_, at) => (at * 7) % 256))]);

const demo = demoInBrowser();

/** Chooses files as the keyboard does: the field has the focus and is opened. */
async function choose(page, files) {
  const field = page.getByLabel('Lägg till filer');
  const opened = page.waitForEvent('filechooser');
  await field.press('Space');
  await (await opened).setFiles(files);
}

/** Bytes of a link that is fetched, and the name it is saved under. */
async function fetched(page, name) {
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name }).press('Enter');
  const saved = await saving;
  return { bytes: await readFile(await saved.path()), name: saved.suggestedFilename() };
}

test('documents are added while typing, follow the voucher, and come back with the same bytes', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/verifikationer/ny`);
  await page.waitForURL(/\/1098\/utkast\/\d+/);
  await page.waitForTimeout(300);
  await page.getByLabel('Text', { exact: true }).first().fill('Kvitto på frimärken');
  await page.locator('[role=grid] input').first().focus();
  await page.keyboard.type('19321');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(400);
  await tabTo(page, 'debit');
  await page.keyboard.type('10,00');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await typeLine(page, '2599', { column: 'credit', text: '+' });

  await page.getByText(/^Sparat/).waitFor();

  // Refused before anything is sent, with the place and what to do.
  await choose(page, { name: 'tom.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) });
  await page.getByRole('alert').getByText('Filen tom.pdf är tom.').waitFor();
  assert.deepEqual(await violations(page), []);

  await choose(page, [
    { name: 'kvitto åäö, "mars".pdf', mimeType: 'application/pdf', buffer: BYTES },
    { name: 'anteckning.txt', mimeType: 'text/plain', buffer: Buffer.from('tack') },
  ]);
  assert.equal(await page.getByRole('alert').getByText('är tom').count(), 0);
  // At once, before the pause at which the draft is kept.
  await page.locator('[role=grid] input[data-key=text]').first().fill('Frimärken');
  await page.getByRole('button', { name: 'Lägg till', exact: true }).press('Enter');
  await page.getByRole('link', { name: 'anteckning.txt' }).waitFor();
  assert.equal(await page.locator('[role=grid] input[data-key=text]').first().inputValue(), 'Frimärken', 'nothing typed is lost');
  assert.equal(await page.getByRole('cell', { name: /^4 096$/ }).count(), 1);
  await picture(page, 'attachments');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual((await fetched(page, 'anteckning.txt')).bytes, Buffer.from('tack'));

  const row = page.getByRole('row').filter({ hasText: 'anteckning.txt' });
  await row.getByRole('button', { name: 'Ta bort' }).press('Enter');
  await page.getByRole('link', { name: 'anteckning.txt' }).waitFor({ state: 'detached' });

  await page.keyboard.press('Control+Shift+Enter');
  await page.waitForURL(/\/1098\/verifikationer\/[A-Z]+-\d+-\d+$/);
  const kept = await fetched(page, /^kvitto/);
  assert.deepEqual(kept.bytes, BYTES);
  assert.match(kept.name, /^kvitto åäö, .mars.\.pdf$/);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
});

test('what is refused after it was sent stands at the field, and what was typed is there', async () => {
  const { page, faults } = await openPage(demo.browser);
  await signIn(page, demo.address, 'redovisning');
  await page.goto(`${demo.address}/1098/verifikationer/ny`);
  await page.waitForURL(/\/1098\/utkast\/\d+/);
  await page.waitForTimeout(300);
  await page.keyboard.type('19321');
  await page.getByRole('button', { name: 'Lägg till', exact: true }).press('Enter');
  await page.getByRole('alert').getByText('Ingen fil är vald.').first().waitFor();
  assert.equal(await page.locator('[role=grid] input[data-key=KONTO]').first().inputValue(), '19321');
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await page.waitForTimeout(300);
  assert.deepEqual(faults, []);
});
