import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { counted, gateOn, stepsOf, textsOf } from '../e2e/reading.js';
import { setUp, type Setting } from '../e2e/setting.js';
import { onlyPull, pushed, pushedAndTested, reviewed, started } from '../e2e/work.js';
import { deployed, type OnAws } from './aws.js';
import { packaged } from '../deployment/package.js';

jest.setTimeout(60_000);

/** The functions have clocks of their own. */
const clock = { now: () => Date.now(), step: () => undefined };

describe('from a label to the merge, through the packaged functions alone', () => {
  let setting: Setting;
  let aws: OnAws;
  let issue: number;
  let branch: string;
  let pull: number;
  const shas: string[] = [];

  beforeAll(async () => {
    const { folder } = await packaged();
    setting = await setUp({
      clock,
      product: async (options) => {
        // Every other body comes as base64.
        aws = await deployed(folder, options, { isBinary: (requests) => requests % 2 === 1 });
        return aws;
      },
    });
  }, 120_000);
  afterAll(() => setting.close());

  it('gives the labelled issue to an agent, on a branch of its own, and tells it once', async () => {
    ({ issue, branch } = await started(setting));
    expect(branch).toBe(`feature/alice-${issue}-add-a-caching-layer`);
    expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1 });
    expect(await setting.placesTaken('apollo')).toHaveLength(1);
  });

  it('holds red work back', async () => {
    shas.push(await pushed(setting, branch));
    await setting.tested(shas[0] ?? '', 'failure');
    expect(gateOn(setting, shas[0] ?? '')).toBe('failure');
    expect(textsOf(setting, issue, 'notice')).toHaveLength(1);
  });

  it('opens the pull request when the tests pass', async () => {
    shas.push(await pushedAndTested(setting, branch));
    pull = onlyPull(setting, branch);
    expect(setting.pull(pull).body).toContain(`Closes #${issue}`);
    expect(await stepsOf(setting, issue)).toMatchObject({ pr: 'complete', review: 'in_progress' });
  });

  it('merges what is approved, closes the issue, deletes the branch and frees the agent', async () => {
    await reviewed(setting, 'noor', pull, 'APPROVED');
    expect(setting.pull(pull).pull.merged?.by.login).toBe('tekton-core[bot]');
    expect(setting.repository.issues.get(issue)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect([...setting.repository.refs.keys()]).toEqual(['refs/heads/main']);
    expect(await setting.placesTaken('apollo')).toEqual([]);
    const { outbox, lease, dueAt, status } = await setting.workflow(issue);
    expect({ outbox, lease, dueAt, status }).toEqual({
      outbox: {},
      lease: null,
      dueAt: null,
      status: 'complete',
    });
  });

  it('announces on the bus how the workflow went, and AWS has nothing to find fault with', () => {
    const announced = aws.endpoint.events.filter(
      (event) => event['detail-type'] === 'tekton.workflow.changed',
    );
    expect(announced.at(-1)?.detail).toMatchObject({ status: 'complete', issue_id: issue });
    expect({ faults: aws.endpoint.faults, failures: aws.failures }).toEqual({ faults: [], failures: [] });
  });

  it('is refused nothing by GitHub, and fits its description in every word', () => {
    expect(setting.github.requests.log.filter(({ status }) => status >= 400)).toEqual([]);
    expect(setting.github.deliveries.log.filter(({ answer }) => answer?.status !== 202)).toEqual([]);
    expect(setting.judge.violations).toEqual([]);
  });

  it('writes no secret, token or text of anybody into its log', () => {
    const said = aws.said();
    expect(said).toContain('"delivery"');
    for (const secret of ['Prices change', 'ghs_', setting.credentials.webhookSecret, 'PRIVATE KEY'])
      expect(said).not.toContain(secret);
  });
});
