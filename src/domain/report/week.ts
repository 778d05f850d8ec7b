import type { StepName } from '../workflow/step.js';
import { STEP_NAMES } from '../workflow/step.js';
import type { Outcome } from './outcome.js';
import type { Retrospective } from './summary.js';

/** Of so many runs the times are kept for the medians: a week has seldom more. */
const SAMPLE = 500;
const SLOWEST = 5;
const AGENTS_SHOWN = 30;

/** What a week came to so far. */
export interface Week {
  merged: number;
  ended: number;
  leadTimes: number[];
  steps: Map<StepName, number[]>;
  firstPassGreen: number;
  reassignments: number;
  agents: Map<string, { merged: number; redRuns: number; leadTimes: number[] }>;
  slowest: Outcome[];
}

export function noWeek(): Week {
  return {
    merged: 0,
    ended: 0,
    leadTimes: [],
    steps: new Map(),
    firstPassGreen: 0,
    reassignments: 0,
    agents: new Map(),
    slowest: [],
  };
}

/** Adds one run that ended. In place: a week is added up once, and then told. */
export function withOutcome(week: Week, outcome: Outcome): void {
  week.reassignments += outcome.reassignments;
  if (outcome.end !== 'merged') {
    week.ended += 1;
    return;
  }
  week.merged += 1;
  if (outcome.redRuns === 0) week.firstPassGreen += 1;
  const took = outcome.endedAt - outcome.startedAt;
  sample(week.leadTimes, took);
  for (const { name, ms } of outcome.steps) {
    const known = week.steps.get(name) ?? [];
    sample(known, ms);
    week.steps.set(name, known);
  }
  const agent = outcome.agents.at(-1);
  if (agent !== undefined) {
    const known = week.agents.get(agent) ?? { merged: 0, redRuns: 0, leadTimes: [] };
    known.merged += 1;
    known.redRuns += outcome.redRuns;
    sample(known.leadTimes, took);
    week.agents.set(agent, known);
  }
  week.slowest = [...week.slowest, outcome].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, SLOWEST);
}

type Told = Pick<
  Retrospective,
  'merged' | 'ended' | 'leadTime' | 'steps' | 'firstPassGreen' | 'reassignments' | 'agents' | 'slowest'
>;

/** The week in the figures that people read. */
export function weekAsTold(week: Week): Told {
  const { merged, ended, reassignments, slowest, leadTimes } = week;
  const agents = [...week.agents]
    .map(([agent, { leadTimes: times, ...counts }]) => ({ agent, ...counts, median: medianOf(times) }))
    .sort((a, b) => b.merged - a.merged || (a.agent < b.agent ? -1 : 1));
  return {
    merged,
    ended,
    leadTime: merged === 0 ? null : { median: medianOf(leadTimes), longest: Math.max(...leadTimes) },
    steps: STEP_NAMES.flatMap((name) => {
      const times = week.steps.get(name);
      return times === undefined ? [] : [{ name, median: medianOf(times) }];
    }),
    firstPassGreen: { count: week.firstPassGreen, of: merged },
    reassignments,
    agents: { shown: agents.slice(0, AGENTS_SHOWN), more: Math.max(0, agents.length - AGENTS_SHOWN) },
    slowest,
  };
}

function lengthOf({ startedAt, endedAt }: Outcome): number {
  return endedAt - startedAt;
}

function sample(times: number[], ms: number): void {
  if (times.length < SAMPLE) times.push(ms);
}

/** The middle one; 0 of none. */
function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
}
