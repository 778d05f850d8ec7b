import { describe, expect, it } from '@jest/globals';
import { noFacts } from '../../../src/domain/facts.js';
import { openedAt } from '../../../src/domain/workflow/pull-requests.js';
import { during, lived, type Line } from '../lived.js';

describe('a pull request was opened', () => {
  const seen: Line = { kind: 'pull-request-changed', at: '10:30', sha: 'b2' };
  const { facts } = lived([{ kind: 'pull-request-changed', at: '10:20', sha: 'a1' }, seen]).workflow;
  const pullRequest = facts.pullRequests['57']?.value;
  const { since: first, until: before } = during('10:20-10:10');
  const made = (ref: number) => ({
    ...facts,
    performed: {
      [`pull-request/${pullRequest?.head.ref ?? ''}`]: { hash: 'x', at: before, ref, refused: null },
    },
  });
  const opened = (of = facts) => (pullRequest === undefined ? undefined : openedAt(of, pullRequest));

  it('when it was first seen', () => {
    expect(opened()).toBe(first);
  });

  it('when it was made, though it was seen later', () => {
    expect(opened(made(57))).toBe(before);
  });

  it('but not when another was made of its branch', () => {
    expect(opened(made(58))).toBe(first);
  });

  it('at no known time when nothing tells of it', () => {
    expect(opened(noFacts())).toBeNull();
  });
});
