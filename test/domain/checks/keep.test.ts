import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checksOn, withCheck } from '../../../src/domain/checks/keep.js';
import type { Check } from '../../../src/domain/event.js';
import { noFacts, type Facts } from '../../../src/domain/facts.js';

type Known = Pick<Facts, 'checks' | 'forgotten'>;
type Report = readonly [commit: string, check: Check];

const commit = (number: number) => number.toString(16).padStart(40, '0').split('').reverse().join('');

function report(over: Partial<Check>): Check {
  const { suite = 1, name = 'test' } = over;
  return {
    key: suite === null ? `status:${name}` : `run:${suite}:${name}`,
    name,
    app: suite === null ? null : 'github-actions',
    id: 1,
    suite,
    status: 'completed',
    conclusion: 'success',
    url: null,
    title: null,
    summary: null,
    at: 1,
    ...over,
  };
}

const told = (reports: readonly Report[], known: Known = noFacts()): Known =>
  reports.reduce<Known>(
    ({ checks, forgotten }, [sha, check]) => withCheck({ checks, forgotten }, sha, check),
    {
      checks: known.checks,
      forgotten: known.forgotten,
    },
  );

/** A commit's jobs, all in one suite. */
const jobs = (number: number, count: number): Report[] =>
  Array.from({ length: count }, (_, index) => [
    commit(number),
    report({ suite: number, name: `job ${index}`, id: number * 1000 + index }),
  ]);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('of checks', () => {
  it('a newer run supersedes an older one of its suite and none of another suite', () => {
    const known = told([
      ['a', report({ suite: 1, id: 100, conclusion: 'failure' })],
      ['a', report({ suite: 2, id: 101 })],
      ['a', report({ suite: 2, id: 90, conclusion: 'failure' })],
    ]);
    const shown = checksOn(known, 'a').checks.map(
      ({ suite, id, conclusion }) => `${suite} ${id} ${conclusion}`,
    );
    expect(shown).toEqual(['1 100 failure', '2 101 success']);
  });

  it('the newest commits keep all, and the others are known to lack some', () => {
    const known = told(times(40, (index) => jobs(index + 1, 20)).flat());
    expect(checksOn(known, commit(40))).toMatchObject({ whole: true, checks: { length: 20 } });
    expect(checksOn(known, commit(30))).toMatchObject({ whole: true, checks: { length: 20 } });
    expect(checksOn(known, commit(28))).toEqual({ whole: false, checks: [] });
    expect(checksOn(known, commit(99))).toEqual({ whole: true, checks: [] });
  });

  it('a re-run of what was forgotten brings nothing back, and a new suite does not make its commit whole', () => {
    const known = told(times(40, (index) => jobs(index + 1, 20)).flat());
    const rerun = told([[commit(3), report({ suite: 3, id: 99_000 })]], known);
    expect(rerun).toEqual(known);
    const fresh = told([[commit(3), report({ suite: 99, id: 99_000 })]], known);
    expect(checksOn(fresh, commit(3))).toMatchObject({ whole: false, checks: [{ id: 99_000 }] });
  });

  it('one commit alone may have too many', () => {
    expect(checksOn(told(jobs(1, 239)), commit(1)).whole).toBe(true);
    expect(checksOn(told(jobs(1, 240)), commit(1)).whole).toBe(false);
    const statuses = times(60, (id): Report => ['a', report({ suite: null, name: `ci/${id}`, id })]);
    expect(checksOn(told(statuses.slice(1)), 'a').whole).toBe(true);
    expect(checksOn(told(statuses), 'a').whole).toBe(false);
  });

  it('after very many commits none is sure to be whole', () => {
    const known = told(
      times(520, (index): Report => [commit(index), report({ suite: index + 1, id: index })]),
    );
    expect(checksOn(known, commit(519)).whole).toBe(false);
    expect(known.forgotten.length).toBeLessThan(250);
  });

  it('no order of the reports changes what is kept and what is known to be forgotten', () => {
    // Statuses that come again under newer ids, on commits that go on for a while.
    const reports = times(360, (id): Report => {
      const number = Math.floor(id / 12) - (id % 7 === 0 ? 3 : 0);
      return [
        commit(Math.max(0, number)),
        report({ suite: null, name: `ci/${id % 5}`, id, at: (id * 7919) % 97 }),
      ];
    });
    const known = told(reports);
    const lacking = times(30, (number) => checksOn(known, commit(number)).whole);
    expect([lacking.includes(true), lacking.includes(false)]).toEqual([true, true]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(reports, { minLength: reports.length }),
        fc.shuffledSubarray(reports),
        (all, again) => {
          expect(told([...all, ...again])).toEqual(known);
        },
      ),
      { numRuns: 8 },
    );
  });

  it.each(['x', '漢', '😀'])('few bytes are kept, written in %s', (letter) => {
    const long = (id: number, suite: number | null): Check => {
      const name = `${letter.repeat(90)} ${id}`;
      const said = {
        url: `https://ci.example/${id}`,
        title: letter.repeat(400),
        summary: letter.repeat(2_000),
      };
      return report({ suite, name, key: `${suite}:${id}`, id, conclusion: 'failure', ...said });
    };
    const known = told(
      times(400, (id): Report[] => [
        [commit(1), long(id, id)],
        [commit(1), long(id, null)],
      ]).flat(),
    );
    expect(Buffer.byteLength(JSON.stringify(known))).toBeLessThan(120_000);
    expect(new Set(checksOn(known, commit(1)).checks.map(({ name }) => name)).size).toBe(240);
  });
});
