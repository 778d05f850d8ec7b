import * as z from 'zod';
import { Health } from '../health/health.js';

/** One of the issues that a day is told in, once it is there. */
export const DayIssue = z.object({
  number: z.number().int(),
  /** Of what it says, so that it is written only when that changed. */
  hash: z.string(),
});
export type DayIssue = z.infer<typeof DayIssue>;

/** What a day came to, for the trend, the week and the summary across projects. */
export const DayRecord = z.object({
  health: Health,
  merged: z.number().int(),
  moved: z.number().int(),
  blocked: z.number().int(),
  open: z.number().int(),
  escalations: z.number().int(),
  /** Agents that reported, of those from whom a report was expected. */
  reported: z.number().int(),
  expected: z.number().int(),
  /** The first few who did not. */
  silent: z.array(z.string()),
  /** The first few things that need a person: which issue, and what for in one sentence's code. */
  needs: z.array(z.object({ issueNumber: z.number().int(), title: z.string(), code: z.string() })),
  /** US dollars and tokens, where somebody told; null: nobody did. */
  cost: z.number().nullable(),
  tokens: z.number().nullable(),
});
export type DayRecord = z.infer<typeof DayRecord>;

/** One day of one project: when it is to be told, and how far that is. One item, saved by one conditional write. */
export const Day = z.object({
  repositoryId: z.number().int(),
  installationId: z.number().int(),
  /** `2026-03-02`, in `zone`. */
  date: z.string(),
  /** IANA: `Europe/Berlin`. */
  zone: z.string(),
  /** What happened from then (the end of the day before) until `closesAt` is this day's, ms. */
  since: z.number(),
  remindsAt: z.number(),
  closesAt: z.number(),
  /** When every agent at work had been asked, ms; null: not yet. */
  remindedAt: z.number().nullable(),
  /** When it was told, ms; null: not yet, or not with what was said since. */
  publishedAt: z.number().nullable(),
  /** Which telling (`publishedAt`) was announced; null: none yet. */
  announcedAt: z.number().nullable().default(null),
  record: DayRecord.nullable(),
  summary: DayIssue.nullable(),
  /** Across all projects of the installation; only where the repository is its hub. */
  overview: DayIssue.nullable(),
  retrospective: DayIssue.nullable(),
  /** Whether the summary of the day before is closed. */
  previousClosed: z.boolean(),
  /** Tries in a row that failed, and why the last one did. */
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  /** When it must be looked at again at the latest, ms; null: only when something happens. */
  dueAt: z.number().nullable(),
});
export type Day = z.infer<typeof Day>;

export function dayId({ repositoryId, date }: Pick<Day, 'repositoryId' | 'date'>): string {
  return `${repositoryId}/${date}`;
}
