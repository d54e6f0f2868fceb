// A browser for the tests. The tools (playwright-core, axe-core) are installed outside the tree;
// KAMERAL_BROWSER_TOOLS names the folder, KAMERAL_BROWSER the program, KAMERAL_ADDRESS the pages.
import { createRequire } from 'node:module';

const tools = createRequire(`${process.env.KAMERAL_BROWSER_TOOLS}/`);
const { chromium } = tools('playwright-core');

const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const address = process.env.KAMERAL_ADDRESS;
export const axePath = () => tools.resolve('axe-core/axe.min.js');

/** Starts the browser; the caller closes it. */
export function start() {
  return chromium.launch({ executablePath: process.env.KAMERAL_BROWSER ?? '/usr/bin/chromium', args: QUIET });
}
