import { describe, expect, it } from '@jest/globals';
import { contentHash, isWanting, turnOf, type Effect } from '../../src/domain/effect.js';
import type { Performed } from '../../src/domain/facts.js';

const gate = (state: 'success' | 'failure'): Effect => ({
  kind: 'gate',
  key: 'check/a1',
  sha: 'a1',
  state,
  because: [],
  rerunAt: 0,
});
const branch: Effect = { kind: 'create-branch', key: 'branch/x', branch: 'x' };
const done = (effect: Effect, over: Partial<Performed> = {}): Performed => ({
  hash: contentHash(effect),
  at: 100,
  ref: null,
  refused: null,
  ...over,
});
const refused = { code: 'forbidden', message: 'No' };

describe('an effect is wanted', () => {
  it.each<[string, Effect, Performed | undefined, number, boolean]>([
    ['when it was never performed', branch, undefined, 0, true],
    ['not again, once performed', branch, done(branch), 0, false],
    ['not again, though its content changed', branch, done({ ...branch, branch: 'y' }), 0, false],
    ['not again, though somebody asked for a fresh look', branch, done(branch), 200, false],
    ['again, when its content matters and changed', gate('failure'), done(gate('success')), 0, true],
    ['not again, when its content matters and is the same', gate('success'), done(gate('success')), 0, false],
    ['not again, when it was refused', branch, done(branch, { refused }), 0, false],
    [
      'again after a refusal, when it changed',
      { ...branch, branch: 'y' },
      done(branch, { refused }),
      0,
      true,
    ],
    ['again after a refusal, when somebody asked since', branch, done(branch, { refused }), 101, true],
    ['not after a refusal, when somebody asked before', branch, done(branch, { refused }), 99, false],
  ])('%s', (_, effect, performed, refreshedAt, wanted) => {
    expect(isWanting(effect, performed, refreshedAt)).toBe(wanted);
  });
});

it('an effect in doubt is wanted again when its content matters, though the record says that it is so', () => {
  expect(isWanting(gate('success'), done(gate('success')), 0, true)).toBe(true);
  expect(isWanting(branch, done(branch), 0, true)).toBe(false);
  expect(isWanting(gate('success'), done(gate('success'), { refused }), 0, true)).toBe(false);
});

it('what changes the state comes first, then the gate, then the merge that may need it', () => {
  const merge: Effect = {
    kind: 'merge',
    key: 'merge/1',
    number: 1,
    sha: 'a1',
    method: 'squash',
    title: '',
    evidence: '',
  };
  const turns = [branch, gate('success'), merge].map(turnOf);
  expect(turns).toEqual([...turns].sort((a, b) => a - b));
  expect(new Set(turns).size).toBe(3);
});

it('equal content has an equal hash, whatever the order of its parts', () => {
  expect(contentHash({ key: 'branch/x', branch: 'x', kind: 'create-branch' })).toBe(contentHash(branch));
  expect(contentHash(gate('success'))).not.toBe(contentHash(gate('failure')));
});
