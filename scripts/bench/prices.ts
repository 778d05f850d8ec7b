import type { Life, Lives } from './life.js';

/** List prices of us-east-1, on demand, US dollars (https://aws.amazon.com/pricing). Free tiers are left out. */
const PER_MILLION = { write_unit: 0.625, read_unit: 0.125, event: 1, lambda_request: 0.2, http_request: 1 };
/** Lambda on arm64. */
const PER_GB_SECOND = 0.0000133334;
const PER_LOG_GB = 0.5;
const A_MONTH = { secret: 0.4, alarm: 0.1 };

/**
 * How long the functions run and with how much memory: taken, not measured, for the machine of a bench is none of AWS's.
 * A worker mostly waits for GitHub, whose answers take some 100 ms each.
 */
const TAKEN = {
  webhook: { seconds: 0.1, gb: 0.5 },
  worker: { seconds: 1, gb: 0.5 },
  tick: { seconds: 0.5, gb: 0.25 },
};
/** What Lambda itself writes of each invocation: its start, end and report, bytes. */
const LAMBDA_LOG = 500;
const ISSUES = 1_000;
const TICKS_A_MONTH = 30 * 24 * 60;

export interface Prices {
  /** Of 1,000 issues' whole lives, US dollars. */
  per_1000_issues: Record<string, number>;
  /** What a month costs in which nothing happens, US dollars. */
  per_month: Record<string, number>;
  taken: typeof TAKEN;
}

export function pricesOf({ issue, tick }: Pick<Lives, 'issue' | 'tick'>, alarms: number): Prices {
  const { webhook, worker } = issue.invocations;
  const runs = { webhook, worker };
  return {
    per_1000_issues: summed({
      dynamodb: ISSUES * dynamodb(issue.dynamodb),
      eventbridge: ISSUES * million(issue.events, PER_MILLION.event),
      lambda: ISSUES * (lambda('webhook', runs.webhook) + lambda('worker', runs.worker)),
      http_api: ISSUES * million(webhook, PER_MILLION.http_request),
      logs: ISSUES * logs(issue.log_bytes, webhook + worker),
    }),
    per_month: summed({
      dynamodb: TICKS_A_MONTH * dynamodb(tick.dynamodb),
      lambda: lambda('tick', TICKS_A_MONTH),
      logs: TICKS_A_MONTH * logs(tick.log_bytes, 1),
      secrets: 2 * A_MONTH.secret,
      alarms: alarms * A_MONTH.alarm,
    }),
    taken: TAKEN,
  };
}

const million = (times: number, price: number): number => (times / 1_000_000) * price;

function dynamodb({ read_units, write_units }: Pick<Life['dynamodb'], 'read_units' | 'write_units'>): number {
  return million(read_units, PER_MILLION.read_unit) + million(write_units, PER_MILLION.write_unit);
}

function lambda(name: keyof typeof TAKEN, runs: number): number {
  const { seconds, gb } = TAKEN[name];
  return runs * seconds * gb * PER_GB_SECOND + million(runs, PER_MILLION.lambda_request);
}

function logs(bytes: number, invocations: number): number {
  return ((bytes + invocations * LAMBDA_LOG) / 1024 ** 3) * PER_LOG_GB;
}

/** To tenths of a cent. */
function summed(of: Record<string, number>): Record<string, number> {
  const all = { ...of, total: Object.values(of).reduce((sum, each) => sum + each, 0) };
  return Object.fromEntries(
    Object.entries(all).map(([name, price]) => [name, Math.round(price * 1_000) / 1_000]),
  );
}
