import { shortDay } from '../moment.js';

const MOST_DAYS = 14;
const FEWEST_DAYS = 3;

/** A small chart that GitHub draws: each day's health as a bar, the target as a line; null: too few days. */
export function healthChart(days: readonly { date: string; score: number }[], target: number): string | null {
  if (days.length < FEWEST_DAYS) return null;
  const shown = days.slice(-MOST_DAYS);
  return [
    '```mermaid',
    '%%{init: {"xyChart": {"width": 600, "height": 220}}}%%',
    'xychart-beta',
    `  x-axis [${shown.map(({ date }) => `"${shortDay(date)}"`).join(', ')}]`,
    '  y-axis "Health (line: target)" 0 --> 100',
    `  bar [${shown.map(({ score }) => within(score)).join(', ')}]`,
    `  line [${shown.map(() => within(target)).join(', ')}]`,
    '```',
  ].join('\n');
}

function within(score: number): number {
  return Math.round(Math.min(100, Math.max(0, score)));
}
