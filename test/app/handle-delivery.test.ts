import { describe, expect, it } from '@jest/globals';
import { Refusal, Unavailable } from '../../src/app/ports/github.js';
import type { DomainEvent } from '../../src/domain/event.js';
import { MINUTE, NOW, sha } from '../contract/samples.js';
import { APOLLO, APP_ID, BRANCH, MARIA, ME, PAUL, SOME_BOT, STRANGER, TINA } from './names.js';
import {
  checked,
  issueChanged,
  labelled,
  mergeGroup,
  pullRequestChanged,
  pushed,
  rerunRequested,
  reviewed,
  said,
} from './news.js';
import { situation, type Situation } from './situation.js';

/** A town whose project is known and whose configuration was just read: what a later event costs is its own. */
async function settled(of: Parameters<typeof situation>[0] = {}): Promise<Situation> {
  const town = situation(of);
  await town.tell(labelled(STRANGER, { label: 'bug', issueNumber: 99 }));
  town.github.calls.length = 0;
  town.store.calls.length = 0;
  return town;
}

async function started(of: Parameters<typeof situation>[0] = {}): Promise<Situation> {
  const town = situation(of);
  await town.tell(labelled(MARIA));
  town.clock.advance(MINUTE);
  town.github.calls.length = 0;
  town.store.calls.length = 0;
  return town;
}

const methods = ({ github }: Situation) => github.calls.map(({ method }) => method);

describe('what concerns no workflow', () => {
  const removed: DomainEvent = {
    kind: 'issue-removed',
    source: 'webhook',
    installationId: 1,
    repositoryId: 100,
    seenAt: NOW,
    issueNumber: 7,
    at: NOW,
    movedTo: null,
  };

  it.each<[string, DomainEvent]>([
    ['an issue', issueChanged()],
    ['an issue that was deleted', removed],
    ['a push', pushed(sha(2), NOW, 'main')],
    ['a check of a branch', checked(sha(2), {}, { branches: ['main'] })],
    ['a check of a fork', checked(sha(2), {}, { branches: [] })],
    ['a pull request', pullRequestChanged({ closes: [], author: STRANGER })],
    ['a pull request that was closed', pullRequestChanged({ state: 'closed' })],
    [
      'a pull request that closes an issue nobody started',
      pullRequestChanged({ closes: [7], author: MARIA }),
    ],
    ['a review', reviewed(PAUL)],
    ['a merge group of a repository without the check', mergeGroup(sha(2), 40)],
    ['another label', labelled(MARIA, { label: 'bug' })],
  ])('%s ends without a word with GitHub', async (_what, event) => {
    const town = await settled({ config: event.kind === 'merge-group-requested' ? null : {} });
    await town.tell(event);
    expect(methods(town)).toEqual([]);
    expect(town.store.count('saveWorkflow')).toBe(0);
  });

  it.each([
    'LGTM, thanks',
    'see https://example.com/a/b',
    'and/or\n> /tekton start',
    '```\n/tekton start\n```',
    '/lgtm',
  ])('a comment without a command (%j) costs one look at the workflow and nothing else', async (body) => {
    const town = await started();
    await town.tell(said(body));
    expect(town.store.calls).toEqual([{ method: 'getWorkflow', args: ['wf-100-7'] }]);
    expect(methods(town)).toEqual([]);
  });

  it('our own comments and checks change nothing', async () => {
    const town = await started();
    await town.tell(said('/tekton stop', { viaAppId: APP_ID, by: ME }));
    await town.tell(checked(sha(2), { conclusion: 'failure' }, { appId: APP_ID }));
    expect(town.store.calls).toEqual([]);
  });

  it('a command on a pull request that is not ours gets a reaction and one reply that says where they go, and help gets help', async () => {
    const town = await settled();
    town.world.reactions.length = 0;
    const there = { number: 40, onPullRequest: true };
    await town.tell(said('/tekton status', { ...there, commentId: 61 }));
    await town.tell(said('/tekton why', { ...there, commentId: 62 }));
    await town.workOffAll();
    const replies = () => town.world.comments.filter(({ number }) => number === 40).map(({ body }) => body);
    expect(replies()).toEqual([expect.stringContaining('belongs to no workflow')]);
    await town.tell(said('/tekton help', { ...there, commentId: 63 }));
    await town.workOffAll();
    expect(replies().slice(1)).toEqual([expect.stringContaining('| `/tekton start` |')]);
    expect(town.world.reactions).toEqual([
      { commentId: 61, content: 'confused' },
      { commentId: 62, content: 'confused' },
      { commentId: 63, content: '+1' },
    ]);
    await town.tell(said('See https://example.com/a/b', { number: 41, onPullRequest: true }));
    expect(town.world.comments.filter(({ number }) => number === 41)).toEqual([]);
  });

  it('an event of a repository that nobody told us of, and that does not say which it is, ends', async () => {
    const town = situation();
    const elsewhere = { ...said('/tekton start'), repositoryId: 555 };
    await town.tell(
      elsewhere,
      { ...labelled(MARIA), repositoryId: 555 },
      { ...rerunRequested(sha(2), APP_ID), repositoryId: 555 },
    );
    expect(methods(town)).toEqual([]);
  });
});

