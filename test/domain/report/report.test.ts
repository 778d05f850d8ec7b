import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  saidBy,
  together,
  withEntry,
  type AgentReport,
  type ReportEntry,
  type ReportFields,
} from '../../../src/domain/report/report.js';
import { bytesOf } from '../../../src/domain/cut.js';

const NONE: AgentReport = {
  repositoryId: 100,
  date: '2026-03-02',
  agent: 'apollo',
  entries: {},
  before: null,
};
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
          expect(kept(inAnother)).toEqual(kept(inOneOrder));
        },
      ),
    );
  });

  it('all count, and those of which the words are kept are no more than a dozen, the newest', () => {
    const all = Array.from({ length: 1_000 }, (_, at) =>
      entry(`r-${at}`, at, { progress: `word ${at}`, cost: 1, tokens: 2 }),
    );
    for (const many of [all, all.toSpliced(600, 0, ...all.slice(0, 600))]) {
      const report = many.reduce(withEntry, NONE);
      const { said, late, wordless } = saidBy(report, 990);
      expect(said).toMatchObject({ cost: 991, tokens: 1982, progress: 'word 988\nword 989\nword 990' });
      expect(late.map(({ fields }) => fields.progress)).toEqual(
        Array.from({ length: 9 }, (_, at) => `word ${at + 991}`),
      );
      expect(wordless).toBe(988);
    }
  });

  it('take less room than an item has, however many and long they are', () => {
    const text = '語'.repeat(1_000);
    const long = { progress: text, blockers: text, tomorrow: text, help: text, cost: 1 };
    const report = Array.from({ length: 500 }, (_, at) =>
      entry(`123456/comment-${1e10 + at}-1`, at, long),
    ).reduce(withEntry, NONE);
    expect(bytesOf(JSON.stringify(report))).toBeLessThan(330_000);
  });

  it('of one comment stand in the order of its lines', () => {
    const lines = [11, 2, 100].map((line) => entry(`7/comment-5-${line}`, 10, { progress: `line ${line}` }));
    expect(together(lines).progress).toBe('line 2\nline 11\nline 100');
  });

  it('of which not all words have room show the newest, and that there are more', () => {
    const texts = Array.from({ length: 8 }, (_, at) => entry(`r-${at}`, at, { progress: `word ${at}` }));
    expect(together(texts).progress).toBe('…\nword 3\nword 4\nword 5\nword 6\nword 7');
    const long = 'x'.repeat(2_000);
    expect(together([...texts, entry('z', 9, { progress: long })]).progress).toBe(`…\n${long}`);
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
