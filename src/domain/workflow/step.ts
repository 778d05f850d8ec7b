import * as z from 'zod';
import { Because } from '../because.js';

/** The spec's steps in their order, and the two that end the flow. */
export const STEP_NAMES = ['assign', 'branch', 'develop', 'test', 'pr', 'review', 'merge'] as const;
export const StepName = z.enum(STEP_NAMES);
export type StepName = z.infer<typeof StepName>;

export const StepStatus = z.enum(['pending', 'in_progress', 'blocked', 'complete', 'failed', 'skipped']);
export type StepStatus = z.infer<typeof StepStatus>;

/** A step as it stands and why; the times are when it first began and last ended, ms. */
export const Step = z.object({
  name: StepName,
  status: StepStatus,
  because: z.array(Because),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
});
export type Step = z.infer<typeof Step>;

/** A step as the rules see it now, without its times. */
export type StepVerdict = Pick<Step, 'name' | 'status' | 'because'>;

const ENDED: readonly StepStatus[] = ['complete', 'failed', 'skipped'];

/**
 * Carries the times over: a step begins once, and ends each time that it becomes complete, failed or skipped. One that was
 * skipped before it began has not begun when another run comes to it.
 */
export function timed(before: readonly Step[], verdicts: readonly StepVerdict[], now: number): Step[] {
  return verdicts.map((verdict) => {
    const known = before.find((step) => step.name === verdict.name);
    const begun =
      known === undefined || (hasNotBegun(known) && verdict.status !== 'skipped') ? null : known.startedAt;
    const startedAt = begun ?? (verdict.status === 'pending' ? null : now);
    const ended = ENDED.includes(verdict.status);
    const finishedAt = ended ? (known?.status === verdict.status ? known.finishedAt : now) : null;
    return { ...verdict, startedAt, finishedAt };
  });
}

/** Whether it was skipped before anything was done of it. */
export function hasNotBegun({ status, startedAt, finishedAt }: Step): boolean {
  return startedAt === null || (status === 'skipped' && startedAt === finishedAt);
}

/** Where the work stands: the first step that is not done with and has something to say for itself. */
export function currentStep<T extends StepVerdict>(steps: readonly T[]): T | undefined {
  return steps.find(
    ({ status, because }) => status !== 'complete' && status !== 'skipped' && because.length > 0,
  );
}
