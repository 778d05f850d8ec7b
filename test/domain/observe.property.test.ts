import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/domain/decide.js';
import { noFacts, type Facts } from '../../src/domain/facts.js';
import type { Observation } from '../../src/domain/observation.js';
import { canonical } from '../../src/domain/register.js';
import { anything } from './anything.js';
import { context } from './contexts.js';
import { told } from './observations.js';
import { longSha } from './world.js';

/** Long after all that was told: clocks run out. */
const NOW = 24 * 60 * 60_000;
const observations = fc.array(anything, { maxLength: 40 });

/** The same observations in another order, some of them more than once. */
const reordered = observations.chain((all) =>
  fc.record({
    all: fc.constant(all),
    again: fc
      .tuple(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.shuffledSubarray(all),
        fc.shuffledSubarray(all),
      )
      .map(([each, some, more]): Observation[] => [...some, ...each, ...more]),
  }),
);

describe('facts', () => {
  it('are the same whatever the order and however often each observation came', () => {
    fc.assert(
      fc.property(reordered, ({ all, again }) => {
        expect(told(again)).toEqual(told(all));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same when they were put together in parts', () => {
    fc.assert(
      fc.property(fc.tuple(observations, observations, observations), ([a, b, c]) => {
        expect(told(c, told(b, told(a)))).toEqual(told(a, told(c, told(b))));
      }),
      { numRuns: 100 },
    );
  });

  it('lead to the same decision, which never fails, and which no order of keys changes', () => {
    fc.assert(
      fc.property(reordered, context, ({ all, again }, circumstances) => {
        const decision = decide(told(all), circumstances, NOW);
        expect(canonical(decide(told(again), circumstances, NOW))).toBe(canonical(decision));
      }),
      { numRuns: 300 },
    );
  });
});

const keptChecks = (facts: Facts) =>
  Object.values(facts.checks).flatMap((checks) => Object.values(checks)).length;

describe('what is bounded', () => {
  const sha = (number: number) => longSha(number.toString(16).padStart(6, '0'));
  const where = { installationId: 1, repositoryId: 100, seenAt: 1 };
  const crowds: [string, number, (number: number) => Observation, (facts: Facts) => number][] = [
    [
      'heads of a branch',
      50,
      (number) => ({
        kind: 'branch-moved',
        ...where,
        source: 'webhook',
        branch: 'feature',
        // Some heads come back.
        sha: number % 7 === 0 ? null : sha(number % 60),
        by: null,
        at: number * 1000,
      }),
      (facts) => facts.branches['feature']?.heads.length ?? 0,
    ],
    [
      'reports of checks',
      240,
      (number) => ({
        kind: 'check-reported',
        ...where,
        sha: sha(number % 40),
        branches: [],
        appId: 1,
        check: {
          // Suites come again under newer runs.
          key: `run:${number % 351}:test ${number % 31}`,
          name: `test ${number % 31}`,
          app: 'github-actions',
          suite: number % 351,
          // Times go another way than ids.
          id: number,
          status: 'completed',
          conclusion: number % 3 === 0 ? 'failure' : 'success',
          url: null,
          title: 'x'.repeat(500),
          summary: `${number} `.repeat(500),
          at: (number * 7919) % 1009,
        },
      }),
      keptChecks,
    ],
    [
      'commit statuses',
      60,
      (number) => ({
        kind: 'check-reported',
        ...where,
        sha: sha(number % 45),
        branches: [],
        appId: null,
        check: {
          key: `status:ci/${number % 4}`,
          name: `ci/${number % 4}`,
          app: null,
          id: number,
          suite: null,
          status: 'completed',
          conclusion: number % 3 === 0 ? 'failure' : 'success',
          url: null,
          title: 'x'.repeat(500),
          summary: null,
          at: (number * 7919) % 1009,
        },
      }),
      keptChecks,
    ],
    [
      'questions',
      50,
      (number) => ({
        kind: 'command-given',
        command: {
          id: `comment-${number}-1`,
          verb: number % 2 === 0 ? 'why' : 'dance',
          args: [],
          text: '',
          problem: number % 2 === 0 ? null : 'unknown-verb',
          by: { login: 'mallory', id: 5, type: 'User' },
          permission: 'read',
          via: 'comment',
          number: 42,
          commentId: number,
          at: (number * 13) % 40,
        },
      }),
      (facts) => Object.keys(facts.commands).length,
    ],
    [
      'merge queue heads',
      5,
      (number) => ({
        kind: 'merge-group-requested',
        ...where,
        sha: sha(number),
        pullRequestNumbers: [],
        at: number % 10,
      }),
      (facts) => Object.keys(facts.mergeGroups).length,
    ],
  ];

  it.each(crowds)('of %s at most %d are kept, the same in any order', (_, most, make, count) => {
    const all = Array.from({ length: 700 }, (__, number) => make(number));
    const facts = told(all);
    expect(count(facts)).toBeLessThanOrEqual(most);
    expect(JSON.stringify(facts).length).toBeLessThan(200_000);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.shuffledSubarray(all),
        (shuffled, again) => {
          expect(told([...shuffled, ...again])).toEqual(facts);
        },
      ),
      { numRuns: 2 },
    );
  });
});

describe('a decision', () => {
  it('wants each key once', () => {
    fc.assert(
      fc.property(observations, context, (all, circumstances) => {
        const keys = decide(told(all), circumstances, NOW).effects.map(({ key }) => key);
        expect(keys).toEqual([...new Set(keys)]);
      }),
    );
  });

  it('is about nothing when nothing was told', () => {
    fc.assert(
      fc.property(context, (circumstances) => {
        const { status, effects } = decide(noFacts(), circumstances, NOW);
        expect({ status, effects }).toEqual({ status: 'idle', effects: [] });
      }),
    );
  });
});
