import fc from 'fast-check';
import type { Observation } from '../../src/domain/observation.js';
import { branch, BRANCHES, heardAt, of, outside } from './observations.js';
import { longSha } from './world.js';

const KEYS = [
  ...BRANCHES.flatMap((name) => [`branch/${name}`, `pull-request/${name}`]),
  'comment/status',
  'merge/57',
  'release/wf-100-42/1',
  'react/3/rocket',
  `check/${longSha('a1')}`,
];
const results: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({
    ...of('effect-performed'),
    key: fc.constantFrom(...KEYS),
    hash: fc.constantFrom('x', 'y'),
    at: heardAt,
    ref: fc.constantFrom(null, 57, longSha('ba5e'), 'stalled'),
  }),
  fc.record({
    ...of('effect-refused'),
    key: fc.constantFrom(...KEYS),
    hash: fc.constantFrom('x', 'y'),
    at: heardAt,
    code: fc.constant('validation'),
    message: fc.constantFrom('No', 'Never'),
  }),
  fc
    .record({
      comment: fc.integer({ min: 1, max: 40 }),
      epoch: fc.integer({ min: 1, max: 3 }),
      at: heardAt,
      name: branch,
    })
    .map(({ comment, epoch, at, name }): Observation => {
      const wish = `comment-${comment}-1`;
      const ranking = {
        requirement: { complexity: 'simple' as const, capabilities: [], evidence: [] },
        candidates: [],
        others: 0,
      };
      const who = { agent: 'apollo', login: 'apollo-bot', terminal: 'apollo-1' };
      return {
        kind: 'agent-assigned',
        assignment: { id: `wf-100-42/${epoch}`, epoch, wish, ...who, branch: name, ranking, at },
      };
    }),
  fc
    .record({ comment: fc.integer({ min: 1, max: 40 }), at: heardAt })
    .map(({ comment, at }): Observation => ({
      kind: 'nobody-available',
      wish: `comment-${comment}-1`,
      at,
      ranking: {
        requirement: { complexity: 'simple', capabilities: [], evidence: [] },
        candidates: [],
        others: 0,
      },
    })),
);

/** Whatever a workflow can be told at all, the results of its own effects included, likely or not. */
export const anything: fc.Arbitrary<Observation> = fc.oneof(
  { arbitrary: outside, weight: 4 },
  { arbitrary: results, weight: 1 },
);
