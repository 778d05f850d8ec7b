import * as z from 'zod';
import { Health } from '../health/health.js';
import { Activity } from './activity.js';
import { Need, Queue, WorkLine } from './summary.js';

function someOf<S extends z.ZodType>(item: S) {
  return z.object({ shown: z.array(item), more: z.number().int() });
}

/** Who is at work in a project, and of the first few what was seen of them. The names are in order. */
export const AtWork = z.object({
  /** For the report of the day. */
  asked: z.array(z.string()),
  others: z.array(z.string()),
  seen: z.record(z.string(), z.object({ issues: z.array(z.number().int()), activity: Activity })),
});
export type AtWork = z.infer<typeof AtWork>;

/**
 * How a project stood when its last day was closed. The day's issue is told from this and from what was said and what
 * ended: so what comes late is added, and nothing else in it moves. Bounded, for it is one item.
 */
export const Closing = z.object({
  repositoryId: z.number().int(),
  date: z.string(),
  paused: z.object({ by: z.string(), at: z.number(), reason: z.string() }).nullable(),
  needs: someOf(Need),
  moved: someOf(WorkLine),
  blocked: someOf(WorkLine),
  quiet: someOf(WorkLine),
  /** Issues of which a run ended that day, and which were under way again. */
  begunAnew: z.array(z.number().int()),
  atWork: AtWork,
  escalations: z.number().int(),
  health: Health,
  target: z.number(),
  trend: z.array(z.object({ date: z.string(), score: z.number() })),
  defaultBranch: z.enum(['passed', 'failed', 'running', 'none', 'unknown']),
  red: z.number().int(),
  queue: Queue,
});
export type Closing = z.infer<typeof Closing>;