describe('what concerns a workflow', () => {
  it('is told to it at once, with one save for all that a delivery says', async () => {
    const town = await started();
    await town.tell(
      issueChanged({ title: 'Another title' }, town.clock.now()),
      said('/tekton hold', { at: town.clock.now() }),
    );
    // One to take the news and begin, one after the reaction, one after the status comment.
    expect(town.store.count('saveWorkflow')).toBeLessThanOrEqual(3);
    expect(town.store.count('getWorkflow')).toBe(1);
  });

  it('begins with the issue as it is, read from GitHub unless the delivery has just shown it', async () => {
    const alone = await settled();
    await alone.tell(labelled(MARIA));
    expect(alone.github.count('readIssue')).toBe(1);

    const together = await settled();
    await together.tell(issueChanged(), labelled(MARIA));
    expect(together.github.count('readIssue')).toBe(0);
    expect((await together.workflow()).status).toBe('active');

    const late = await settled();
    late.clock.advance(2 * MINUTE);
    await late.tell(issueChanged(), labelled(MARIA));
    expect(late.github.count('readIssue')).toBe(1);
  });

  it('waits in the inbox when the issue cannot be read', async () => {
    const town = await settled();
    town.github.fail('readIssue', new Unavailable('down', null));
    await expect(town.tell(labelled(MARIA))).rejects.toThrow('down');
    await town.tell(labelled(MARIA));
    expect((await town.workflow()).status).toBe('active');
  });

  it('ends it when the issue is gone', async () => {
    const town = await started();
    const { store, clock, tell } = town;
    const seenAt = clock.now();
    await tell({
      kind: 'issue-removed',
      source: 'webhook',
      installationId: 1,
      repositoryId: 100,
      seenAt,
      issueNumber: 7,
      at: seenAt,
      movedTo: null,
    });
    expect((await town.workflow()).status).toBe('cancelled');
    expect(await store.port.getLeases(1, ['apollo'], clock.now())).toEqual({ apollo: [] });
  });

  it('answers the button that asks for our check again', async () => {
    const town = await started();
    await town.tell(pushed(sha(2), town.clock.now()));
    expect(town.github.count('setCheck')).toBe(1);
    await town.tell({ ...rerunRequested(sha(2), APP_ID, town.clock.now()), branches: [BRANCH] });
    expect(town.github.count('setCheck')).toBe(2);
    await town.tell(rerunRequested(sha(2), 9, town.clock.now()));
    expect(town.github.count('setCheck')).toBe(2);
  });

  it('puts the gate on the head of a merge group', async () => {
    const town = await started();
    await town.tell(pullRequestChanged({ author: APOLLO }, town.clock.now()));
    await town.tell(mergeGroup(sha(70), 40, 999));
    expect(town.world.checks.map(({ sha: commit }) => commit)).toContain(sha(70));
    expect((await town.workflow()).facts.mergeGroups).toHaveProperty(sha(70));
  });
});

