import { describe, expect, it } from '@jest/globals';
import { outcomeOf, Outcome } from '../../../src/domain/report/outcome.js';
import { timeOf } from '../../cases/shorthand.js';
import { lived, pushed, rest, said, STARTED, tested, type Line } from '../lived.js';

function ended(lines: readonly Line[], at = '18:00'): Outcome | null {
  const { workflow, assessed } = lived(lines);
  return outcomeOf(workflow, assessed(at).situation);
}

function minutesOf(outcome: Outcome | null): Record<string, number> {
  return Object.fromEntries((outcome?.steps ?? []).map(({ name, ms }) => [name, ms / 60_000]));
}

const RED: readonly Line[] = [
  ...STARTED,
  pushed('10:10', 'a1'),
  tested('10:15', 'a1', 'failure'),
  rest('10:15'),
];
const GREEN: readonly Line[] = [
  ...RED,
  pushed('10:20', 'b2'),
  tested('10:25', 'b2', 'success'),
  rest('10:25'),
];
const merged: Line = { kind: 'pull-request-changed', at: '12:00', merged: true };
const MERGED: readonly Line[] = [...GREEN, merged, rest('12:00')];
const closed: Line = { kind: 'issue-changed', at: '11:00', issue: { state: 'closed' } };

describe('a run', () => {
  it('that was merged tells its whole story', () => {
    const outcome = ended(MERGED);
    expect(outcome).toMatchObject({
      repositoryId: 100,
      issueNumber: 42,
      title: 'Speed up the cache',
      end: 'merged',
      startedAt: timeOf('10:01'),
      endedAt: timeOf('12:00'),
      pullRequest: 57,
      agents: ['apollo'],
      reassignments: 0,
      redRuns: 1,
    });
    expect(Outcome.parse(outcome)).toEqual(outcome);
    expect(minutesOf(outcome)).toEqual({
      assign: 0,
      branch: 0,
      develop: 24,
      test: 15,
      pr: 10,
      review: 95,
      merge: 0,
    });
  });

  it('that goes on has no outcome, and neither has one that never began', () => {
    expect(ended(GREEN)).toBeNull();
    expect(ended([{ kind: 'issue-changed', at: '10:00' }])).toBeNull();
  });

  it.each<[string, Line]>([
    ['deleted', { kind: 'issue-removed', at: '11:00' }],
    ['moved away', { kind: 'issue-removed', at: '11:00', movedTo: 'https://github.com/octo/other/issues/1' }],
  ])('whose issue was %s has none', (_, removed) => {
    expect(ended([...RED, removed])).toBeNull();
  });

  it('that was stopped began at the start that was stopped', () => {
    const outcome = ended([...RED, said('11:00', '/tekton stop')]);
    expect(outcome).toMatchObject({
      end: 'stopped',
      startedAt: timeOf('10:01'),
      endedAt: timeOf('11:00'),
      pullRequest: null,
      agents: ['apollo'],
      redRuns: 1,
    });
    expect(minutesOf(outcome)).toEqual({ assign: 0, branch: 0, develop: 59, test: 5, pr: 45 });
  });

  it('that was stopped in the second in which it began lasted no time', () => {
    const lines: Line[] = [
      { kind: 'issue-changed', at: '10:00' },
      { kind: 'command-given', at: '10:01', label: 'on', by: 'alice' },
      { kind: 'command-given', at: '10:01', label: 'off', by: 'alice' },
    ];
    const { workflow, assessed } = lived(lines);
    // It was begun when the webhook came, a moment later.
    const begun = { ...workflow, createdAt: timeOf('10:01') + 900 };
    const at = timeOf('10:01');
    expect(outcomeOf(begun, assessed('18:00').situation)).toMatchObject({ startedAt: at, endedAt: at });
  });

  it('whose issue was closed ended when its steps were left, whatever is said on the issue since', () => {
    const outcome = ended([...RED, closed]);
    expect(outcome).toMatchObject({ end: 'closed', startedAt: timeOf('10:01'), endedAt: timeOf('11:00') });
    const edited: Line = { kind: 'issue-changed', at: '15:00', issue: { title: 'Slow' } };
    expect(ended([...RED, closed, edited])).toEqual({ ...outcome, title: 'Slow' });
  });
});

describe('agents', () => {
  const reassigned = (at: string, agent: string) => [said(at, `/tekton reassign ${agent}`), rest(at)];

  it('are told in turn, each once and where it had the work last', () => {
    const lines = [...RED, ...reassigned('10:30', 'athena'), ...reassigned('10:40', 'apollo'), closed];
    expect(ended(lines)).toMatchObject({ agents: ['athena', 'apollo'], reassignments: 2 });
  });

  it('that each heard of one red commit make no more of it, and each red commit counts', () => {
    const more = [pushed('10:50', 'b2'), tested('10:55', 'b2', 'failure'), rest('10:55')];
    expect(ended([...RED, ...reassigned('10:30', 'athena'), ...more, closed])).toMatchObject({ redRuns: 2 });
  });

  it('are none when nobody could have it', () => {
    const lines: Line[] = [
      { kind: 'issue-changed', at: '10:00' },
      said('10:01', '/tekton start'),
      said('10:02', '/tekton stop'),
    ];
    expect(ended(lines)).toMatchObject({ agents: [], reassignments: 0, redRuns: 0 });
  });
});

describe('a second run', () => {
  const again = [...MERGED, said('13:00', '/tekton start'), rest('13:00')];
  const stopped = said('14:00', '/tekton stop');

  it('begins at its own start, and takes nothing over from the first', () => {
    const outcome = ended([...again, stopped]);
    expect(outcome).toMatchObject({
      end: 'stopped',
      startedAt: timeOf('13:00'),
      endedAt: timeOf('14:00'),
      agents: ['apollo'],
      reassignments: 0,
      redRuns: 0,
    });
    for (const { ms } of outcome?.steps ?? []) expect(ms).toBeLessThanOrEqual(60 * 60_000);
  });

  it('leaves out the steps that it never came to, though the first was stopped before them', () => {
    const first = [...STARTED, said('10:30', '/tekton stop'), rest('10:30')];
    const second = [said('11:00', '/tekton start'), rest('11:00'), stopped];
    expect(minutesOf(ended([...first, ...second]))).toEqual({
      assign: 0,
      develop: 180,
    });
  });
});
