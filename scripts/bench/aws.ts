import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packaged } from '../../test/deployment/package.js';
import { benchLives, type Life, type Lives } from './life.js';
import { benchPackages, type PackageSize } from './packages.js';
import { benchPartitions, type Partitions } from './partitions.js';
import { pricesOf, type Prices } from './prices.js';
import { benchStarts, type Starts } from './starts.js';

/** How many projects are beside the one that is measured, at the most. */
const OTHERS = 10_000;
/** Of what one issue took beside nobody: what more or less is by chance, as when two webhooks of one second come in another order. */
const BY_CHANCE = 0.1;

export interface AwsStarts {
  packages: Record<string, PackageSize>;
  starts: Starts;
}

export async function benchAwsStarts(): Promise<AwsStarts> {
  const { folder } = await packaged();
  return { packages: benchPackages(folder), starts: await benchStarts(folder) };
}

export interface AwsIssue {
  alone: Lives;
  prices: Prices;
  beside_others: Lives & { growth: Record<string, number>; verdict: 'ok' | 'grows' };
  partitions: Partitions;
}

export async function benchAwsIssue(): Promise<AwsIssue> {
  const { folder } = await packaged();
  const alone = await benchLives(folder, 0);
  const others = await benchLives(folder, OTHERS);
  const growth = growthOf(alone, others);
  const grows = Object.values(growth).some((ratio) => ratio > 1 + BY_CHANCE);
  const due = alone.issue.dynamodb.places['due']?.write_units ?? 0;
  return {
    alone,
    prices: pricesOf(alone, alarmsIn(folder)),
    beside_others: { ...others, growth, verdict: grows ? 'grows' : 'ok' },
    // Webhooks that mean nothing to us are not stored: the worker is woken for each of the others.
    partitions: await benchPartitions(due / alone.issue.invocations.worker),
  };
}

/** How many times as much it took beside others. */
function growthOf(alone: Lives, others: Lives): Record<string, number> {
  const figures = ({ issue, tick }: Lives) => ({
    read_units: issue.dynamodb.read_units,
    write_units: issue.dynamodb.write_units,
    dynamodb_requests: requestsOf(issue),
    github_requests: issue.github.requests,
    events: issue.events,
    invocations: issue.invocations.webhook + issue.invocations.worker,
    tick_read_units: tick.dynamodb.read_units,
    tick_requests: requestsOf(tick),
  });
  const before = Object.entries(figures(alone));
  const after = new Map(Object.entries(figures(others)));
  return Object.fromEntries(
    before.map(([name, was]) => [name, Math.round(((after.get(name) ?? NaN) / was) * 1_000) / 1_000]),
  );
}

function requestsOf({ dynamodb }: Pick<Life, 'dynamodb'>): number {
  return Object.values(dynamodb.operations).reduce((sum, { requests }) => sum + requests, 0);
}

function alarmsIn(folder: string): number {
  const template = readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  return template.match(/"AWS::CloudWatch::Alarm"/g)?.length ?? 0;
}
