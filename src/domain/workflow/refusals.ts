import { contentHash, isWanting, type Effect, type EffectKind } from '../effect.js';
import type { Facts } from '../facts.js';
import type { StepName, StepVerdict } from './step.js';

/** An effect that is wanted, and that GitHub will not do as it is. */
export interface Refusal {
  effect: Effect;
  hash: string;
  /** GitHub's own words. */
  message: string;
}

export function refusalsAmong(wanted: readonly Effect[], facts: Facts, refreshedAt: number): Refusal[] {
  return wanted.flatMap((effect) => {
    const done = facts.performed[effect.key];
    if (done?.refused == null || isWanting(effect, done, refreshedAt)) return [];
    return [{ effect, hash: contentHash(effect), message: done.refused.message }];
  });
}

/** The step that cannot go on without an effect. */
const STEP_OF: ReadonlyMap<EffectKind, StepName> = new Map([
  ['assign-agent', 'assign'],
  ['create-branch', 'branch'],
  ['hand-over', 'develop'],
  ['open-pull-request', 'pr'],
  ['mark-ready', 'pr'],
  ['request-review', 'review'],
  ['merge', 'merge'],
]);

/** Whatever else is so, a step whose effect was refused is blocked by that. */
export function withRefusals(steps: readonly StepVerdict[], refusals: readonly Refusal[]): StepVerdict[] {
  return steps.map((step) => {
    const refusal = refusals.find(({ effect }) => STEP_OF.get(effect.kind) === step.name);
    if (refusal === undefined || step.status === 'complete') return step;
    const { message } = refusal;
    return {
      ...step,
      status: 'blocked',
      because: [{ code: 'github-refused', what: refusal.effect.kind, message }],
    };
  });
}

/** Whether a person must hear of it: where a step is blocked, where the gate is missing, and where they asked. */
export function mustBeTold({ effect }: Refusal): boolean {
  return STEP_OF.has(effect.kind) || effect.kind === 'gate' || effect.kind === 'rerun-check';
}
