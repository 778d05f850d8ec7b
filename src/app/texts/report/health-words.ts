import type { Health, Signal, SignalName } from '../../../domain/health/health.js';
import { SIGNALS } from '../../../domain/health/health.js';
import { counted } from '../figures.js';
import { namedDay, span } from '../moment.js';
import { table } from './section.js';

/** A project's health of one day, with the days before it, the oldest first. */
export interface Standing {
  score: number;
  target: number;
  trend: readonly { date: string; score: number }[];
}

/** Against the day before, and against what the project aims at this week. */
export function healthLine({ score, target, trend }: Standing): string {
  const before = trend.at(-1);
  const change =
    before === undefined ? 'on the first day that is measured, so without a trend' : changed(score, before);
  const against =
    score >= target
      ? `this week’s target of ${target} is reached`
      : `${target - score} below this week’s target of ${target}`;
  return `**Health: ${score} of 100**, ${change}; ${against}.`;
}

function changed(score: number, before: Standing['trend'][number]): string {
  const by = score - before.score;
  const since = `since ${namedDay(before.date)}`;
  return by === 0 ? `unchanged ${since}` : `${by > 0 ? 'up' : 'down'} ${Math.abs(by)} ${since}`;
}

const NAME: Record<SignalName, string> = {
  'default-branch': 'checks of the default branch',
  'red-time': 'time with failed checks',
  'stale-work': 'work that stands still',
  escalations: 'calls for a person',
  'report-coverage': 'agents that report',
  'review-latency': 'wait for a review',
  'lost-deliveries': 'lost news from GitHub',
};

/** Whether anything was there to measure. */
export function isMeasured({ signals }: Health): boolean {
  return signals.some(({ value, weight }) => value !== null && weight > 0);
}

/** Each signal with its value, its weight and the figure behind it. */
export function signalTable({ signals }: Health): string {
  const rows = { shown: signals.slice(0, SIGNALS.length), more: 0 };
  return table('| Signal | Value | Weight | Measured |\n|:--|--:|--:|:--|', rows, signalCells, 3_000);
}

function signalCells(signal: Signal): string[] {
  const { name, value, weight } = signal;
  const worth = value === null ? '–' : String(Math.round(value));
  return [NAME[name], worth, String(weight), measuredWords(signal)];
}

function measuredWords({ name, value, measured, of }: Signal): string {
  if (value === null) return 'nothing to measure';
  switch (name) {
    case 'default-branch':
      return value >= 100 ? 'they pass' : value <= 0 ? 'they fail' : 'not all have passed';
    case 'red-time':
      return measured === null ? '–' : `${duration(measured, 'none')}${of === null ? '' : ` of ${span(of)}`}`;
    case 'review-latency':
      return measured === null ? '–' : `${duration(measured, 'at once')} (median)`;
    case 'stale-work':
      return share(measured, of, 'issue');
    case 'escalations':
      return share(measured, of, 'call');
    case 'report-coverage':
      return share(measured, of, 'agent');
    case 'lost-deliveries':
      return share(measured, of, 'delivery', 'deliveries');
  }
}

function duration(ms: number, none: string): string {
  return ms <= 0 ? none : span(ms);
}

function share(measured: number | null, of: number | null, one: string, many?: string): string {
  if (measured === null) return '–';
  return of === null ? counted(measured, one, many) : `${measured} of ${counted(of, one, many)}`;
}
