import { afterEach, expect, it, jest } from '@jest/globals';
import { CI, configuration, SHOP } from './acme.js';
import { checksOn, counted, gateOn, said, stepsOf, textsOf } from './reading.js';
import { setUp, steppedClock, type Setting } from './setting.js';
import { offered, onlyPull, pushed, pushedAndTested, reviewed, started, TITLE, wrote } from './work.js';

jest.setTimeout(30_000);

let setting: Setting;

async function begin(changes: Record<string, unknown> = {}): Promise<void> {
  setting = await setUp({ config: configuration(changes), clock: steppedClock() });
}

const pulls = () => [...setting.repository.issues.values()].filter(({ pull }) => pull !== null);
const openPull = (by: string, pull: { title: string; head: string; body?: string; fork?: string }) =>
  setting.after(() => setting.as(by).openPull(SHOP, pull));

afterEach(async () => {
  const { violations } = setting.judge;
  await setting.close();
  expect(violations).toEqual([]);
});

it('opens a draft at the first commit with `draft-first`, and makes it ready once it is green', async () => {
  await begin({ pr: { mode: 'draft-first', labels: ['enhancement'] } });
  const { issue, branch } = await started(setting);
  expect(pulls()).toEqual([]);
  const red = await pushed(setting, branch);
  const pull = onlyPull(setting, branch);
  expect(setting.pull(pull).pull.draft).toBe(true);
  expect(setting.pull(pull).labels.map(({ name }) => name)).toEqual(['enhancement']);
  expect(setting.pull(pull).pull.requestedReviewers).toEqual([]);
  await setting.tested(red, 'failure');
  expect(setting.pull(pull).pull.draft).toBe(true);
  const green = await pushedAndTested(setting, branch);
  expect(setting.pull(pull).pull.draft).toBe(false);
  expect(
    setting
      .pull(pull)
      .pull.requestedReviewers.map(({ login }) => login)
      .sort(),
  ).toEqual(['mira', 'noor']);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect([gateOn(setting, red), gateOn(setting, green)]).toEqual(['failure', 'success']);
  expect((await setting.workflow(issue)).status).toBe('complete');
});

it('opens none between two jobs of one workflow, when only the first has reported', async () => {
  await begin({ checks: {} });
  const { branch } = await started(setting);
  const sha = await pushed(setting, branch);
  const job = (name: string) => ({ name, status: 'completed' as const, conclusion: 'success' as const });
  await setting.after(() => {
    setting.as(CI).expectJobs(SHOP, sha, true);
    setting.as(CI).reportCheck(SHOP, sha, job('build'));
  });
  expect(pulls()).toEqual([]);
  expect(gateOn(setting, sha)).toBe('in_progress');
  await setting.after(() => setting.as(CI).reportCheck(SHOP, sha, job('test')));
  expect(pulls()).toEqual([]);
  await setting.after(() => {
    setting.as(CI).expectJobs(SHOP, sha, false);
  });
  expect(setting.pull(onlyPull(setting, branch)).pull.draft).toBe(false);
});

it('waits for the agent’s word with `on-ready`, however green the work is', async () => {
  await begin({ pr: { mode: 'on-ready' } });
  const { issue, branch } = await started(setting);
  await pushedAndTested(setting, branch);
  expect(pulls()).toEqual([]);
  await wrote(setting, 'apollo-agent', issue, '/tekton ready');
  expect(setting.pull(onlyPull(setting, branch)).pull.draft).toBe(false);
});

it('adopts the pull request that the agent opened from its own branch, and opens no second', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  const early = await pushed(setting, branch);
  const pull = await openPull('apollo-agent', { title: 'My way', head: branch, body: 'As you asked.' });
  await setting.tested(early, 'success');
  expect(onlyPull(setting, branch)).toBe(pull);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).not.toBeNull();
  expect(setting.repository.issues.get(issue)?.state).toBe('closed');
  expect(await stepsOf(setting, issue)).toMatchObject({ pr: 'complete', merge: 'complete' });
});

it('adopts the agent’s pull request from another branch that promises to close the issue', async () => {
  await begin();
  const { issue } = await started(setting);
  await pushed(setting, 'my-own-branch');
  const pull = await openPull('apollo-agent', {
    title: 'Mine',
    head: 'my-own-branch',
    body: `Closes #${issue}`,
  });
  expect(pulls()).toHaveLength(1);
  const green = await pushedAndTested(setting, 'my-own-branch');
  expect(gateOn(setting, green)).toBe('in_progress');
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).not.toBeNull();
  // It was not ours, so it is not ours to delete.
  expect(setting.headOf('my-own-branch')).toBe(green);
});

it('adopts a pull request from the agent’s fork: its checks count by the commit, for GitHub names no branch', async () => {
  await begin();
  const { issue } = await started(setting);
  const fork = setting.as('apollo-agent').fork(SHOP);
  const push = (text: string) =>
    setting.after(() =>
      setting.as('apollo-agent').push(fork, { branch: 'cache', files: { 'cache.ts': text } }),
    );
  const red = await push('1');
  const pull = await openPull('apollo-agent', {
    title: 'Mine',
    head: 'cache',
    fork,
    body: `Fixes #${issue}`,
  });
  await setting.tested(red, 'failure');
  expect(gateOn(setting, red)).toBe('failure');
  expect(await stepsOf(setting, issue)).toMatchObject({ test: 'failed' });
  const green = await push('2');
  await setting.tested(green, 'success');
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect([gateOn(setting, red), gateOn(setting, green)]).toEqual(['failure', 'success']);
  expect(setting.pull(pull).pull.merged).not.toBeNull();
  expect(setting.github.find.repository(fork).refs.has('refs/heads/cache')).toBe(true);
});

