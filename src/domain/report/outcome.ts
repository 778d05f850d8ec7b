import * as z from 'zod';
import type { Assignment, Facts } from '../facts.js';
import { overlapOf } from '../period.js';
import { runAt } from '../workflow/control.js';
import { replay } from '../workflow/replay.js';
import type { Situation } from '../workflow/situation.js';
import { hasNotBegun, StepName, type Step } from '../workflow/step.js';
import type { Workflow } from '../workflow/workflow.js';

/** How one run of a workflow ended; written once, and read for the day's summary and the week's. */
export const Outcome = z.object({
  repositoryId: z.number().int(),
  issueNumber: z.number().int(),
  title: z.string(),
  end: z.enum(['merged', 'stopped', 'closed']),
  startedAt: z.number(),
  endedAt: z.number(),
  pullRequest: z.number().int().nullable(),
  /** Who had the work, in turn, each once; the last is who ended it. */
  agents: z.array(z.string()),
  /** Turns but the first. */
  reassignments: z.number().int(),
  /** Test runs that failed and were told to the agent. 0: green at the first pass. */
  redRuns: z.number().int(),
  /** How long each step took that began, ms. */
  steps: z.array(z.object({ name: StepName, ms: z.number() })),
});
export type Outcome = z.infer<typeof Outcome>;

/**
 * What a run came to; null while it goes on, and when it has no end that counts: its issue was deleted or moved away.
 *
 * @param workflow as it was saved with its end: the times of its steps tell when an issue was closed.
 */
export function outcomeOf(workflow: Workflow, situation: Situation): Outcome | null {
  const ended = endOf(workflow, situation);
  if (ended === null) return null;
  const { facts, issue, pullRequest } = situation;
  const startedAt = startOf(workflow, situation);
  // Our clock and GitHub's may differ, and no run ends before it began.
  const endedAt = Math.max(startedAt, ended.at);
  const turns = turnsSince(facts, startedAt);
  const agents = turns.map(({ agent }) => agent);
  return {
    repositoryId: workflow.repositoryId,
    issueNumber: workflow.issueNumber,
    title: issue?.title ?? '',
    end: ended.end,
    startedAt,
    endedAt,
    pullRequest: pullRequest?.number ?? null,
    agents: agents.filter((agent, index) => agents.lastIndexOf(agent) === index),
    reassignments: Math.max(0, turns.length - 1),
    redRuns: redCommits(facts, turns).size,
    steps: workflow.steps.flatMap((step) => timeOf(step, { startedAt, endedAt })),
  };
}

function endOf({ steps }: Workflow, situation: Situation): { end: Outcome['end']; at: number } | null {
  const { ended, pullRequest, control, facts } = situation;
  switch (ended?.code) {
    case 'merged':
      return { end: 'merged', at: pullRequest?.mergedAt ?? situation.now };
    case 'stopped':
      return { end: 'stopped', at: control.stopped?.at ?? situation.now };
    case 'issue-closed': {
      // Whatever is said on a closed issue moves its own time; the time at which its steps were left does not move.
      const left = steps.find(({ name, status }) => name === 'merge' && status === 'skipped')?.finishedAt;
      return { end: 'closed', at: left ?? facts.issue?.updatedAt ?? situation.now };
    }
    default:
      return null;
  }
}

/** When the run began, ms; of a stopped one, the run as it was just before. */
function startOf({ createdAt }: Workflow, { control, facts, context, issue }: Situation): number {
  if (control.run !== null) return control.run.at;
  const stoppedAt = control.stopped?.at ?? 0;
  const circumstances = { facts, ...context, issue };
  const run = runAt(replay(circumstances, stoppedAt - 1), circumstances, stoppedAt);
  // None is found when it began in the second in which it was stopped.
  return run?.at ?? Math.min(createdAt, stoppedAt);
}

/** By when they were wished for: that is GitHub's time, as the start's is. */
function turnsSince({ assignments, commands }: Facts, startedAt: number): Assignment[] {
  return Object.values(assignments)
    .filter(({ wish, at }) => (commands[wish]?.at ?? at) >= startedAt)
    .sort((a, b) => a.epoch - b.epoch);
}

/** The commits whose failure was told to somebody: to the next agent the same one is told again. */
function redCommits({ performed }: Facts, turns: readonly Assignment[]): Set<string> {
  const prefixes = turns.map(({ id }) => `notify/red/${id}/`);
  const told = Object.keys(performed).flatMap((key) => {
    const prefix = prefixes.find((it) => key.startsWith(it));
    return prefix === undefined ? [] : [key.slice(prefix.length)];
  });
  return new Set(told);
}

/** Of a step only what lies in the run: a later run finds the times of an earlier one. */
function timeOf(step: Step, run: { startedAt: number; endedAt: number }): Outcome['steps'] {
  const { name, startedAt, finishedAt } = step;
  if (startedAt === null || hasNotBegun(step)) return [];
  if (finishedAt !== null && finishedAt < run.startedAt) return [];
  const span = { since: startedAt, until: finishedAt ?? run.endedAt };
  return [{ name, ms: overlapOf(span, { since: run.startedAt, until: run.endedAt }) }];
}