describe('whose word counts', () => {
  it('not that of bots, but for those that are named or at work', async () => {
    const town = await settled({ config: { trusted_bots: ['renovate[bot]'] } });
    await town.tell(said('/tekton start', { by: { ...SOME_BOT, login: 'other[bot]' } }));
    await town.tell(labelled({ ...SOME_BOT, login: 'other[bot]' }));
    expect(methods(town)).toEqual([]);
    town.world.permissions.set(SOME_BOT.login, 'write');
    await town.tell(said('/tekton start', { by: SOME_BOT }));
    expect((await town.workflow()).status).toBe('active');
    await town.tell(said('/tekton hold', { by: { ...APOLLO, type: 'Bot' }, at: NOW + 1 }));
    expect(Object.values((await town.workflow()).facts.commands)).toHaveLength(2);
  });

  it('not that of a failed look-up, which gets one reply', async () => {
    const town = await settled();
    town.github.fail('permissionOf', new Refusal('forbidden', 'no'));
    await town.tell(said('/tekton start'));
    expect((await town.workflow()).status).toBe('idle');
    expect(town.comments()).toEqual(['reply']);
    expect(town.world.comments[0]?.body).toContain('GitHub did not say what you may do here');
    expect(town.world.reactions.map(({ content }) => content)).toEqual(['confused']);
  });

  it('not that of somebody who may only triage: one polite reply to the label', async () => {
    const town = await settled();
    await town.tell(labelled(TINA));
    await town.tell(labelled(TINA));
    expect((await town.workflow()).status).toBe('idle');
    expect(town.comments()).toEqual(['reply']);
    expect(town.world.comments[0]?.body).toMatch(/tina.*`\/tekton start` is for/);
  });

  it('not that of a review when GitHub cannot say who wrote it: the delivery waits', async () => {
    const town = await started();
    await town.tell(pullRequestChanged({ author: APOLLO }, town.clock.now()));
    town.github.fail('permissionOf', new Unavailable('down', null));
    await expect(town.tell(reviewed(PAUL))).rejects.toThrow('down');
    expect((await town.workflow()).facts.reviews).toEqual({});
  });
});

describe('a stranger’s pull request', () => {
  const foreign = pullRequestChanged({ author: STRANGER, closes: [] });

  it('gets the gate only where it is required of all', async () => {
    const all = await settled({ config: { gate: { on: 'all' } } });
    await all.tell(foreign);
    await all.tell(foreign);
    expect(all.world.checks).toMatchObject([
      { sha: sha(50), content: { state: 'success', name: 'tekton-core/gate' } },
    ]);
    await all.tell(pullRequestChanged({ author: STRANGER, closes: [], state: 'closed', number: 41 }));
    await all.tell(rerunRequested(sha(51), APP_ID));
    expect(all.world.checks.map(({ sha: commit }) => commit)).toEqual([sha(50), sha(51)]);
  });

  it('changes nothing on a commit that a workflow speaks of, whoever shows that commit', async () => {
    const town = await settled({ config: { gate: { on: 'all' } } });
    await town.tell(labelled(MARIA));
    await town.tell(pushed(sha(2), town.clock.now()));
    const head = { ref: 'copy', sha: sha(2), repositoryId: 999 };
    await town.tell(pullRequestChanged({ author: STRANGER, closes: [], number: 43, head }));
    expect(town.world.checks).toMatchObject([{ sha: sha(2), content: { state: 'in_progress' } }]);
  });

  it('gets it in a merge queue in any case: a queue that waits holds up everybody', async () => {
    const town = await settled();
    await town.tell(foreign, mergeGroup(sha(70), 40));
    expect(town.world.checks.map(({ sha: commit }) => commit)).toEqual([sha(70)]);
  });
});
