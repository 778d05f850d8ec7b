import { setTimeout as pause } from 'node:timers/promises';
import { pushedAndTested, onlyPull, reviewed, started } from '../../test/e2e/work.js';
import { setUp, type Setting } from '../../test/e2e/setting.js';
import { deployed, type OnAws } from '../../test/packaged/aws.js';
import { meteredDynamo, type MeteredDynamo } from '../../test/packaged/metered-dynamo.js';
import { readDeployed } from '../../test/packaged/template.js';
import type { Usage } from '../../test/packaged/metering.js';
import { addOthers } from './others.js';

/** What one issue took from its label to its merge, through the packaged functions. */
export interface Life {
  dynamodb: Usage & { most_write_units_of_one_key: Record<string, number> };
  github: { requests: number; operations: Record<string, number> };
  events: number;
  invocations: { webhook: number; worker: number };
  /** What the functions wrote, bytes. */
  log_bytes: number;
}

export interface Lives {
  /** Other projects in the table, each with an open workflow, a day and an agent. */
  others: number;
  seconds_to_fill: number;
  issue: Life;
  /** One tick with nothing due. */
  tick: Pick<Life, 'dynamodb' | 'log_bytes'>;
}

/** GitHub's times are in seconds: what is done in one of them contradicts itself, as it hardly ever does where people work. */
const clock = {
  now: () => Date.now(),
  step: () => {
    const left = 1_000 - (Date.now() % 1_000);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, left + 5);
  },
};

export async function benchLives(packageFolder: string, others: number): Promise<Lives> {
  let aws: OnAws | null = null;
  let metered: MeteredDynamo | null = null;
  let dynamoUrl = '';
  const setting = await setUp({
    clock,
    product: async (options) => {
      aws = await deployed(packageFolder, options, {
        dynamoThrough: async (url) => {
          dynamoUrl = url;
          return (metered = await meteredDynamo(url));
        },
      });
      return aws;
    },
  });
  try {
    const on = { setting, ...present(aws, metered) };
    const since = performance.now();
    const [installationId = 0] = setting.github.world.installations.keys();
    await addOthers(dynamoUrl, tableNameIn(packageFolder), {
      installationId,
      count: others,
      now: Date.now(),
    });
    const seconds_to_fill = Math.round((performance.now() - since) / 1_000);
    // The first issue of a project has its configuration read besides.
    await live(setting, 'Add a first thing');
    await measured(on, () => setting.tick());
    const issue = await measured(on, () => live(setting, 'Add a caching layer'));
    const { dynamodb, log_bytes } = await measured(on, () => setting.tick());
    return { others, seconds_to_fill, issue, tick: { dynamodb, log_bytes } };
  } finally {
    await setting.close();
  }
}

/** Label, red, green, pull request, review, merge. */
async function live(setting: Setting, title: string): Promise<void> {
  const { issue, branch } = await started(setting, title);
  await pushedAndTested(setting, branch, 'failure');
  await pushedAndTested(setting, branch);
  await reviewed(setting, 'noor', onlyPull(setting, branch), 'APPROVED');
  const { status } = await setting.workflow(issue);
  if (status !== 'complete') throw new Error(`The workflow is ${status} in the end.`);
}

interface Measuring {
  setting: Setting;
  aws: OnAws;
  metered: MeteredDynamo;
}

async function measured({ setting, aws, metered }: Measuring, act: () => Promise<void>): Promise<Life> {
  metered.meter.reset();
  const { github } = setting;
  const [asked, sent, told, said] = [
    setting.asked(),
    github.deliveries.log.length,
    aws.endpoint.events.length,
    aws.said().length,
  ];
  await act();
  // What the functions wrote last comes a moment later.
  await pause(100);
  const operations = Object.fromEntries(
    Object.entries(setting.asked())
      .map(([name, times]): [string, number] => [name, times - (asked[name] ?? 0)])
      .filter(([, times]) => times > 0),
  );
  const events = aws.endpoint.events.slice(told);
  const [place, most] = [metered.meter.keys(), (of: ReadonlyMap<string, number>) => Math.max(...of.values())];
  return {
    dynamodb: {
      ...metered.meter.usage(),
      most_write_units_of_one_key: Object.fromEntries([...place].map(([name, keys]) => [name, most(keys)])),
    },
    github: { requests: Object.values(operations).reduce((sum, each) => sum + each, 0), operations },
    events: events.length,
    invocations: {
      webhook: github.deliveries.log.length - sent,
      worker: events.filter((event) => event['detail-type'] === 'tekton.wake-up').length,
    },
    log_bytes: Buffer.byteLength(aws.said().slice(said)),
  };
}

function tableNameIn(packageFolder: string): string {
  const [first] = Object.values(readDeployed(packageFolder).functions);
  return first?.environment['TABLE_NAME'] ?? '';
}

function present(aws: OnAws | null, metered: MeteredDynamo | null): { aws: OnAws; metered: MeteredDynamo } {
  if (aws === null || metered === null) throw new Error('It has been set up.');
  return { aws, metered };
}
