import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Intercept } from '../../src/simulated-github/simulated-github.js';
import { counted, stepsOf } from '../e2e/reading.js';
import { setUp, type Setting } from '../e2e/setting.js';
import { branchFor, started } from '../e2e/work.js';
import { SHOP } from '../e2e/acme.js';
import { deployed, type OnAws } from './aws.js';
import { packaged } from '../deployment/package.js';

jest.setTimeout(120_000);

/** Longer than a delivery is claimed and a workflow held, ms. */
const LATER = 3 * 60_000;

let setting: Setting;
let aws: OnAws;
/** How far GitHub's clock, and that of instances that start from now on, are ahead, ms. */
let ahead = 0;

/** Time goes by, and none of the functions lives to see it. */
function laterAndAnew(): Promise<void> {
  ahead += LATER;
  return aws.replaced(ahead);
}

async function begin(intercept?: Intercept): Promise<void> {
  ahead = 0;
  const { folder } = await packaged();
  setting = await setUp({
    clock: { now: () => Date.now() + ahead, step: () => undefined },
    ...(intercept === undefined ? {} : { intercept }),
    product: async (options) => (aws = await deployed(folder, options)),
  });
}
afterEach(() => setting.close());

/** What every story ends with: the issue given to one agent, told of once, and nothing left to do. */
async function expectStarted(issue: number): Promise<void> {
  expect(branchFor(setting, issue)).toBe(`feature/alice-${issue}-add-a-caching-layer`);
  expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1 });
  expect(await stepsOf(setting, issue)).toMatchObject({ assign: 'complete', branch: 'complete' });
  expect((await setting.workflow(issue)).outbox).toEqual({});
  expect(setting.judge.violations).toEqual([]);
}

describe('what is interrupted on AWS', () => {
  it('is found by the tick when the wake-ups were lost', async () => {
    await begin();
    aws.endpoint.refuse(() => true, Infinity);
    const issue = await setting.after(() =>
      setting.as('mira').openIssue(SHOP, { title: 'Add a caching layer', body: '' }),
    );
    await setting.after(() => {
      setting.as('mira').label(SHOP, issue, 'tekton');
    });
    expect(counted(setting, issue)).toEqual({});
    aws.endpoint.refuse(() => false, 0);
    await laterAndAnew();
    await setting.tick();
    await expectStarted(issue);
  });

  it('is gone on with when a worker dies after its comment was made and before it heard of it', async () => {
    const deaths: Promise<void>[] = [];
    await begin(({ operation }, proceed) => {
      const answer = proceed();
      if (operation !== 'issues/create-comment' || deaths.length > 0) return answer;
      deaths.push(laterAndAnew());
      return Promise.all(deaths).then(() => answer);
    });
    const issue = await setting.after(() =>
      setting.as('mira').openIssue(SHOP, { title: 'Add a caching layer', body: '' }),
    );
    await setting.after(() => {
      setting.as('mira').label(SHOP, issue, 'tekton');
    });
    await Promise.all(deaths);
    expect(aws.failures.some((failure) => failure.includes('worker ended'))).toBe(true);
    await setting.tick();
    await expectStarted(issue);
  });
});

describe('a tick', () => {
  it('does nothing more when nothing is due', async () => {
    await begin();
    await started(setting);
    const before = aws.endpoint.events.length;
    await setting.tick();
    expect(aws.endpoint.events).toHaveLength(before);
    expect(aws.failures).toEqual([]);
  });
});
