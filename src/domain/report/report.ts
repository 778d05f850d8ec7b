import * as z from 'zod';
import { byRank, kept } from '../merging.js';

/** What an agent says of its day; what it left out is empty or null. */
export const ReportFields = z.object({
  status: z.enum(['on-track', 'blocked', 'ahead']).nullable(),
  progress: z.string(),
  blockers: z.string(),
  tomorrow: z.string(),
  confidence: z.enum(['high', 'medium', 'low']).nullable(),
  /** What it needs a person for. */
  help: z.string(),
  /** What it spent, in US dollars. */
  cost: z.number().min(0).nullable(),
  tokens: z.number().int().min(0).nullable(),
});
export type ReportFields = z.infer<typeof ReportFields>;

/** One report as it was given. `id` orders those of one moment, and is the same when it is told again. */
export const ReportEntry = z.object({
  id: z.string(),
  by: z.string(),
  via: z.enum(['comment', 'api', 'terma']),
  /** The issue it was given on; null: on none. */
  issueNumber: z.number().int().nullable(),
  at: z.number(),
  fields: ReportFields,
});
export type ReportEntry = z.infer<typeof ReportEntry>;

/** All that one agent said of one day of one project: an item of its own, for a project may have any number of agents. */
export const AgentReport = z.object({
  repositoryId: z.number().int(),
  /** `2026-03-02`, in the project's time zone. */
  date: z.string(),
  agent: z.string(),
  /** By id; the newest few. */
  entries: z.record(z.string(), ReportEntry),
});
export type AgentReport = z.infer<typeof AgentReport>;

/** Reports of one agent in one day that are kept, the newest. */
const ENTRIES_KEPT = 12;

const IN_TIME = byRank<ReportEntry>(({ at, id }) => [at, id]);

/** Adds a report; in whatever order, and however often, the same ones come, the same is kept. */
export function withEntry(report: AgentReport, entry: ReportEntry): AgentReport {
  const others = Object.values(report.entries).filter(({ id }) => id !== entry.id);
  const newest = kept([...others, entry], ENTRIES_KEPT, IN_TIME).reverse();
  return { ...report, entries: Object.fromEntries(newest.map((it) => [it.id, it])) };
}

/** The reports of a day in the order in which they were given. */
export function inOrder({ entries }: AgentReport): ReportEntry[] {
  return Object.values(entries).sort(IN_TIME);
}

/**
 * Several reports as one: of what can be only one thing the newest word counts, texts stand beneath each other, and what
 * was spent adds up.
 */
export function together(entries: readonly ReportEntry[]): ReportFields {
  const all = [...entries].sort(IN_TIME).map(({ fields }) => fields);
  const newest = <K extends 'status' | 'confidence'>(name: K): ReportFields[K] =>
    all.map((fields) => fields[name]).findLast((value) => value !== null) ?? null;
  const texts = (name: 'progress' | 'blockers' | 'tomorrow' | 'help') =>
    [...new Set(all.map((fields) => fields[name]).filter((text) => text !== ''))].join('\n');
  const sum = (name: 'cost' | 'tokens') => {
    const given = all.flatMap((fields) => fields[name] ?? []);
    return given.length === 0 ? null : given.reduce((total, each) => total + each, 0);
  };
  return {
    status: newest('status'),
    progress: texts('progress'),
    blockers: texts('blockers'),
    tomorrow: texts('tomorrow'),
    confidence: newest('confidence'),
    help: texts('help'),
    cost: sum('cost'),
    tokens: sum('tokens'),
  };
}
