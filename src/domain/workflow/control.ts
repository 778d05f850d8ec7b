import type { Config } from '../config/schema.js';
import type { Account, Issue } from '../event.js';
import type { Command } from '../facts.js';
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
  /** One for each who put one, the earliest first. */
  holds: { by: string; reason: string }[];
  ready: { by: string; byAgent: boolean; at: number } | null;
  confidence: { command: string; level: Confidence; note: string; by: string; at: number };
  approvals: { by: string; sha: string; at: number }[];
  /** When each last took their approval back: that of a review as well. */
  unapproved: { by: string; at: number }[];
  /** Those that nobody has acknowledged. */
  escalations: { command: string; by: string; reason: string; at: number }[];
  /** When a person last said that they know. */
  acknowledged: { by: string; at: number } | null;
  retests: { command: string; at: number }[];
  refreshes: { command: string; at: number }[];
  reports: { command: string; agent: string; by: string; text: string; at: number }[];
  /** What was said of the whole project here. */
  pauses: {
    command: string;
    commentId: number | null;
    on: boolean;
    by: string;
    reason: string;
    at: number;
  }[];
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
    holds: [],
    ready: null,
    confidence: { command: '', level: 'high', note: '', by: '', at: 0 },
    approvals: [],
    unapproved: [],
    escalations: [],
    acknowledged: null,
    retests: [],
    refreshes: [],
    reports: [],
    pauses: [],
    answers: [],
  };
}
