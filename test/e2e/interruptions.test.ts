import { afterEach, expect, it, jest } from '@jest/globals';
import { SHOP } from './acme.js';
import { counted, doorCounts, gateOn, said, stepsOf, textsOf } from './reading.js';
import { setUp, steppedClock, type Setting, type SettingOptions } from './setting.js';
import { onDisk, type StorePlace } from './stores.js';
import { branchFor, offered, onlyPull, pushed, pushedAndTested, reviewed, started, wrote } from './work.js';

jest.setTimeout(30_000);

let kept: StorePlace;
let setting: Setting;

const clock = steppedClock();

async function begin(options: Partial<SettingOptions> = {}): Promise<void> {
  kept = await onDisk();
  setting = await setUp({ store: kept.store, clock, ...options });
}

afterEach(async () => {
  const { violations } = setting.judge;
  await setting.close();
  await kept.remove();
  expect(violations).toEqual([]);
});

it('follows a person who closes the issue early, and goes on when it is opened again', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  await setting.after(() => {
    setting.as('mira').editIssue(SHOP, issue, { state: 'closed' });
  });
  expect((await setting.workflow(issue)).status).toBe('cancelled');
  expect(await setting.placesTaken('apollo')).toEqual([]);
  expect(setting.headOf(branch)).not.toBe('');
  await setting.after(() => {
    setting.as('mira').editIssue(SHOP, issue, { state: 'open' });
  });
  expect((await setting.workflow(issue)).status).toBe('active');
  expect(await setting.placesTaken('apollo')).toHaveLength(1);
});

it('stops when the start label is taken off, and frees the agent', async () => {
  await begin();
  const { issue } = await started(setting);
  await setting.after(() => {
    setting.as('mira').unlabel(SHOP, issue, 'tekton');
  });
  expect((await setting.workflow(issue)).status).toBe('cancelled');
  expect(await setting.placesTaken('apollo')).toEqual([]);
});

it('says so when a person deletes the branch, and makes none behind their back', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  await setting.after(() => {
    setting.as('omar').deleteBranch(SHOP, branch);
  });
  expect(await stepsOf(setting, issue)).toMatchObject({ branch: 'blocked' });
  expect(textsOf(setting, issue, 'notice')).toEqual([expect.stringContaining('was deleted')]);
  expect(setting.headOf(branch)).toBe('');
  await setting.after(() => setting.as('omar').createBranch(SHOP, branch));
  expect(await stepsOf(setting, issue)).toMatchObject({ branch: 'complete' });
});

it('says so when a person closes the pull request, and goes on when it is opened again', async () => {
  await begin();
  const { issue, pull } = await offered(setting);
  await setting.after(() => {
    setting.as('mira').closePull(SHOP, pull);
  });
  expect(await stepsOf(setting, issue)).toMatchObject({ pr: 'blocked' });
  expect(textsOf(setting, pull, 'notice')).toEqual([expect.stringContaining('was closed without a merge')]);
  await setting.after(() => {
    setting.as('mira').reopenPull(SHOP, pull);
  });
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).not.toBeNull();
});

it('believes only what is green after a forced push, whoever pushed', async () => {
  await begin();
  const { issue, branch, sha, pull } = await offered(setting);
  await reviewed(setting, 'noor', pull, 'CHANGES_REQUESTED');
  const forced = await setting.after(() =>
    setting.as('omar').push(SHOP, { branch, files: { 'b.ts': '1' }, from: 'main', force: true }),
  );
  expect(setting.pull(pull).pull.head.sha).toBe(forced);
  expect([gateOn(setting, sha), gateOn(setting, forced)]).toEqual(['in_progress', 'in_progress']);
  expect(await stepsOf(setting, issue)).toMatchObject({ test: 'in_progress' });
});

it('lets a webhook that comes twice have no second effect', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  const sha = await pushedAndTested(setting, branch);
  await wrote(setting, 'mira', issue, '/tekton status');
  const before = { comments: said(setting, issue), asked: setting.asked(), gate: gateOn(setting, sha) };
  const counts = await doorCounts(setting);
  expect(counts['duplicate']).toBe(0);
  for (const delivery of [...setting.github.deliveries.log]) setting.github.deliveries.redeliver(delivery);
  await setting.settled();
  const again = setting.github.deliveries.log.filter(({ redelivery }) => redelivery);
  expect(again.length).toBeGreaterThan(10);
  expect(again.map(({ answer }) => answer?.status)).toEqual(again.map(() => 202));
  expect(await doorCounts(setting)).toMatchObject({
    accepted: counts['accepted'],
    duplicate: counts['accepted'],
  });
  expect({ comments: said(setting, issue), asked: setting.asked(), gate: gateOn(setting, sha) }).toEqual(
    before,
  );
});

it('renames with the repository and the issue: the work goes on under the new names', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  await setting.after(() => {
    setting.as('mira').editIssue(SHOP, issue, { title: 'Cache the prices' });
  });
  expect(branchFor(setting, issue)).toBe(branch);
  await setting.after(() => {
    setting.as('mira').renameRepository(SHOP, 'store');
  });
  const sha = await setting.after(() =>
    setting.as('apollo-agent').push('acme/store', { branch, files: { 'a.ts': '1' } }),
  );
  await setting.after(() =>
    setting.as('github-actions[bot]').reportCheck('acme/store', sha, { name: 'test', conclusion: 'success' }),
  );
  expect(setting.pull(onlyPull(setting, branch)).title).toContain('Cache the prices');
});

it('goes on after a restart where it stood, though webhooks were lost while it was down', async () => {
  await begin();
  const { issue, branch } = await started(setting);
  await pushedAndTested(setting, branch, 'failure');
  await setting.stop();
  await setting.start();
  const green = await pushed(setting, branch);
  await setting.stop();
  // Nobody hears of this test run.
  await setting.tested(green, 'success');
  await setting.start();
  expect(await stepsOf(setting, issue)).toMatchObject({ test: 'in_progress', pr: 'pending' });
  await wrote(setting, 'mira', issue, '/tekton refresh');
  const pull = onlyPull(setting, branch);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).not.toBeNull();
  expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1, notice: 1 });
});

it('does after a restart what GitHub could not take before it, and does it once', async () => {
  let broken = true;
  const refused = { status: 502, headers: {}, body: 'Bad Gateway' };
  await begin({
    tickEvery: 20,
    intercept: ({ operation }, proceed) => (broken && operation === 'git/create-ref' ? refused : proceed()),
  });
  const issue = await setting.after(() => setting.as('mira').openIssue(SHOP, { title: 'Add a cache' }));
  await setting.after(() => {
    setting.as('mira').label(SHOP, issue, 'tekton');
  });
  expect(await stepsOf(setting, issue)).toMatchObject({ assign: 'complete', branch: 'in_progress' });
  await setting.stop();
  broken = false;
  clock.step(5 * 60_000);
  await setting.start();
  await setting.ticked(async () => {
    const { outbox, lease } = await setting.workflow(issue);
    return lease === null && Object.keys(outbox).length === 0;
  });
  expect(await stepsOf(setting, issue)).toMatchObject({ branch: 'complete' });
  expect(setting.headOf(branchFor(setting, issue))).toBe(setting.headOf('main'));
  expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1 });
});
