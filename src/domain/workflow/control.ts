import type { Config } from '../config/schema.js';
import type { Account, Issue } from '../event.js';
import type { Assignment, Command, Facts } from '../facts.js';
import type { Answer } from './answer.js';

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
  escalations: { command: string; by: string; reason: string }[];
  retests: { command: string; at: number }[];
  refreshes: { command: string; at: number }[];
  answers: { command: Command; answer: Answer }[];
}

export type Confidence = 'high' | 'medium' | 'low';

/** What a rule may look at besides the control itself. */
export interface Circumstances {
  facts: Facts;
  config: Config;
  issue: Issue | null;
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
  if (wish === null) return null;
  const turns = Object.values(facts.assignments).filter((assignment) => assignment.wish === wish);
  return turns.reduce<Assignment | null>((newest, turn) => (newest === null || turn.epoch > newest.epoch ? turn : newest), null);
}

/** Whether a pull request of this run was merged by then: the run is over, and a new start is a new run. */
export function mergedBy(facts: Facts, since: number, until: number): boolean {
  return Object.values(facts.pullRequests).some(
    ({ value, updatedAt }) => value.merged && updatedAt >= since && updatedAt <= until,
  );
}
