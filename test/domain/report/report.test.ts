import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  inOrder,
  together,
  withEntry,
  type AgentReport,
  type ReportEntry,
  type ReportFields,
} from '../../../src/domain/report/report.js';

const NONE: AgentReport = { repositoryId: 100, date: '2026-03-02', agent: 'apollo', entries: {} };
const NOTHING: ReportFields = {
  status: null,
  progress: '',
  blockers: '',
  tomorrow: '',
  confidence: null,
  help: '',
  cost: null,
  tokens: null,
};

function entry(id: string, at: number, over: Partial<ReportFields> = {}): ReportEntry {
  return { id, by: 'apollo-ci', via: 'comment', issueNumber: 7, at, fields: { ...NOTHING, ...over } };
}

const entries = fc.uniqueArray(
  fc.record({ id: fc.nat(30).map(String), at: fc.nat(20), progress: fc.string() }),
  { maxLength: 30, selector: ({ id }) => id },
);

describe('the reports of an agent in a day', () => {
  it('are the same in whatever order, and however often, they come', () => {
    fc.assert(
      fc.property(
        entries.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([inOneOrder, inAnother]) => {
          const kept = (all: readonly { id: string; at: number; progress: string }[]) =>
            all.reduce(
              (report, { id, at, progress }) => withEntry(report, entry(id, at, { progress })),
              NONE,
            );
          expect(inOrder(kept(inAnother))).toEqual(inOrder(kept(inOneOrder)));
        },
      ),
    );
  });

  it('are no more than a dozen, the newest', () => {
    const all = Array.from({ length: 40 }, (_, at) => entry(`r-${at}`, at));
    const kept = inOrder(all.reduce(withEntry, NONE));
    expect(kept.map(({ at }) => at)).toEqual(Array.from({ length: 12 }, (_, at) => at + 28));
  });

  it('are taken together: the newest word, all texts once, and the sum of what was spent', () => {
    const merged = together([
      entry('b', 20, { status: 'blocked', progress: 'the tests', blockers: 'no key', cost: 1.5 }),
      entry('a', 10, {
        status: 'on-track',
        progress: 'the parser',
        confidence: 'high',
        cost: 0.5,
        tokens: 10,
      }),
      entry('c', 30, { progress: 'the parser' }),
    ]);
    expect(merged).toEqual({
      ...NOTHING,
      status: 'blocked',
      progress: 'the parser\nthe tests',
      blockers: 'no key',
      confidence: 'high',
      cost: 2,
      tokens: 10,
    });
    expect(together([])).toEqual(NOTHING);
  });
});
