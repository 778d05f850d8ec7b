import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

const BEFORE = '<!-- prettier-ignore-start -->\n\n';
const AFTER = '\n\n<!-- prettier-ignore-end -->\n';

/** Compares a text with the file that shows it to reviewers. `UPDATE_FILES=1 npm run test:only` writes it anew. */
export function expectFile(name: string, text: string): void {
  const file = new URL(`__files__/${name}.md`, import.meta.url);
  if (process.env['UPDATE_FILES'] === '1') writeFileSync(file, BEFORE + text + AFTER);
  expect(BEFORE + text + AFTER).toBe(readFileSync(file, 'utf8'));
}
