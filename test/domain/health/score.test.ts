import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Health, SIGNALS, type SignalName } from '../../../src/domain/health/health.js';
import { noMeasures, type Measures } from '../../../src/domain/health/measures.js';
import { healthOf, scoreOf } from '../../../src/domain/health/score.js';
import { withWait } from '../../../src/domain/health/waits.js';

const HOUR = 60 * 60_000;

function signal(name: SignalName, measures: Partial<Measures>) {
  const { value, measured, of } =
    healthOf({ ...noMeasures(), ...measures }).signals.find((it) => it.name === name) ?? {};
  return { value, measured, of };
}

const BEST: Measures = {
  defaultBranch: 'passed',
  open: 4,
  red: 0,
  stale: 0,
  openMs: 40 * HOUR,
  redMs: 0,
  escalations: 0,
  expected: 2,
  reported: 2,
  reviewWaits: { '0': 1 },
  lostDeliveries: 0,
};
const WORST: Measures = {
  ...BEST,
  defaultBranch: 'failed',
  red: 4,
  stale: 4,
  redMs: 40 * HOUR,
  escalations: 3,
  reported: 0,
  reviewWaits: withWait({}, 48 * HOUR),
  lostDeliveries: 2,
};

describe('a signal', () => {
  it.each<[SignalName, Partial<Measures>, number | null, number | null, number | null]>([
    ['default-branch', { defaultBranch: 'passed' }, 100, null, null],
    ['default-branch', { defaultBranch: 'failed' }, 0, null, null],
    ['default-branch', { defaultBranch: 'running' }, null, null, null],
    ['default-branch', { defaultBranch: 'none' }, null, null, null],
    ['default-branch', { defaultBranch: 'unknown' }, null, null, null],
    ['red-time', { openMs: 10 * HOUR, redMs: 0 }, 100, 0, 10 * HOUR],
    ['red-time', { openMs: 10 * HOUR, redMs: 2 * HOUR }, 60, 2 * HOUR, 10 * HOUR],
    ['red-time', { openMs: 10 * HOUR, redMs: 5 * HOUR }, 0, 5 * HOUR, 10 * HOUR],
    ['red-time', { openMs: 10 * HOUR, redMs: 9 * HOUR }, 0, 9 * HOUR, 10 * HOUR],
    ['red-time', { openMs: 0, redMs: 0 }, null, null, null],
    ['stale-work', { open: 8, stale: 0 }, 100, 0, 8],
    ['stale-work', { open: 8, stale: 1 }, 75, 1, 8],
    ['stale-work', { open: 8, stale: 4 }, 0, 4, 8],
    ['stale-work', { open: 0, stale: 0 }, null, null, null],
    ['escalations', { escalations: 0 }, 100, 0, null],
    ['escalations', { escalations: 1 }, 60, 1, null],
    ['escalations', { escalations: 2 }, 30, 2, null],
    ['escalations', { escalations: 3 }, 0, 3, null],
    ['escalations', { escalations: 30 }, 0, 30, null],
    ['report-coverage', { expected: 4, reported: 3 }, 75, 3, 4],
    ['report-coverage', { expected: 4, reported: 5 }, 100, 5, 4],
    ['report-coverage', { expected: 0, reported: 0 }, null, null, null],
    ['review-latency', { reviewWaits: withWait({}, 4 * HOUR) }, 100, 4 * HOUR, null],
    ['review-latency', { reviewWaits: withWait({}, 26 * HOUR) }, 50, 26 * HOUR, null],
    ['review-latency', { reviewWaits: withWait({}, 48 * HOUR) }, 0, 48 * HOUR, null],
    ['review-latency', { reviewWaits: {} }, null, null, null],
    ['lost-deliveries', { lostDeliveries: 0 }, 100, 0, null],
    ['lost-deliveries', { lostDeliveries: 1 }, 50, 1, null],
    ['lost-deliveries', { lostDeliveries: 2 }, 0, 2, null],
    ['lost-deliveries', { lostDeliveries: 9 }, 0, 9, null],
  ])('%s of %j is %s', (name, measures, value, measured, of) => {
    expect(signal(name, measures)).toEqual({ value, measured, of });
  });

  it('has its weight, and all weigh a hundred together', () => {
    const { signals } = healthOf(noMeasures());
    expect(signals.map(({ name }) => name)).toEqual([...SIGNALS]);
    expect(signals.map(({ weight }) => weight)).toEqual([25, 15, 15, 15, 10, 10, 10]);
  });
});

