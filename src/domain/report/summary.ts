import * as z from 'zod';
import { Because } from '../because.js';
import type { Health } from '../health/health.js';
import { StepName, StepStatus } from '../workflow/step.js';
import { Activity } from './activity.js';
import type { Outcome } from './outcome.js';
import type { ReportFields } from './report.js';

/** The first few of something, and how many more there are: an issue on GitHub holds 65,536 characters. */
export interface Some<T> {
  shown: T[];
  more: number;
}

/** One issue under way. */
export const WorkLine = z.object({
  issueNumber: z.number().int(),
  title: z.string(),
  agent: z.string().nullable(),
  /** The step that it stands at, and why. */
  step: StepName,
  stepStatus: StepStatus,
  because: z.array(Because),
  pullRequest: z.number().int().nullable(),
  testsRed: z.boolean(),
  activity: Activity,
});
export type WorkLine = z.infer<typeof WorkLine>;

/** Something that a person must do today. */
export const Need = z.object({
  issueNumber: z.number().int(),
  title: z.string(),
  /** What for; the first word on it. */
  because: Because,
});
export type Need = z.infer<typeof Need>;

/** Effects that wait to be tried again: how many of a kind, and until when the first waits (ms). */
export const Queue = z.object({
  count: z.number().int(),
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  until: z.number().nullable(),
});
export type Queue = z.infer<typeof Queue>;

/** What one agent says of its day, beside what was seen of it. */
export interface AgentLine {
  agent: string;
  /** Null: it said nothing, and what was seen stands alone. */
  said: ReportFields | null;
  /** Said after the day was closed, in order. */
  late: { at: number; fields: ReportFields }[];
  /** How many of its reports are counted, and shown without their words: there were too many. */
  wordless: number;
  /** The issues it works on. */
  issues: number[];
  activity: Activity;
}

/** One day of one project, as a person reads it. */
export interface Summary {
  owner: string;
  name: string;
  date: string;
  zone: string;
  since: number;
  closesAt: number;
  paused: { by: string; at: number; reason: string } | null;
  needs: Some<Need>;
  merged: Some<Outcome>;
  /** Ended without being merged. */
  ended: Some<Outcome>;
  moved: Some<WorkLine>;
  blocked: Some<WorkLine>;
  /** Under way, and neither moved nor blocked. */
  quiet: Some<WorkLine>;
  agents: Some<AgentLine>;
  /** Who was asked for a report and gave none. */
  silent: Some<string>;
  escalations: number;
  health: Health;
  /** Of this week of the project, 0–100. */
  target: number;
  /** The days before, the oldest first. */
  trend: { date: string; score: number }[];
  /** The checks of the default branch's head; `unknown`: they could not be read. */
  defaultBranch: 'passed' | 'failed' | 'running' | 'none' | 'unknown';
  red: number;
  queue: Queue;
  cost: number | null;
  tokens: number | null;
}

/** One project's line in the summary across all. */
export interface ProjectLine {
  owner: string;
  name: string;
  /** Of the day that is told; null: it told none that day. */
  day: {
    date: string;
    summary: number | null;
    score: number;
    /** Against the day before it, where there is one. */
    change: number | null;
    target: number;
    merged: number;
    moved: number;
    blocked: number;
    open: number;
    escalations: number;
    reported: number;
    expected: number;
    silent: string[];
    needs: { issueNumber: number; title: string; code: string }[];
    cost: number | null;
    tokens: number | null;
  } | null;
  paused: boolean;
}

/** One day of all projects of an installation. */
export interface Overview {
  account: string;
  date: string;
  zone: string;
  projects: Some<ProjectLine>;
  /** More people may read the hub than may read a private repository: those, if there are any, are not told of. */
  partial: boolean;
  /** Over all projects, those that are not shown included. */
  totals: {
    projects: number;
    merged: number;
    moved: number;
    blocked: number;
    escalations: number;
    reported: number;
    expected: number;
    /** The mean of those that told. */
    score: number | null;
    cost: number | null;
    tokens: number | null;
  };
}

/** One week of one project. */
export interface Retrospective {
  owner: string;
  name: string;
  /** The first and the last day, both included. */
  from: string;
  to: string;
  shepherd: string | null;
  merged: number;
  ended: number;
  /** From the start to the merge, ms; null: nothing was merged. */
  leadTime: { median: number; longest: number } | null;
  /** Where merged work spent its time: the median of each step, ms. */
  steps: { name: StepName; median: number }[];
  /** Of what was merged, how much was green at the first pass. */
  firstPassGreen: { count: number; of: number };
  reassignments: number;
  agents: Some<{ agent: string; merged: number; redRuns: number; median: number }>;
  /** The runs that took longest. */
  slowest: Outcome[];
  trend: { date: string; score: number }[];
  target: number;
}
