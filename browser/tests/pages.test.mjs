// Every page, in both themes, wide and on a phone: no violations, nothing wider than the screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoInBrowser, openPage, signIn, violations } from './support.mjs';

const PAGES = [
  '',
  'verifikationer',
  'verifikationer/A-2025-1',
  'verifikationer/A-2025-1/vand',
  'verifikationer/A-2025-1/kontera-om',
  'verifikationer/A-2025-1/mall',
  'verifikationer/R-2025-2/rader/1',
  'mallar',
  'mallar?namn=finns+inte',
  'mallar/Hyra,%20periodisering',
  'utkast',
  'oppna-poster',
  'oppna-poster?visa=alla',
  'oppna-poster?konto=1511',
  'oppna-poster?konto=1511&flik=forslag',
  'oppna-poster?konto=1511&flik=parade',
  'sekretess',
  'motparter',
  'motparter?roll=supplier&dag=2025-06-30',
  'motparter?sok=kontor',
  'motparter?dag=inte-en-dag',
  'motparter/part/10023',
  'motparter/part/10023?dag=2025-06-30&kand=1',
  'motparter/part/M1003',
  'motparter/grupper',
  'rapporter/rabalans',
  'rapporter/rabalans?by=account,ORG',
  'rapporter/huvudbok?konto=19321',
  'rapporter/grundbok',
  'rapporter/kontospecifikation',
  'rapporter',
  'rapporter/resultatrakning',
  'rapporter/balansrakning',
  'rapporter/resultatrakning-s-kod',
  'rapporter/balansrakning-s-kod',
  'rapporter/avrakning-med-statsverket',
  'rapporter/kapitalforandring',
  'rapporter/finansieringsanalys',
  'rapporter/realekonomisk-fordelning',
  'rapporter/s-kod-anslag',
  'rapporter/9-konton',
  'rapporter/specifikation-avrakning',
  'rapporter/anslagsredovisning',
  'rapporter/inkomsttitlar',
  'rapporter/bemyndiganden',
  'rapporter/donationer',
  'rapporter/avgiftsuppfoljning',
  'rapporter/rabalans?period=inte-en-period',
  'hermes',
  'hermes?period=202512',
  'hermes?period=202512&fil=hermes-real',
  'hermes/rad?period=202512&rad=1',
  'hermes?ar=2025',
  'hermes/konvertering?period=202512',
  'tdb',
  'tdb?period=202512&utan=utelamna',
  'fordelning',
  'fordelning/ny',
  'fordelning/korning?period=202603',
  'fordelning/differenser?period=202603',
  'fordelning/priser',
  'forsystem',
  'forsystem/ny',
  'utkorg',
  'utkorg/installningar/hermes',
  'utkorg/installningar/tdb',
  'register/konton',
  'register/automatkontering',
  'register/automatkontering/ny',
  'register/automatkontering/bank/ny-version',
  'register/automatkontering/bank/1/provkor?per=FIN',
  'automatkorning',
  'anslag',
  'anslag/ny',
  'anslag/borja',
  'anslag/post/3%3A4%20ap.1',
  'bemyndiganden',
  'bemyndiganden/ny',
  'bemyndiganden/1',
  'bokslut',
  'bokslut/omforingar',
  'register/koddelar',
  'register/koddelar/ORG',
  'register/projekt',
  'arbeta-for',
  'perioder',
  'historik',
  'arkiv',
  'gallring',
  'gallringsstopp',
  'forslag',
  'forklaring?behorighet=voucher.post',
  'finns/inte',
];

/** Pages at no entity. */
const OWN = ['konto', 'konto/losenord', 'konto/tvafaktor', 'konto/inloggningar', 'konto/programnycklar'];

/** Pages of who manages users. */
const ADMINISTRATION = [
  'anvandare',
  'anvandare?alla=ja&klass=full',
  'anvandare/anna',
  'roller',
  'roller/ny',
  'roller/ur-fil',
  'behorigheter',
  'roller/controller',
  'ersattare',
  'licenser',
  'inloggning/anna',
  'inloggningstjanster',
  'personuppgifter',
  'atskillnad',
  'konflikter',
  'undantag',
  'forklaring?anvandare=anna&behorighet=user.manage',
];

/** Pages of who keeps suppliers and customers. */
const SUBLEDGERS = [
  'motparter/ny',
  'motparter/ur-fil',
  'motparter/grupper',
  'motparter/part/10023',
  'motparter/part/10023/andra',
  'motparter/part/10023/konto',
  'motparter/part/10023/konto/1',
  'forslag',
];

/** What a page may be answered with: shown, shown with what was refused, or the page that says there is none. */
const STATUSES = { 'finns/inte': [404] };

const demo = demoInBrowser();

for (const [form, viewport] of [['wide', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`every page, ${form}, ${colorScheme}`, async () => {
      const { page, faults } = await openPage(demo.browser, { viewport, colorScheme });
      await page.goto(`${demo.address}/logga-in`);
      assert.deepEqual(await violations(page), [], 'logga-in');
      assert.equal((await page.goto(`${demo.address}/finns/inte`)).status(), 404);
      assert.deepEqual(await violations(page), [], 'outside');
      await signIn(page, demo.address, 'controller');
      for (const path of OWN) {
        assert.equal((await page.goto(`${demo.address}/${path}`)).status(), 200, path);
        assert.deepEqual(await violations(page), [], `${path} ${form} ${colorScheme}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wider <= 0, `${path}: ${wider} px wider than the screen`);
      }
      for (const path of PAGES) {
        const response = await page.goto(`${demo.address}/1098/${path}`.replace(/\/$/, ''));
        assert.ok((STATUSES[path] ?? [200, 422]).includes(response.status()), `${path}: ${response.status()}`);
        assert.deepEqual(await violations(page), [], `${path} ${form} ${colorScheme}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wider <= 0, `${path}: ${wider} px wider than the screen`);
      }
      assert.deepEqual(faults, []);
    });

    for (const [what, role, paths] of [
      ['administration', 'systemförvaltare', ADMINISTRATION],
      ['sub-ledgers', 'reskontra', SUBLEDGERS],
    ]) {
      test(`${what}, ${form}, ${colorScheme}`, async () => {
        const { page, faults } = await openPage(demo.browser, { viewport, colorScheme });
        await signIn(page, demo.address, role);
        for (const path of paths) {
          const response = await page.goto(`${demo.address}/1098/${path}`);
          assert.equal(response.status(), 200, path);
          assert.deepEqual(await violations(page), [], `${path} ${form} ${colorScheme}`);
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(wider <= 0, `${path}: ${wider} px wider than the screen`);
        }
        assert.deepEqual(faults, []);
      });
    }
  }
}

test('both languages are whole: English pages have no Swedish headings', async () => {
  const { page, faults } = await openPage(demo.browser, { locale: 'en-GB' });
  await signIn(page, demo.address, 'controller');
  await page.goto(`${demo.address}/1098/verifikationer`);
  assert.equal(await page.locator('h1').textContent(), 'Vouchers');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.deepEqual(faults, []);
});

test('SEC-10: who has no right sees no page, and an entity that is not there looks the same as one that is not theirs', async () => {
  const { page } = await openPage(demo.browser);
  const outside = await page.goto(`${demo.address}/1098/verifikationer`);
  assert.match(outside.url(), /logga-in/, 'who is not signed in is led to sign in');
  await signIn(page, demo.address, 'tid');
  const denied = await page.goto(`${demo.address}/1098/verifikationer`);
  assert.equal(denied.status(), 403);
  const missing = await page.goto(`${demo.address}/9999/verifikationer`);
  assert.equal(missing.status(), 404);
});
