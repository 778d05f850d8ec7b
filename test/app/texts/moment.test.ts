import { describe, expect, it } from '@jest/globals';
import { momentsBetween } from '../../../src/app/texts/moment.js';

const at = (clock: string) => Date.parse(`2026-03-02T${clock}Z`);

describe('from one moment to another', () => {
  it.each([
    ['names both', '09:54:59', '09:55:00', 'Monday 2 March, 09:54 to Monday 2 March, 09:55'],
    ['is one minute, said once', '09:54:01', '09:54:59', 'Monday 2 March, 09:54'],
  ])('%s', (_, from, to, words) => {
    expect(momentsBetween(at(from), at(to), 'UTC')).toBe(words);
  });
});
