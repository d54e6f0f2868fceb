// A passkey is made, signs in alone, is removed; one of another place and a copied one are refused. The
// browser's own virtual key stands in for a finger.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoInBrowser, openPage, signIn, violations } from './support.mjs';

const demo = demoInBrowser();

/** Keys are made for a name, not for digits. */
const named = (address) => address.replace('127.0.0.1', 'localhost');

/** A virtual key in a page's browser, which always finds its owner there. */
async function withKey(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  return { client, authenticatorId };
}

async function makeKey(page, address, name) {
  await page.goto(`${address}/konto/tvafaktor`);
  await page.fill('input[name=namn]', name);
  await page.click('form[action="/konto/passernycklar"] button[type=submit]');
  await page.click('[data-passkey=make] button');
  await page.getByText('Passernyckeln är upplagd').waitFor();
}

async function signOut(page) {
  await page.click('.user-menu summary');
  await page.click('form[action="/logga-ut"] button');
  await page.waitForURL(/\/logga-in/);
}

test('a passkey is made, signs in alone, proves again and is removed', async () => {
  const { page, faults } = await openPage(demo.browser);
  const address = named(demo.address);
  const key = await withKey(page);
  await signIn(page, address, 'redovisning');
  await makeKey(page, address, 'Arbetsdatorn');
  assert.equal(await page.locator('ol.recovery-codes li').count(), 10);
  assert.deepEqual(await violations(page), []);

  await signOut(page);
  assert.deepEqual(await violations(page), []);
  await page.click('[data-passkey=show] button');
  await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
  await page.goto(`${address}/konto`);
  await page.getByText('Passernyckel').first().waitFor();

  // The password asks for it now.
  await signOut(page);
  await signIn(page, address, 'redovisning').catch(() => {});
  await page.waitForURL(/\/logga-in\/kod/);
  assert.deepEqual(await violations(page), []);
  await page.click('[data-passkey=show] button');
  await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));

  // A copy of the key has a counter that has stood still.
  const { credentials } = await key.client.send('WebAuthn.getCredentials', { authenticatorId: key.authenticatorId });
  await signOut(page);
  await key.client.send('WebAuthn.removeCredential', { authenticatorId: key.authenticatorId, credentialId: credentials[0].credentialId });
  await key.client.send('WebAuthn.addCredential', { authenticatorId: key.authenticatorId, credential: { ...credentials[0], signCount: 0 } });
  await page.click('[data-passkey=show] button');
  await page.getByText('Passernyckeln gick inte att använda').waitFor();
  assert.ok(page.url().includes('/logga-in'), 'the copy opens nothing');
  await key.client.send('WebAuthn.removeCredential', { authenticatorId: key.authenticatorId, credentialId: credentials[0].credentialId });
  await key.client.send('WebAuthn.addCredential', { authenticatorId: key.authenticatorId, credential: { ...credentials[0], signCount: credentials[0].signCount + 100 } });

  await page.goto(`${address}/logga-in`);
  await page.click('[data-passkey=show] button');
  await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
  await page.goto(`${address}/konto/tvafaktor`);
  await page.click('form[action="/konto/passernycklar/bort"] button');
  await page.waitForURL(/\/konto\/tvafaktor$/);
  assert.equal(await page.locator('form[action="/konto/passernycklar/bort"]').count(), 0);
  await signOut(page);
  await page.click('[data-passkey=show] button');
  await page.waitForTimeout(1000);
  assert.ok(page.url().includes('/logga-in'), 'a removed key opens nothing');
  assert.deepEqual(faults, []);
});

test('a passkey made for another place answers nothing here', async () => {
  const { page } = await openPage(demo.browser);
  await withKey(page);
  // By its digits the same program is another place: the browser itself refuses.
  await page.goto(`${demo.address}/logga-in`);
  await page.click('[data-passkey=show] button');
  await page.getByText('Passernyckeln gick inte att använda').waitFor();
});
