import { expect, it, jest } from '@jest/globals';
import { simulate } from './simulate.js';

jest.setTimeout(600_000);

/** `npm run simulate -- --histories 20000 --seed 7` lives through more. */
const HISTORIES = 300;

it(`whatever goes wrong in ${HISTORIES} histories, nothing is lost, nothing happens twice, and all comes to rest as it is`, async () => {
  const report = await simulate({ histories: HISTORIES, seed: 20_261_128, patience: 30_000 });
  expect(report.failure).toBeNull();
  // What never happened proves nothing.
  expect(report.merged).toBeGreaterThan(20);
  expect(report.lives).toBeGreaterThan(HISTORIES * 1.5);
  expect(report.writes).toBeGreaterThan(1000);
});
