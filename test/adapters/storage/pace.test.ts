import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NO_PACE, withRest, withTurn, type Pace } from '../../../src/adapters/storage/pace.js';
import type { Turn } from '../../../src/app/ports/store.js';
import { DAY, MINUTE, NOW } from '../../contract/samples.js';

const SECOND = 1000;
const PATIENCE = 5 * SECOND;

/** Asks one after another, each at its time; times are told from NOW on. */
function asking(before: Pace = NO_PACE) {
  let pace = before;
  return {
    take(at: number, spacing = SECOND): Turn {
      const { pace: after, turn } = withTurn(pace, { now: NOW + at, spacing, patience: PATIENCE });
      pace = after;
      return 'at' in turn ? { at: turn.at - NOW } : { ...turn, retryAt: turn.retryAt - NOW };
    },
    rest(at: number, until: number) {
      pace = withRest(pace, { now: NOW + at, until: NOW + until });
    },
  };
}

describe('the turns of an installation', () => {
  it('are a spacing apart, and the first is now', () => {
    const { take } = asking();
    expect([take(0), take(0), take(300), take(10_000)]).toEqual([
      { at: 0 },
      { at: 1000 },
      { at: 2000 },
      { at: 10_000 },
    ]);
  });

  it('are taken as far as patience goes; who comes then is told a time of its own', () => {
    const { take } = asking();
    for (let taken = 0; taken < 6; taken++) expect(take(0)).toEqual({ at: taken * SECOND });
    const later = Array.from({ length: 1000 }, () => take(0));
    // A quarter of an hour from the first turn that is free, and then from there on again.
    expect(later.slice(0, 3)).toEqual([6000, 7000, 8000].map((retryAt) => ({ retryAt, waitsFor: 'turn' })));
    expect(later[901]).toEqual({ retryAt: 907_000, waitsFor: 'turn' });
    expect(later[902]).toEqual({ retryAt: 6000, waitsFor: 'turn' });
    // Nothing was taken for them: the next turn is free for whoever comes.
    expect(take(1000)).toEqual({ at: 6000 });
  });

  it('wait for the end of a rest, and then come one by one', () => {
    const { take, rest } = asking();
    rest(0, MINUTE);
    expect([take(0), take(1)]).toEqual([
      { retryAt: MINUTE, waitsFor: 'rest' },
      { retryAt: MINUTE + SECOND, waitsFor: 'rest' },
    ]);
    rest(0, MINUTE / 2);
    expect(take(55_001)).toEqual({ at: MINUTE });
    expect(take(MINUTE)).toEqual({ at: MINUTE + SECOND });
  });

  it('know of the longer rest, whichever is told first', () => {
    const rested = withRest(NO_PACE, { now: NOW, until: NOW + MINUTE });
    expect(withRest(rested, { now: NOW, until: NOW + MINUTE })).toBe(rested);
    expect(withRest(rested, { now: NOW, until: NOW + 2 * MINUTE }).restsUntil).toBe(NOW + 2 * MINUTE);
  });

  it('are not held up by what a clock wrote that was wrong', () => {
    const wrong = { nextAt: NOW + DAY, hintAt: NOW + DAY, restsUntil: NOW + DAY };
    const { take, rest } = asking(wrong);
    expect(take(0)).toEqual({ at: 0 });
    for (let taken = 1; taken < 6; taken++) take(0);
    expect(take(0)).toEqual({ retryAt: 6000, waitsFor: 'turn' });
    rest(0, MINUTE);
    expect(take(0)).toEqual({ retryAt: MINUTE, waitsFor: 'rest' });
  });

  it('need not be apart', () => {
    const { take } = asking();
    expect([take(0, 0), take(0, 0)]).toEqual([{ at: 0 }, { at: 0 }]);
  });

  it('are never closer than the spacing, before nobody’s time and after nobody’s patience, in whatever order they are asked for', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -200, max: 3000 }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (asked) => {
        const { take, rest } = asking();
        let now = 0;
        let last = -Infinity;
        let rests = -Infinity;
        for (const [passed, limited] of asked) {
          now += passed;
          if (limited) {
            rests = Math.max(rests, now + 7 * SECOND);
            rest(now, now + 7 * SECOND);
          }
          const turn = take(now);
          if ('retryAt' in turn) {
            expect(turn.retryAt).toBeGreaterThan(now + PATIENCE);
            continue;
          }
          expect(turn.at).toBeGreaterThanOrEqual(Math.max(now, rests, last + SECOND));
          expect(turn.at).toBeLessThanOrEqual(now + PATIENCE);
          last = turn.at;
        }
      }),
    );
  });
});
