import { expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { run } from '../e2e/child.js';

jest.setTimeout(600_000);

/** `npm run simulate -- --histories 20000 --seed 7` lives through more. */
const HISTORIES = 300;

/** What the command prints: counts, and beneath them the history that failed. */
const Counts = z.object({ ok: z.boolean(), merged: z.number(), lives: z.number(), writes: z.number() });

it(`whatever goes wrong in ${HISTORIES} histories, nothing is lost, nothing happens twice, and all comes to rest as it is`, async () => {
  // In a process of its own, as the command runs: half as fast again as among Jest's modules.
  const child = run({
    script: 'dist/simulation/main.js',
    args: ['--histories', String(HISTORIES), '--seed', '20261128'],
    env: {},
    folder: '.',
  });
  const code = await child.ended;
  const [counts = '', failure] = child.out().split(/^(?<=\})\n/m);
  expect(`${failure ?? ''}${child.err()}`).toBe('');
  expect(code).toBe(0);
  const { ok, merged, lives, writes } = Counts.parse(JSON.parse(counts));
  expect(ok).toBe(true);
  // What never happened proves nothing.
  expect(merged).toBeGreaterThan(20);
  expect(lives).toBeGreaterThan(HISTORIES * 1.5);
  expect(writes).toBeGreaterThan(1000);
});
