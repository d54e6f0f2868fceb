// Every page of the style guide, light and dark, wide and narrow, and every dialog open: no
// violation of WCAG 2.2 AA that axe can find, and nothing wider than the screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { address, axePath, start } from './start.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const CONFLICT = {
  status: 409, contentType: 'application/json',
  body: JSON.stringify({ version: 9, saved_by: 'Bo Ek', saved_at: '14:01', head: {}, lines: [{ line: 1, values: { KONTO: '4011', debit: '1.00' } }] }),
};

/** Things that are there only when something was pressed. */
const OPENED = {
  'a lookup': async (page) => {
    await page.goto(`${address}/stil/verifikation`);
    await page.locator('.grid-body input').first().click();
    await page.keyboard.press('F9');
    await page.waitForSelector('.lookup-list:popover-open [role=option]');
  },
  'refused lines': async (page) => {
    await page.goto(`${address}/stil/verifikation`);
    await page.locator('.grid-body input').first().click();
    await page.keyboard.press('Control+Delete');
    await page.keyboard.press('Control+Shift+Enter');
    await page.waitForSelector('.grid-refusals:not([hidden])');
  },
  'two versions': async (page) => {
    await page.route('**/stil/utkast', (route) => route.fulfill(CONFLICT));
    await page.goto(`${address}/stil/verifikation`);
    await page.locator('.grid-body input').first().click();
    await page.keyboard.type('1');
    await page.waitForSelector('dialog.conflict[open]');
  },
  'the keys': async (page) => {
    await page.goto(`${address}/stil/tabell`);
    await page.locator('h1').click();
    await page.keyboard.press('?');
    await page.waitForSelector('#keyboard[open]');
  },
  'the palette': async (page) => {
    await page.goto(`${address}/stil/tabell`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('a');
    await page.waitForTimeout(400);
  },
  'the user menu': async (page) => {
    await page.goto(`${address}/stil/tabell`);
    await page.locator('.user-menu summary').click();
  },
  'a question': async (page) => {
    await page.goto(`${address}/stil/fraga`);
    await page.locator('main [data-opens]').click();
  },
};

async function violations(page) {
  const axe = readFileSync(axePath(), 'utf8');
  return page.evaluate(async ({ source, tags }) => {
    if (!window.axe) (0, eval)(source);
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  }, { source: axe, tags: TAGS });
}

test('no page and no dialog is closed to anyone', async () => {
  const browser = await start();
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of SIZES) {
      const page = await (await browser.newContext({ viewport, colorScheme, locale: 'sv-SE', bypassCSP: true })).newPage();
      const look = async (name) => {
        for (const violation of await violations(page)) found.push(`${colorScheme} ${viewport.width} ${name}: ${violation}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wider > 0) found.push(`${viewport.width} ${name} is ${wider} pixels wider than the screen`);
      };
      await page.goto(`${address}/stil`);
      const hrefs = await page.$$eval('main .links a', (links) => links.map((link) => link.getAttribute('href')));
      assert.ok(hrefs.length > 15);
      for (const href of ['/stil', ...hrefs]) {
        await page.goto(address + href);
        await page.waitForTimeout(100);
        await look(href);
      }
      for (const [name, open] of Object.entries(OPENED)) {
        await open(page);
        await look(name);
      }
    }
  }
  await browser.close();
  assert.deepEqual(found, []);
});
