// The program on a demo database of its own, and a browser to meet it with.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = process.env.KAMERAL_PROGRAM ?? join(ROOT, 'target/release/kameral');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How long the demo may take to be made and served, on a slow machine. */
const START_MILLISECONDS = 180_000;

/** Flags without which a browser in a closed network keeps trying to reach the outside. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Starts the demo on a free port. `stop()` ends it and removes its folder. */
async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'kameral-browser-'));
  const program = spawn(PROGRAM, ['demo', '--db', join(folder, 'demo.db'), '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const address = await new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`no address in time:\n${said}`)), START_MILLISECONDS);
    const hear = (bytes) => {
      said += bytes;
      const met = /http:\/\/[0-9.]+:[0-9]+/.exec(said);
      if (met) {
        clearTimeout(timer);
        found(met[0]);
      }
    };
    program.stdout.on('data', hear);
    program.stderr.on('data', hear);
    program.on('exit', (code) => failed(new Error(`the program ended with ${code}:\n${said}`)));
  });
  const stop = () => {
    program.removeAllListeners('exit');
    program.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, stop };
}

/** A browser; the caller closes it. */
function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A demo and a browser for the stories of a file: `address` and `browser` are there when they begin. */
export function demoInBrowser() {
  const held = {};
  let demo;
  before(async () => {
    demo = await startDemo();
    held.address = demo.address;
    held.browser = await openBrowser();
  });
  after(async () => {
    await held.browser?.close();
    demo?.stop();
  });
  return held;
}

/** A page in Swedish whose faults fail the test that asks `faults`. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults };
}

/** Login and password of a demo user by role, as the sign-in page shows them. */
export async function demoUser(page, address, role) {
  await page.goto(`${address}/logga-in`);
  const rows = await page.locator('table tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  const found = rows.find(([name]) => name.toLowerCase().includes(role.toLowerCase()));
  if (!found) throw new Error(`no demo user with the role ${role}: ${JSON.stringify(rows)}`);
  return { login: found[1], password: found[2] };
}

/** Signs in with the keyboard alone: the first field has the focus. */
export async function signIn(page, address, role) {
  const user = await demoUser(page, address, role);
  await page.goto(`${address}/logga-in`);
  // What is typed before the focus is there goes nowhere.
  await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
  await page.keyboard.type(user.login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(user.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
}

/** Goes to a page by the command palette: Ctrl+K, some words, Enter. */
export async function go(page, words) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.waitForTimeout(600);
  await page.keyboard.press('Enter');
}

/** Presses Tab until a cell of the grid has the focus; fails when it never does. */
export async function tabTo(page, key) {
  for (let presses = 0; presses < 24; presses += 1) {
    const at = await page.evaluate(() => document.activeElement?.dataset.key ?? '');
    if (at === key) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab never came to ${key}`);
}

/** Chooses the first value of a dimension in its list. */
export async function chooseFirst(page, key) {
  await tabTo(page, key);
  await page.keyboard.press('F9');
  // Before the list has its values there is none to choose.
  await page.locator('#lookup-list [role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Types a line from the account on; the first valid value stands for what is not given. */
export async function typeLine(page, account, amount) {
  await tabTo(page, 'KONTO');
  await page.keyboard.type(account);
  await page.keyboard.press('Tab');
  await page.waitForTimeout(500);
  await tabTo(page, amount.column);
  await page.keyboard.type(amount.text);
}

/** Violations of WCAG 2.2 A and AA and of best practice on the page as it stands. */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Keeps a picture for the readme, when `KAMERAL_PICTURES` asks for them. */
export async function picture(page, name) {
  if (!process.env.KAMERAL_PICTURES) return;
  await page.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`) });
}
