import * as z from 'zod';
import { Facts, noFacts } from '../facts.js';
import { Step } from './step.js';

/**
 * Why a write waits though nothing is wrong with it: for its `turn` among the installation's writes, or for the end of a
 * `rest`, which GitHub is given when it fails or a limit is used up.
 */
export const WaitsFor = z.enum(['turn', 'rest']);
export type WaitsFor = z.infer<typeof WaitsFor>;

/** An effect that is wanted and not yet so: what the outbox knows of it beside what `decide` says. */
export const Queued = z.object({
  kind: z.string(),
  hash: z.string(),
  /** Tries begun, this one included. Above 1 means an earlier try may have taken effect: look first. */
  attempts: z.number().int(),
  /** Not before this time, ms. */
  notBefore: z.number(),
  lastError: z.string().nullable(),
  /** It was put off, and not sent; null: it waits for nothing of the kind. */
  waitsFor: WaitsFor.nullable().default(null),
});
export type Queued = z.infer<typeof Queued>;

/**
 * `idle`: never started. `active`: being conducted. `away`: out of reach, and it goes on when its repository or the App is
 * back. `complete`: merged. `cancelled`: stopped, or its issue is closed or gone.
 */
export const WorkflowStatus = z.enum(['idle', 'active', 'away', 'complete', 'cancelled']);
export type WorkflowStatus = z.infer<typeof WorkflowStatus>;

/** Whether a change of circumstances alone can make it go on: a configuration, a repository that is back. */
export function isOpen({ status, owes }: Pick<Workflow, 'status' | 'owes'>): boolean {
  return status === 'active' || status === 'away' || owes;
}

/** One workflow is one item, saved by one conditional write. */
export const Workflow = z.object({
  id: z.string(),
  installationId: z.number().int(),
  repositoryId: z.number().int(),
  issueNumber: z.number().int(),
  facts: Facts,
  status: WorkflowStatus,
  steps: z.array(Step),
  /** Whether something is left to do, its end included, that waits until the repository can be reached again. */
  owes: z.boolean().default(false),
  /** Effects wanted and not done, by their key. */
  outbox: z.record(z.string(), Queued),
  /**
   * Tries begun of effects that are wanted no more and never came to an end, by their key: should one be wanted again, it
   * may be so already.
   */
  doubts: z.record(z.string(), z.number().int()),
  /** Who performs its effects now and until when (ms); nobody else may before that. */
  lease: z.object({ holder: z.string(), until: z.number() }).nullable(),
  /** When it must be looked at again at the latest, ms; null: only when something happens. */
  dueAt: z.number().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Workflow = z.infer<typeof Workflow>;

/** The id says which issue it is: one workflow for each issue of each repository. */
export function workflowId(repositoryId: number, issueNumber: number): string {
  return `wf-${repositoryId}-${issueNumber}`;
}

export function newWorkflow(
  of: { installationId: number; repositoryId: number; issueNumber: number },
  now: number,
): Workflow {
  return {
    ...of,
    id: workflowId(of.repositoryId, of.issueNumber),
    facts: noFacts(),
    status: 'idle',
    steps: [],
    owes: false,
    outbox: {},
    doubts: {},
    lease: null,
    dueAt: null,
    createdAt: now,
    updatedAt: now,
  };
}
