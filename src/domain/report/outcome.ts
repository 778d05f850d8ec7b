import * as z from 'zod';
import { StepName } from '../workflow/step.js';

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
