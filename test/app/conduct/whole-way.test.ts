import { describe, expect, it } from '@jest/globals';
import { MINUTE, NOW, sha } from '../../contract/samples.js';
import { LOOK_AFTER } from '../../../src/domain/workflow/wanted/look.js';
import { BRANCH, MARIA, PAUL } from '../names.js';
import { checked, labelled, pushed, reviewed, said } from '../news.js';
import { situation } from '../situation.js';

const WRITES = [
  'createBranch',
  'deleteBranch',
  'createComment',
  'updateComment',
  'react',
  'closeIssue',
  'setCheck',
  'rerunCheck',
  'openPullRequest',
  'markReady',
  'requestReview',
  'merge',
];

describe('a workflow on its way', () => {
  it('goes from the label to the hand-over with one write for each thing, once', async () => {
    const { tell, github, world, comments, workflow } = situation();
    await tell(labelled(MARIA));
    const writes = github.calls.map(({ method }) => method).filter((method) => WRITES.includes(method));
    expect(writes).toEqual(['createBranch', 'createComment', 'createComment']);
    expect(comments()).toEqual(['hand-over', 'status']);
    expect(world.branches.get(BRANCH)).toBe(sha(1));
    const { status, outbox, lease, dueAt, steps } = await workflow();
    expect({ status, outbox, lease, dueAt }).toEqual({
      status: 'active',
      outbox: {},
      lease: null,
      // When GitHub is asked what no webhook told.
      dueAt: NOW + LOOK_AFTER,
    });
    expect(steps.map(({ status: step }) => step)).toEqual([
      'complete',
      'complete',
      'in_progress',
      'pending',
      'pending',
      'pending',
      'pending',
    ]);
  });

  it('goes on to the pull request, the approval, the merge and the tidying', async () => {
    const { tell, world, clock, workflow } = situation({ config: { merge: { mode: 'auto' } } });
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    world.branches.set(BRANCH, sha(2));
    await tell(pushed(sha(2), clock.now()));
    await tell(checked(sha(2), { at: clock.now() }));
    const opened = [...world.pullRequests.values()][0]?.pullRequest;
    expect(opened).toMatchObject({
      head: { ref: BRANCH, sha: sha(2) },
      draft: false,
      title: 'Export the list',
    });
    clock.advance(MINUTE);
    const number = opened?.number ?? 0;
    await tell(reviewed(PAUL, { pullRequestNumber: number, sha: sha(2), at: clock.now() }));
    expect(world.pullRequests.get(number)?.pullRequest.mergedAt).not.toBeNull();
    const merged = world.pullRequests.get(number);
    if (merged === undefined) throw new Error('there is no pull request');
    clock.advance(MINUTE);
    await tell({
      kind: 'pull-request-changed',
      installationId: 1,
      repositoryId: 100,
      seenAt: clock.now(),
      source: 'webhook',
      pullRequest: merged.pullRequest,
      headMoved: false,
      updatedAt: clock.now(),
    });
    expect((await workflow()).status).toBe('complete');
    expect(world.branches.has(BRANCH)).toBe(false);
    expect(world.issues.get(7)?.issue.state).toBe('closed');
  });

  it('writes nothing for news that says nothing new', async () => {
    const { tell, store, github } = situation();
    const start = labelled(MARIA);
    await tell(start);
    const saves = store.count('saveWorkflow');
    const calls = github.count('createComment', 'updateComment', 'setCheck', 'createBranch');
    await tell(start);
    expect(store.count('saveWorkflow')).toBe(saves);
    expect(github.count('createComment', 'updateComment', 'setCheck', 'createBranch')).toBe(calls);
  });

  it('edits its one status comment once for a burst, after what changes the state', async () => {
    const { tell, github, world, clock } = situation();
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    github.calls.length = 0;
    await tell(said('/tekton hold first\n/tekton unhold\n/tekton hold second', { at: clock.now() }));
    expect(github.calls.map(({ method }) => method)).toEqual(['permissionOf', 'react', 'updateComment']);
    expect(world.comments).toHaveLength(2);
  });

  it('writes its status comment anew if somebody deleted it', async () => {
    const { tell, world, clock, comments } = situation();
    await tell(labelled(MARIA));
    world.comments.splice(1, 1);
    clock.advance(MINUTE);
    await tell(said('/tekton hold', { at: clock.now() }));
    expect(comments()).toEqual(['hand-over', 'status']);
  });
});