it('takes nothing over on a stranger’s promise to close the issue', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  const fork = setting.as('eve').fork(SHOP);
  setting.as('eve').push(fork, { branch: 'quick', files: { 'quick.ts': '1' } });
  const strange = await openPull('eve', { title: 'Quick', head: 'quick', fork, body: `Closes #${issue}` });
  expect(said(setting, strange)).toEqual([]);
  await pushedAndTested(setting, branch);
  expect(onlyPull(setting, branch)).not.toBe(strange);
});

it('merges for nobody with `merge.mode: manual`: it says that it is ready, and follows whoever merges', async () => {
  await begin({ merge: { mode: 'manual' } });
  const { issue, branch, sha, pull } = await offered(setting);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).toBeNull();
  expect(gateOn(setting, sha)).toBe('success');
  expect(textsOf(setting, issue, 'status')[0]).toMatch(/merge/i);
  await setting.after(() => setting.as('mira').merge(SHOP, pull, 'squash'));
  expect(await stepsOf(setting, issue)).toMatchObject({ merge: 'complete' });
  expect(setting.repository.issues.get(issue)?.state).toBe('closed');
  expect(setting.headOf(branch)).toBe('');
  expect(await setting.placesTaken('apollo')).toEqual([]);
});

it('reports the gate on the commit of a merge group, for work of its own and of strangers', async () => {
  await begin({ merge: { mode: 'manual' } });
  const { pull } = await offered(setting);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  const group = await setting.after(() => setting.as('mira').requestMergeGroup(SHOP, pull));
  expect(gateOn(setting, group.headSha)).toBe('success');

  setting.as('omar').push(SHOP, { branch: 'by-hand', files: { 'by-hand.ts': '1' } });
  const other = await openPull('omar', { title: 'By hand', head: 'by-hand' });
  const theirs = await setting.after(() => setting.as('mira').requestMergeGroup(SHOP, other));
  expect(gateOn(setting, theirs.headSha)).toBe('success');
});

it('passes every other pull request at once with `gate.on: all`, so that the gate can be required', async () => {
  await begin({ gate: { on: 'all' } });
  const sha = setting.as('omar').push(SHOP, { branch: 'by-hand', files: { 'by-hand.ts': '1' } });
  const pull = await openPull('omar', { title: 'By hand', head: 'by-hand' });
  expect(gateOn(setting, sha)).toBe('success');
  expect(said(setting, pull)).toEqual([]);
});

it('answers the “Re-run” button with the gate as it is now, on the same check run', async () => {
  await begin();
  const { branch } = await started(setting);
  const sha = await pushedAndTested(setting, branch, 'failure');
  const [gate] = checksOn(setting, sha);
  const before = setting.asked()['checks/update'] ?? 0;
  await setting.after(() => {
    setting.as('mira').rerunCheck(SHOP, gate?.id ?? 0);
  });
  expect(setting.asked()['checks/update']).toBe(before + 1);
  expect(checksOn(setting, sha).map(({ id }) => id)).toEqual([gate?.id]);
});

it('asks for the failed checks again on `/tekton retest`, and believes what they say then', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  const sha = await pushed(setting, branch);
  const run = await setting.tested(sha, 'failure');
  await wrote(setting, 'mira', issue, '/tekton retest');
  expect(setting.asked()['checks/rerequest-run']).toBe(1);
  await setting.after(() => {
    const ci = setting.as('github-actions[bot]');
    ci.updateCheck(SHOP, run, { status: 'in_progress' });
    ci.updateCheck(SHOP, run, { conclusion: 'success' });
  });
  expect(await stepsOf(setting, issue)).toMatchObject({ test: 'complete', pr: 'complete' });
  expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1, notice: 1 });
});

it('takes commit statuses for tests, as many test systems report them', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  const sha = await pushed(setting, branch);
  for (const state of ['pending', 'failure', 'pending', 'success'] as const) {
    await setting.after(() => {
      setting
        .as('apollo-agent')
        .reportStatus(SHOP, sha, { state, context: 'test', description: `${TITLE}: ${state}` });
    });
  }
  expect(await stepsOf(setting, issue)).toMatchObject({ test: 'complete', pr: 'complete' });
  expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1, notice: 1 });
});

it('forgets an approval when there is a newer commit', async () => {
  await begin({ merge: { mode: 'manual' } });
  const { issue, branch, pull } = await offered(setting);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(await stepsOf(setting, issue)).toMatchObject({ review: 'complete' });
  const newer = await pushedAndTested(setting, branch);
  expect(await stepsOf(setting, issue)).toMatchObject({ review: 'in_progress', merge: 'pending' });
  expect(gateOn(setting, newer)).toBe('in_progress');
});
