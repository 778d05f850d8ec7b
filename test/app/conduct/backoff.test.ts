import { describe, expect, it } from '@jest/globals';
import { retryTime } from '../../../src/app/conduct/backoff.js';

const at = (attempts: number, fraction = 1, retryAt: number | null = null) =>
  retryTime({ attempts, now: 1_000_000, fraction, retryAt }) - 1_000_000;

describe('the time of the next try', () => {
  it('doubles from two seconds to a quarter of an hour', () => {
    expect([1, 2, 3, 4, 9, 10, 30, 1000].map((attempts) => at(attempts) / 1000)).toEqual([
      2, 4, 8, 16, 512, 900, 900, 900,
    ]);
  });

  it('is spread over the upper half of the wait', () => {
    expect([0, 0.5, 0.999].map((fraction) => at(2, fraction))).toEqual([2000, 3000, 3998]);
  });

  it('is never before GitHub said, nor sooner because GitHub said an earlier one', () => {
    expect(at(1, 1, 1_090_000)).toBe(90_000);
    expect(at(1, 1, 1_000_001)).toBe(2000);
  });
});
