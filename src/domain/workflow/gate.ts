import type { Because } from '../because.js';
import type { Effect } from '../effect.js';
import type { Situation } from './situation.js';
import { isApproved } from './steps.js';

type GateState = Extract<Effect, { kind: 'gate' }>['state'];

/**
 * What `tekton-core/gate` says of the head commit: failure only for a real failure, success only when nothing of
 * ours stands against a merge, and pending with the reason in between.
 */
export function gateOf(situation: Situation): { state: GateState; because: Because[] } {
  const { tests, holds, opinions, pullRequest } = situation;
  if (tests.outcome === 'failed') return { state: 'failure', because: tests.because };
  const waiting: Because[] = [];
  if (tests.outcome !== 'passed') waiting.push(...tests.because);
  waiting.push(...holds);
  const by = (reviews: typeof opinions.awaited) => reviews.map((review) => review.by.login);
  if (opinions.changesRequested.length > 0) {
    waiting.push({ code: 'changes-requested', by: by(opinions.changesRequested) });
  } else if (opinions.awaited.length > 0) {
    waiting.push({ code: 'waiting-for-re-review', by: by(opinions.awaited) });
  } else if (!isApproved(situation) && pullRequest !== null) {
    waiting.push({ code: 'approvals', have: opinions.approvedBy.length, need: opinions.needed, by: opinions.approvedBy });
  } else if (!isApproved(situation)) {
    waiting.push({ code: 'pull-request-after-green' });
  }
  return waiting.length > 0 ? { state: 'in_progress', because: waiting } : { state: 'success', because: tests.because };
}
