import type { Health, Signal, SignalName } from '../../../domain/health/health.js';
import { paragraphs } from '../layout.js';
import { longDay, momentAt } from '../moment.js';
import { escapeText } from '../escape.js';
import { counted } from '../figures.js';
import { healthLine, signalTable, type Standing } from './health-words.js';

/** The last day that was closed. */
export interface HealthDay {
  date: string;
  health: Health;
  /** Of this week of the project, 0–100. */
  target: number;
  /** The days before it, the oldest first. */
  trend: Standing['trend'];
}

/**
 * `/tekton health`: how the project stands, what that was read from, and what would raise it most. Null: no day was
 * closed yet; `first` is when the first will be, where that is known.
 */
export function healthAnswer(day: HealthDay | null, first?: { closesAt: number; zone: string }): string {
  if (day === null) return notYet(first);
  const { date, health, target, trend } = day;
  return paragraphs(
    healthLine({ score: health.score, target, trend }),
    `This is how ${longDay(date)} ended. Each signal counts by its weight; what could not be measured does not count.`,
    signalTable(health),
    whatHelps(health),
  );
}

function notYet(first?: { closesAt: number; zone: string }): string {
  const when =
    first === undefined
      ? 'at `daily_report_time` of the next day that is told; both stand under `reporting` in `.github/tekton-core.yml`'
      : `on ${momentAt(first.closesAt, first.zone)} (${escapeText(first.zone, 60)})`;
  return `No day was closed here yet, so there is no health to tell. The first is closed ${when}. Ask again then.`;
}

const DO: Record<SignalName, string> = {
  'default-branch': 'make the checks of the default branch pass',
  'red-time': 'see to the work whose checks stay red',
  'stale-work':
    'see to the work that stands still: answer what it waits for, or write `/tekton reassign` or `/tekton stop`',
  escalations: 'answer the calls for a person, then write `/tekton ack`',
  'report-coverage': 'see that each agent at work writes `/tekton report`',
  'review-latency': 'review the pull requests that wait',
  'lost-deliveries': 'ask who operates tekton-core why news from GitHub was lost',
};

function whatHelps({ signals }: Health): string {
  const counting = signals.filter(({ value, weight }) => value !== null && weight > 0);
  if (counting.length === 0)
    return 'Nothing could be measured that day, so nothing spoke against a health of 100.';
  const all = counting.reduce((sum, { weight }) => sum + weight, 0);
  const gain = ({ value, weight }: Signal) => ((100 - (value ?? 100)) * weight) / all;
  const [best] = counting.toSorted((a, b) => gain(b) - gain(a));
  if (best === undefined || gain(best) === 0) return 'Every signal stands at 100: keep it so.';
  const points = Math.round(gain(best));
  const worth = points < 1 ? 'less than a point' : `up to ${counted(points, 'point')}`;
  return `**What would raise it most:** ${DO[best.name]} (${worth}).`;
}
