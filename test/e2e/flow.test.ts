import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { counted, gateOn, said, stepsOf, textsOf } from './reading.js';
import { setUp, steppedClock, type Setting } from './setting.js';
import { onDisk, onDynamoDb, type StorePlace } from './stores.js';
import { onlyPull, pushed, pushedAndTested, reviewed, started } from './work.js';

jest.setTimeout(30_000);

/**
 * The whole GitHub Flow through the doors that users have: labels, pushes, checks, reviews and comments at GitHub, and
 * signed webhooks over HTTP. Once per store.
 */
describe.each([
  ['the embedded store on disk', onDisk],
  ['DynamoDB', onDynamoDb],
])('from a label to the merge, on %s', (_, place) => {
  let kept: StorePlace;
  let setting: Setting;
  let issue: number;
  let branch: string;
  let pull: number;
  /** The commits, in their order. */
  const shas: string[] = [];
  const latest = () => shas.at(-1) ?? '';

  beforeAll(async () => {
    kept = await place();
    setting = await setUp({ store: kept.store, clock: steppedClock() });
  }, 20_000);
  afterAll(async () => {
    await setting.close();
    await kept.remove();
  });

  it('gives the labelled issue to an agent, on a branch of its own, and tells it once', async () => {
    ({ issue, branch } = await started(setting));
    expect(branch).toBe(`feature/alice-${issue}-add-a-caching-layer`);
    expect(setting.headOf(branch)).toBe(setting.headOf('main'));
    expect(await setting.placesTaken('apollo')).toHaveLength(1);
    expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1 });
    expect(textsOf(setting, issue, 'hand-over')[0]).toMatch(/^@apollo-agent: issue #\d+ is yours/);
    expect(textsOf(setting, issue, 'hand-over')[0]).toContain(branch);
    expect(await stepsOf(setting, issue)).toEqual({
      assign: 'complete',
      branch: 'complete',
      develop: 'in_progress',
      test: 'pending',
      pr: 'pending',
      review: 'pending',
      merge: 'pending',
    });
  });

  it('holds red work back and tells the agent what failed, without a pull request', async () => {
    shas.push(await pushed(setting, branch));
    expect(gateOn(setting, latest())).toBe('in_progress');
    await setting.tested(latest(), 'failure');
    expect(gateOn(setting, latest())).toBe('failure');
    expect(await stepsOf(setting, issue)).toMatchObject({
      develop: 'in_progress',
      test: 'failed',
      pr: 'blocked',
    });
    const notices = textsOf(setting, issue, 'notice');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/^@apollo-agent: checks failed on `[0-9a-f]{7}`, attempt 1 of 3\./);
    expect(notices[0]).toContain('[test](');
    expect([...setting.repository.issues.values()].filter(({ pull: each }) => each !== null)).toEqual([]);
  });

  it('opens the pull request when the tests pass, and asks the reviewers and the shepherd', async () => {
    shas.push(await pushedAndTested(setting, branch));
    pull = onlyPull(setting, branch);
    const opened = setting.pull(pull);
    expect(opened.body).toContain(`Closes #${issue}`);
    expect(opened.pull.draft).toBe(false);
    expect(opened.pull.head.sha).toBe(latest());
    expect(opened.pull.requestedReviewers.map(({ login }) => login).sort()).toEqual(['mira', 'noor']);
    expect(gateOn(setting, latest())).toBe('in_progress');
    expect(await stepsOf(setting, issue)).toMatchObject({
      test: 'complete',
      pr: 'complete',
      review: 'in_progress',
    });
  });

  it('sends requested changes back to the agent, and the work back to the reviewer once it is green', async () => {
    await reviewed(setting, 'noor', pull, 'CHANGES_REQUESTED');
    expect(await stepsOf(setting, issue)).toMatchObject({ develop: 'in_progress', review: 'blocked' });
    const [notice, ...more] = said(setting, pull);
    expect(more).toEqual([]);
    expect(notice?.body).toMatch(/^@apollo-agent: noor asked for changes in \[this review\]/);
    expect(setting.pull(pull).pull.requestedReviewers.map(({ login }) => login)).toEqual(['mira']);

    shas.push(await pushedAndTested(setting, branch));
    expect(
      setting
        .pull(pull)
        .pull.requestedReviewers.map(({ login }) => login)
        .sort(),
    ).toEqual(['mira', 'noor']);
    expect(await stepsOf(setting, issue)).toMatchObject({ review: 'in_progress', merge: 'pending' });
    expect(setting.pull(pull).pull.merged).toBeNull();
  });

  it('merges what is approved, closes the issue, deletes the branch and frees the agent', async () => {
    await reviewed(setting, 'noor', pull, 'APPROVED');
    expect(setting.pull(pull).pull.merged?.by.login).toBe('tekton-core[bot]');
    expect(setting.pull(pull).state).toBe('closed');
    expect(setting.repository.issues.get(issue)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect([...setting.repository.refs.keys()]).toEqual(['refs/heads/main']);
    expect(await setting.placesTaken('apollo')).toEqual([]);
    expect(await stepsOf(setting, issue)).toEqual({
      assign: 'complete',
      branch: 'complete',
      develop: 'complete',
      test: 'complete',
      pr: 'complete',
      review: 'complete',
      merge: 'complete',
    });
  });

  it('leaves one status comment, one hand-over, one gate on each commit, and nothing undone', async () => {
    expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1, notice: 1 });
    expect(counted(setting, pull)).toEqual({ notice: 1 });
    expect(textsOf(setting, issue, 'status')[0]).toMatch(/^### ✅ Merged/);
    expect(shas.map((sha) => gateOn(setting, sha))).toEqual(['failure', 'in_progress', 'success']);
    const { outbox, lease, dueAt, status } = await setting.workflow(issue);
    expect({ outbox, lease, dueAt, status }).toEqual({
      outbox: {},
      lease: null,
      dueAt: null,
      status: 'complete',
    });
  });

  it('asks GitHub for no more than the work needs, and never polls', () => {
    const { 'issues/update': closings = 0, ...asked } = setting.asked();
    // Whether GitHub or we close the issue first is a race that nobody loses.
    expect(closings).toBeLessThanOrEqual(1);
    expect(asked).toEqual({
      'apps/create-installation-access-token': 1,
      // Once at the start, for what was sent before it.
      'apps/list-webhook-deliveries': 1,
      'repos/get-content': 1,
      'repos/get-collaborator-permission-level': 3,
      'git/list-matching-refs': 1,
      'git/get-ref': 2,
      'git/create-ref': 1,
      'git/delete-ref': 1,
      'issues/create-comment': 4,
      'issues/update-comment': 8,
      'checks/create': 3,
      'checks/update': 5,
      'pulls/create': 1,
      'pulls/request-reviewers': 2,
      'pulls/merge': 1,
      'pulls/get': 1,
    });
  });

  it('is refused nothing for want of a permission, and fits GitHub’s description in every word', () => {
    expect(setting.github.requests.log.filter(({ status }) => status >= 400)).toEqual([]);
    expect(setting.github.deliveries.log.filter(({ answer }) => answer?.status !== 202)).toEqual([]);
    expect(setting.judge.violations).toEqual([]);
  });
});
