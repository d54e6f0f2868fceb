// Reads texts as JSON from standard input and answers with the öre of each, or null: so that a
// test in Rust can compare both readers.
import { readOre } from '../../static/grid/amounts.js';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const answers = JSON.parse(input).map((text) => readOre(text)?.toString() ?? null);
process.stdout.write(JSON.stringify(answers));
