import { describe, expect, it } from '@jest/globals';
import { CODERTOCAT, eventsOf, example, HERE, translated } from './examples.js';

const SHA = '6113728f27ae82c7b1a177c8d03f9e96e0adf246';
const BEFORE = '6113728f27ae82c7b1a177c8d03f9e96e0adf245';
const ZEROS = '0'.repeat(40);
const AT = 1557933657_000;
const MOVED = {
  kind: 'branch-moved',
  ...HERE,
  source: 'webhook',
  branch: 'feature/apollo-1-x',
  sha: SHA,
  by: CODERTOCAT,
  at: AT,
};
const CONFIGURED = {
  kind: 'configuration-pushed',
  ...HERE,
  branch: MOVED.branch,
  sha: SHA,
  before: BEFORE,
  at: AT,
};

function push(change = {}) {
  return example('push', null, { ref: 'refs/heads/feature/apollo-1-x', before: BEFORE, ...change });
}

describe('push', () => {
  it.each([
    ['a branch made from a known commit', { created: true, before: ZEROS, commits: [] }],
    ['a forced push', { forced: true, commits: [] }],
    ['an empty list of commits, left out', { commits: undefined }],
    [
      'commits that leave the configuration alone',
      { commits: [{ added: ['a'], modified: ['.github/ci.yml'], removed: [] }] },
    ],
    ['commits whose files are not listed', { commits: [{ id: 'x' }] }],
  ])('tells the head: %s', (_, change) => {
    expect(eventsOf('push', push(change))).toEqual([MOVED]);
  });

  it('tells that the branch is gone', () => {
    expect(eventsOf('push', push({ deleted: true, after: ZEROS }))).toEqual([{ ...MOVED, sha: null }]);
    expect(eventsOf('push', push({ deleted: true, after: '0'.repeat(64) }))).toEqual([
      { ...MOVED, sha: null },
    ]);
  });

  it.each([
    ['seconds', 1557933657],
    ['milliseconds', 1557933657_000],
    ['ISO 8601', '2019-05-15T15:20:57Z'],
    ['ISO 8601 elsewhere', '2019-05-15T17:20:57.000+02:00'],
  ])('takes its time from pushed_at in %s', (_, pushed_at) => {
    expect(eventsOf('push', push({ repository: { pushed_at } }))).toEqual([MOVED]);
  });

  it.each([null, -1, '', 'soon', '1557933657', 1e300])('is refused when pushed_at is %p', (pushed_at) => {
    expect(translated('push', push({ repository: { pushed_at } }))).toEqual({
      outcome: 'refused',
      fault: expect.stringMatching(/^repository\.pushed_at: /),
    });
  });

  it.each(['added', 'modified', 'removed'])('tells of a configuration that was %s in any commit', (how) => {
    const commits = [
      { added: [], modified: [], removed: [] },
      { [how]: ['README.md', '.github/tekton-core.yml'] },
    ];
    expect(eventsOf('push', push({ commits }))).toEqual([MOVED, CONFIGURED]);
  });

  it('tells of the shared configuration alike', () => {
    const repository = { name: '.github', full_name: 'Codertocat/.github' };
    const commits = [{ added: ['.github/tekton-core.yml'] }];
    expect(eventsOf('push', push({ repository, commits }))).toEqual([MOVED, CONFIGURED]);
  });

  it('tells of no configuration on a branch that is gone', () => {
    const commits = [{ removed: ['.github/tekton-core.yml'] }];
    expect(eventsOf('push', push({ after: ZEROS, commits }))).toEqual([{ ...MOVED, sha: null }]);
  });

  it('may come from nobody', () => {
    expect(eventsOf('push', push({ sender: undefined }))).toEqual([{ ...MOVED, by: null }]);
  });

  it.each(['refs/tags/v1', 'refs/notes/commits', 'main'])('of %s is ignored', (ref) => {
    expect(translated('push', push({ ref }))).toEqual({ outcome: 'ignored', reason: 'not-a-branch' });
  });

  it('of what is no commit is refused', () => {
    expect(translated('push', push({ after: 'HEAD' }))).toMatchObject({
      outcome: 'refused',
      fault: expect.stringMatching(/^branch-moved\.sha: /),
    });
  });
});

describe('create', () => {
  it.each(['tag', 'branch'])('of a %s is ignored', (ref_type) => {
    const payload = example('create', null, { ref_type });
    expect(translated('create', payload)).toEqual({ outcome: 'ignored', reason: 'push-carries-the-head' });
  });
});

describe('delete', () => {
  it('of a branch tells that it is gone', () => {
    const payload = example('delete', null, { ref: MOVED.branch, ref_type: 'branch' });
    expect(eventsOf('delete', payload)).toEqual([{ ...MOVED, sha: null }]);
  });

  it('of a tag is ignored', () => {
    expect(translated('delete', example('delete', null))).toEqual({
      outcome: 'ignored',
      reason: 'not-a-branch',
    });
  });
});
