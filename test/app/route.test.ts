import { describe, expect, it } from '@jest/globals';
import { MINUTE, NOW, sampleIssue, sha } from '../contract/samples.js';
import { APOLLO, BRANCH, MARIA, PAUL, STRANGER } from './names.js';
import { checked, labelled, pullRequestChanged, pushed, reviewed, said } from './news.js';
import { situation, type Situation } from './situation.js';

async function started(): Promise<Situation> {
  const town = situation();
  await town.tell(labelled(MARIA));
  town.clock.advance(MINUTE);
  town.github.calls.length = 0;
  return town;
}

describe('what concerns a workflow', () => {
  it('reaches it by the branch, the pull request, or the commit of a fork', async () => {
    const town = await started();
    await town.tell(pushed(sha(2), town.clock.now()));
    await town.tell(checked(sha(2), { at: town.clock.now(), conclusion: null, status: 'in_progress' }));
    const fork = { ref: 'patch', sha: sha(60), repositoryId: 777 };
    await town.tell(pullRequestChanged({ number: 41, head: fork, author: APOLLO }, town.clock.now()));
    await town.tell(checked(sha(60), { id: 900, at: town.clock.now() }, { branches: [] }));
    await town.tell(reviewed(PAUL, { pullRequestNumber: 41, sha: sha(60), at: town.clock.now() }));
    await town.tell(said('/tekton hold', { number: 41, onPullRequest: true, at: town.clock.now() }));
    const { facts } = await town.workflow();
    expect(Object.keys(facts.checks).sort()).toEqual([sha(2), sha(60)]);
    expect(facts.pullRequests['41']?.value.head).toEqual(fork);
    expect(facts.reviews['41']?.['paul']).toMatchObject({ permission: 'write', state: 'approved' });
    expect(Object.values(facts.commands).map(({ verb }) => verb)).toEqual(['start', 'hold']);
  });

  it('reaches every workflow whose branch contains the commit, with a few look-ups at once', async () => {
    const town = await started();
    town.world.issues.set(8, { issue: sampleIssue({ number: 8, title: 'Import' }), updatedAt: NOW });
    await town.tell(labelled(MARIA, { issueNumber: 8 }));
    const other = [...town.world.branches.keys()].find((name) => name.includes('-8-')) ?? '';
    town.store.calls.length = 0;
    const branches = [other, ...Array.from({ length: 8 }, (_, index) => `copy-${index}`), BRANCH, 'beyond'];
    await town.tell(checked(sha(2), { key: 'status:ci', suite: null, app: null }, { branches, appId: null }));
    const known = [await town.workflow(7), await town.workflow(8)].map(({ facts }) =>
      Object.keys(facts.checks),
    );
    expect(known).toEqual([[sha(2)], [sha(2)]]);
    expect(town.store.count('getPointer')).toBe(11);
  });
});

describe('whose pull request it is', () => {
  it('is not a stranger’s whose fork has a branch of the same name', async () => {
    const town = await started();
    const head = { ref: BRANCH, sha: sha(60), repositoryId: 777 };
    await town.tell(pullRequestChanged({ author: STRANGER, closes: [], head }, town.clock.now()));
    expect((await town.workflow()).facts.pullRequests).toEqual({});
  });

  it('is not a stranger’s whose pull request promises to close the issue', async () => {
    const town = await started();
    await town.tell(pullRequestChanged({ author: STRANGER, closes: [7] }, town.clock.now()));
    expect((await town.workflow()).facts.pullRequests).toEqual({});
    expect(town.github.calls.map(({ method }) => method)).toEqual(['permissionOf']);
  });

  it('is the agent’s at work, and that of whoever may write', async () => {
    const byAgent = await started();
    await byAgent.tell(pullRequestChanged({ author: APOLLO }, byAgent.clock.now()));
    expect(byAgent.github.count('permissionOf')).toBe(0);
    expect((await byAgent.workflow()).facts.pullRequests).toHaveProperty('40');

    const byWriter = await started();
    await byWriter.tell(pullRequestChanged({ author: PAUL, closes: [98, 7] }, byWriter.clock.now()));
    expect((await byWriter.workflow()).facts.pullRequests).toHaveProperty('40');
  });

  it('is not that of an agent that was taken off', async () => {
    const town = await started();
    await town.tell(said('/tekton reassign athena', { at: town.clock.now() }));
    await town.tell(pullRequestChanged({ author: APOLLO }, town.clock.now()));
    expect((await town.workflow()).facts.pullRequests).toEqual({});
  });
});
