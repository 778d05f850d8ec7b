import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { caseNames, fileOf, played } from '../test/cases/play.js';

/** `npm run cases -- [name …] [--write]` says which golden cases end otherwise than written, and writes them anew. */
const given = process.argv.slice(2);
const write = given.includes('--write');
const wanted = given.filter((word) => word !== '--write');
const unknown = wanted.find((name) => !caseNames().includes(name));
if (unknown !== undefined) {
  console.error(`There is no case '${unknown}' in test/cases.\nUsage: npm run cases -- [NAME …] [--write]`);
  process.exit(2);
}

let differ = 0;
for (const name of caseNames().filter((name) => wanted.length === 0 || wanted.includes(name))) {
  const ends = played(name);
  for (const file of ['facts', 'effects'] as const) {
    const path = fileOf(name, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === ends[file]) continue;
    differ += 1;
    if (write) writeFileSync(path, ends[file]);
    console.log(`${write ? 'written' : 'differs'}: ${name}/${file}.json`);
    if (wanted.length > 0 && !write) console.log(ends[file]);
  }
}
if (differ > 0 && !write) process.exitCode = 1;