describe('the health of a project', () => {
  it('is 100 at best and where nothing was measured, and 0 at worst', () => {
    expect(healthOf(BEST).score).toBe(100);
    expect(healthOf(noMeasures()).score).toBe(100);
    expect(healthOf(WORST).score).toBe(0);
    expect(scoreOf([])).toBe(100);
  });

  it('is the mean by weight, in whole numbers', () => {
    expect(healthOf({ ...BEST, defaultBranch: 'failed' }).score).toBe(75);
    // (100 × 15 + 60 × 15 + 100 × 10) / 40, of what could be measured.
    const some = { ...noMeasures(), openMs: HOUR, escalations: 1 };
    expect(healthOf(some).score).toBe(85);
  });
});

const measures: fc.Arbitrary<Measures> = fc
  .record({
    defaultBranch: fc.constantFrom('passed', 'failed', 'running', 'none', 'unknown'),
    open: fc.nat(20),
    stale: fc.nat(20),
    openMs: fc.nat(100 * HOUR),
    redMs: fc.nat(100 * HOUR),
    escalations: fc.nat(5),
    expected: fc.nat(9),
    reported: fc.nat(9),
    waits: fc.array(fc.nat(100 * HOUR), { maxLength: 5 }),
    lostDeliveries: fc.nat(4),
  })
  .map(({ waits, ...given }) => ({
    ...given,
    red: 0,
    stale: Math.min(given.stale, given.open),
    redMs: Math.min(given.redMs, given.openMs),
    reported: Math.min(given.reported, given.expected),
    reviewWaits: waits.reduce(withWait, {}),
  }));

/** The same in all but one thing, in which it is better. */
const BETTER: Record<SignalName, (worse: Measures) => Measures> = {
  'default-branch': (it) => ({ ...it, defaultBranch: it.defaultBranch === 'failed' ? 'running' : 'passed' }),
  'red-time': (it) => ({ ...it, redMs: Math.floor(it.redMs * 0.9) }),
  'stale-work': (it) => ({ ...it, stale: Math.max(0, it.stale - 1) }),
  escalations: (it) => ({ ...it, escalations: Math.max(0, it.escalations - 1) }),
  'report-coverage': (it) => ({ ...it, reported: Math.min(it.expected, it.reported + 1) }),
  'review-latency': (it) => ({
    ...it,
    reviewWaits: Object.entries(it.reviewWaits)
      .flatMap(([ms, count]) => Array.from({ length: count }, () => Number(ms) * 0.7))
      .reduce(withWait, {}),
  }),
  'lost-deliveries': (it) => ({ ...it, lostDeliveries: Math.max(0, it.lostDeliveries - 1) }),
};

describe('whatever is measured', () => {
  it('the score is whole, from 0 to 100, and fit to be kept', () => {
    fc.assert(
      fc.property(measures, (given) => {
        const health = healthOf(given);
        expect(Health.parse(health)).toEqual(health);
      }),
    );
  });

  it.each(SIGNALS)('what is better in one thing has no lower score: %s', (name) => {
    fc.assert(
      fc.property(measures, (worse) => {
        expect(healthOf(BETTER[name](worse)).score).toBeGreaterThanOrEqual(healthOf(worse).score);
      }),
      { numRuns: 300 },
    );
  });

  it('what could not be measured counts neither for nor against', () => {
    fc.assert(
      fc.property(measures, fc.constantFrom(...SIGNALS), (given, name) => {
        const { signals } = healthOf(given);
        const as = (value: number | null) =>
          scoreOf(signals.map((it) => (it.name === name ? { ...it, value } : it)));
        expect(as(null)).toBe(scoreOf(signals.filter((it) => it.name !== name)));
        expect(as(null)).toBeGreaterThanOrEqual(as(0));
        expect(as(null)).toBeLessThanOrEqual(as(100));
      }),
    );
  });
});
