import type { Config } from '../config/schema.js';
import type { Account, Issue } from '../event.js';
import type { Assignment, Command, Facts } from '../facts.js';
import type { Answer } from './answer.js';
import { mergedSince, type Work } from './pull-requests.js';

/** What people and agents asked of the workflow so far, taken together. */
export interface Control {
  /** The start that counts now; null: never started, or stopped since. */
  run: { command: string; by: Account; at: number } | null;
  stopped: { by: string; at: number } | null;
  /** The command that wishes for the agent now at work, or to come; null: nobody is wanted. */
  wish: string | null;
  wanted: { agent: string; by: 'command' } | null;
  /** Set while somebody was taken off and nobody put on. */
  takenOffBy: string | null;
  takenOff: string[];
  hold: { by: string; reason: string } | null;
  ready: { by: string; byAgent: boolean; at: number } | null;
  confidence: { command: string; level: Confidence; note: string; by: string; at: number };
  approvals: { by: string; sha: string; at: number }[];
  /** Each is told once; it stays open until somebody settles it, or the turn ends. */
  escalations: { command: string; by: string; reason: string; open: boolean }[];
  retests: { command: string; at: number }[];
  refreshes: { command: string; at: number }[];
  answers: { command: Command; answer: Answer }[];
}

export type Confidence = 'high' | 'medium' | 'low';

/** What a rule may look at besides the control itself. */
export interface Circumstances extends Work {
  config: Config;
  issue: Issue | null;
}

/** The run as it was at a time: none before it began, and none any more once its work was merged. */
export function runAt({ run }: Control, work: Work, at: number): Control['run'] {
  const merged = run === null ? null : mergedSince(work, run.at);
  return merged !== null && merged.at <= at ? null : run;
}

export function noControl(): Control {
  return {
    run: null,
    stopped: null,
    wish: null,
    wanted: null,
    takenOffBy: null,
    takenOff: [],
    hold: null,
    ready: null,
    confidence: { command: '', level: 'high', note: '', by: '', at: 0 },
    approvals: [],
    escalations: [],
    retests: [],
    refreshes: [],
    answers: [],
  };
}

/** The newest turn under a wish. */
export function assignmentFor(facts: Facts, wish: string | null): Assignment | null {
  return turnsFor(facts, wish)[0] ?? null;
}

/** Who had the turn when a command of the time `at` was given; before the first, whoever got that. */
export function turnAt(facts: Facts, wish: string | null, at: number): Assignment | null {
  const turns = turnsFor(facts, wish);
  // GitHub's times are whole seconds, so what was said after a turn began may bear an earlier time.
  return turns.find((turn) => turn.at < at + 1000) ?? turns.at(-1) ?? null;
}

function turnsFor(facts: Facts, wish: string | null): Assignment[] {
  if (wish === null) return [];
  const turns = Object.values(facts.assignments).filter((assignment) => assignment.wish === wish);
  return turns.sort((a, b) => b.epoch - a.epoch || (a.id < b.id ? -1 : 1));
}
