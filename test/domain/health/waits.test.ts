import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { medianOf, withWait, type Waits } from '../../../src/domain/health/waits.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function waits(...all: number[]): Waits {
  return all.reduce(withWait, {});
}

describe('the median of waits', () => {
  it('is that of none, one, an odd and an even number of them', () => {
    expect(medianOf({})).toBeNull();
    expect(medianOf(waits(3 * HOUR))).toBe(3 * HOUR);
    expect(medianOf(waits(9 * HOUR, HOUR, 2 * HOUR))).toBe(2 * HOUR);
    expect(medianOf(waits(DAY, 100 * DAY, 60 * DAY))).toBe(60 * DAY);
    expect(medianOf(waits(9 * HOUR, HOUR, 2 * HOUR, 3 * HOUR))).toBe(2.5 * HOUR);
  });

  it('is told to a quarter of an hour, and to a day where it is long', () => {
    expect(medianOf(waits(14 * MINUTE))).toBe(0);
    expect(medianOf(waits(31 * MINUTE))).toBe(30 * MINUTE);
    expect(medianOf(waits(10 * DAY + HOUR))).toBe(10 * DAY);
  });

  it('is within a quarter of an hour of the true one, in whatever order they come', () => {
    const some = fc.array(fc.nat(2 * DAY - 1), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(some, (all) => {
        const sorted = [...all].sort((a, b) => a - b);
        const at = (index: number) => sorted[index] ?? 0;
        const half = (sorted.length - 1) / 2;
        const median = (at(Math.floor(half)) + at(Math.ceil(half))) / 2;
        const told = medianOf(waits(...all)) ?? Infinity;
        expect(told).toBeLessThanOrEqual(median);
        expect(median - told).toBeLessThan(15 * MINUTE);
        expect(waits(...all.toReversed())).toEqual(waits(...all));
      }),
    );
  });

  it('takes no more room for ten thousand waits than for some hundred', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index * HOUR);
    expect(Object.keys(waits(...many)).length).toBeLessThan(600);
  });
});
