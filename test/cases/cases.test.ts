import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { caseNames, fileOf, played } from './play.js';

/** What a case ends in is written by `npm run cases -- [name] --write`, and then read by a person. */
describe('case', () => {
  it.each(caseNames())('%s', (name) => {
    const { facts, effects } = played(name);
    expect(effects).toBe(written(name, 'effects'));
    expect(facts).toBe(written(name, 'facts'));
  });
});

function written(name: string, file: 'facts' | 'effects'): string {
  const path = fileOf(name, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
