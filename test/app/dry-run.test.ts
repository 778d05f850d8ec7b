import { describe, expect, it } from '@jest/globals';
import { APOLLO, BRANCH, MARIA, STRANGER } from './names.js';
import { checked, labelled, pullRequestChanged, pushed, said } from './news.js';
import { configure, situation, type Situation } from './situation.js';
import { MINUTE, sha } from '../contract/samples.js';

const READS = new Set([
  'permissionOf',
  'branchesLike',
  'readRepository',
  'readConfiguration',
  'readIssue',
  'readBranch',
  'readPullRequest',
  'readChecks',
  'readReviews',
  'readPullRequestsFrom',
  'readComments',
  'scarceUntil',
]);
const writes = ({ github }: Situation) =>
  github.calls.map(({ method }) => method).filter((method) => !READS.has(method));

async function planned({ app }: Situation) {
  const { items } = await app.store.listAudit('wf-100-7', { limit: 100, after: null });
  return items
    .filter(({ what }) => what === 'planned')
    .map(({ detail }) => detail)
    .reverse();
}

async function started(config: object = {}): Promise<Situation> {
  const town = situation({ config: { mode: 'dry-run', ...config } });
  await town.tell(labelled(MARIA));
  return town;
}

describe('a dry run', () => {
  it('plans the way to the hand-over, with every word, and writes nothing', async () => {
    const town = await started();
    expect(writes(town)).toEqual([]);
    const plan = await planned(town);
    // In the order of their keys: the clock stands still.
    expect(plan.map(({ kind, write }) => [kind, write])).toEqual([
      ['assign-agent', undefined],
      ['create-branch', 'createBranch'],
      ['status-comment', 'createComment'],
      ['hand-over', 'createComment'],
    ]);
    expect(plan[1]).toMatchObject({ wanted: { name: BRANCH, from: 'main' } });
    expect(plan[3]?.['wanted']).toMatchObject({
      number: 7,
      body: expect.stringContaining('issue #7 is yours'),
    });
    expect((await town.workflow()).status).toBe('active');
  });

  it('logs what would be done and on which page, without a word of what would be said', async () => {
    const town = await started();
    const lines = town.notes.filter(({ message }) => message === 'would have been performed: a dry run');
    const seen = { installation: 1, issue: 'octo/list#7', workflow: 'wf-100-7', page: 7 };
    expect(lines.map(({ fields }) => fields)).toEqual([
      { ...seen, effect: expect.stringMatching(/^assign\//), kind: 'assign-agent', write: null },
      { ...seen, effect: `branch/${BRANCH}`, kind: 'create-branch', write: 'createBranch' },
      { ...seen, effect: 'hand-over/wf-100-7/1', kind: 'hand-over', write: 'createComment' },
      { ...seen, effect: 'comment/status', kind: 'status-comment', write: 'createComment' },
    ]);
  });

  it('takes no place at any agent', async () => {
    const town = await started();
    expect(await town.store.port.getLeases(1, ['apollo', 'athena'], town.clock.now())).toEqual({
      apollo: [],
      athena: [],
    });
  });

  it('writes nothing whatever happens: pull requests, red checks, commands, silence, a stop', async () => {
    const town = await started({ merge: { mode: 'auto' }, gate: { on: 'all' }, review: { approvals: 0 } });
    town.clock.advance(MINUTE);
    const at = town.clock.now();
    await town.tell(pushed(sha(2), at));
    await town.tell(checked(sha(2), { conclusion: 'failure', at }));
    await town.tell(said('/tekton escalate help', { by: APOLLO, at }));
    await town.tell(said('/tekton dance', { by: MARIA, at }));
    await town.tell(said('/tekton start', { by: STRANGER, number: 9, at }));
    await town.tell(pullRequestChanged({ head: { ref: BRANCH, sha: sha(2), repositoryId: 100 } }, at));
    await town.tell(
      pullRequestChanged({ number: 99, closes: [], head: { ref: 'x', sha: sha(3), repositoryId: 100 } }, at),
    );
    await town.tell(checked(sha(2), { id: 301, conclusion: 'success', at: at + 1000 }));
    for (let hours = 0; hours < 48; hours++) {
      town.clock.advance(60 * MINUTE);
      await town.tick();
    }
    await town.tell(labelled(MARIA, { on: false, at: town.clock.now() }));
    expect(writes(town)).toEqual([]);
    expect((await planned(town)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['gate', 'notify', 'react', 'raise-escalation', 'merge']),
    );
  });

  it('is forgotten when the project goes live: then everything is done for real, once', async () => {
    const town = await started();
    configure(town.world, {});
    town.clock.advance(2 * 60 * MINUTE);
    await town.tell(said('/tekton refresh', { at: town.clock.now() }));
    expect(writes(town).sort()).toEqual(['createBranch', 'createComment', 'createComment', 'react']);
    expect(town.world.branches.has(BRANCH)).toBe(true);
    expect((await town.store.port.getLeases(1, ['apollo'], town.clock.now()))['apollo']).toHaveLength(1);
  });

  it('that follows live work gives its place back, and writes nothing more', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    const before = writes(town).length;
    configure(town.world, { mode: 'dry-run' });
    town.clock.advance(2 * 60 * MINUTE);
    await town.tell(labelled(MARIA, { on: false, at: town.clock.now() }));
    expect(writes(town)).toHaveLength(before);
    expect((await town.store.port.getLeases(1, ['apollo'], town.clock.now()))['apollo']).toEqual([]);
  });
});
