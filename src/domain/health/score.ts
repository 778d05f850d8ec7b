import { SIGNALS, type Health, type Signal, type SignalName } from './health.js';
import type { Measures } from './measures.js';
import { medianOf } from './waits.js';

const HOUR = 60 * 60_000;
/** A first review within this time is as good as one at once; one that takes as long as the other is no better than none. */
const REVIEW = { good: 4 * HOUR, bad: 48 * HOUR } as const;
const BY_ESCALATIONS = [100, 60, 30] as const;
const BY_LOST = [100, 50] as const;

/** Out of 100. */
const WEIGHTS: Record<SignalName, number> = {
  'default-branch': 25,
  'red-time': 15,
  'stale-work': 15,
  escalations: 15,
  'report-coverage': 10,
  'review-latency': 10,
  'lost-deliveries': 10,
};

type Reading = Pick<Signal, 'value' | 'measured' | 'of'>;

const NOTHING: Reading = { value: null, measured: null, of: null };

const READINGS: Record<SignalName, (measures: Measures) => Reading> = {
  'default-branch'({ defaultBranch }) {
    const value = defaultBranch === 'passed' ? 100 : defaultBranch === 'failed' ? 0 : null;
    return { ...NOTHING, value };
  },
  'red-time': ({ redMs, openMs }) => shareOf(redMs, openMs),
  'stale-work': ({ stale, open }) => shareOf(stale, open),
  escalations: ({ escalations }) => counted(escalations, BY_ESCALATIONS),
  'report-coverage'({ reported, expected }) {
    if (expected === 0) return NOTHING;
    return { value: falling(expected - reported, 0, expected), measured: reported, of: expected };
  },
  'review-latency'({ reviewWaits }) {
    const median = medianOf(reviewWaits);
    if (median === null) return NOTHING;
    return { value: falling(median, REVIEW.good, REVIEW.bad), measured: median, of: null };
  },
  'lost-deliveries': ({ lostDeliveries }) => counted(lostDeliveries, BY_LOST),
};

/**
 * How a project stands, 0–100. What could not be measured counts neither way: the score is the mean of the others, by
 * weight.
 */
export function healthOf(measures: Measures): Health {
  const signals = SIGNALS.map((name) => ({ name, weight: WEIGHTS[name], ...READINGS[name](measures) }));
  return { score: scoreOf(signals), signals };
}

/** The mean of what has a value, by weight, 0–100 and whole; 100 where nothing has. */
export function scoreOf(signals: readonly Pick<Signal, 'value' | 'weight'>[]): number {
  const sum = (read: (value: number, weight: number) => number) =>
    signals.reduce((total, { value, weight }) => (value === null ? total : total + read(value, weight)), 0);
  const weights = sum((_, weight) => weight);
  return weights === 0 ? 100 : Math.round(sum((value, weight) => value * weight) / weights);
}

/** Good at none, and as bad as can be from half on. */
function shareOf(measured: number, of: number): Reading {
  return of === 0 ? NOTHING : { value: falling(measured, 0, of / 2), measured, of };
}

/** @param values for none, one, and so on; 0 for more than they name. */
function counted(count: number, values: readonly number[]): Reading {
  return { value: values[count] ?? 0, measured: count, of: null };
}

/** 100 up to `good`, 0 from `bad` on, and straight in between. */
function falling(measured: number, good: number, bad: number): number {
  return Math.min(100, Math.max(0, (100 * (bad - measured)) / (bad - good)));
}
