import * as z from 'zod';

/** What a project's health is made of; `docs/health.md` says how each is measured. */
export const SIGNALS = [
  'default-branch',
  'red-time',
  'stale-work',
  'escalations',
  'report-coverage',
  'review-latency',
  'lost-deliveries',
] as const;
export const SignalName = z.enum(SIGNALS);
export type SignalName = z.infer<typeof SignalName>;

/** One signal: how well it stands (0–100), what it weighs, and the figure it was read from. Null: nothing to measure. */
export const Signal = z.object({
  name: SignalName,
  value: z.number().min(0).max(100).nullable(),
  weight: z.number().min(0).max(100),
  /** For people: how many of how many, or how long (ms); which of the two the signal's name says. */
  measured: z.number().nullable(),
  of: z.number().nullable(),
});
export type Signal = z.infer<typeof Signal>;

/** How a project stands, 0–100: the mean of what could be measured, by weight. 100 where nothing could. */
export const Health = z.object({ score: z.number().int().min(0).max(100), signals: z.array(Signal) });
export type Health = z.infer<typeof Health>;
