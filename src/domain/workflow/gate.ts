import type { Because } from '../because.js';
import type { Effect } from '../effect.js';
import { isTrusted } from './confidence.js';
import type { Situation } from './situation.js';
import { isWork } from './pull-requests.js';
import { isApproved, mayOpen } from './steps.js';

export interface GateVerdict {
  state: Extract<Effect, { kind: 'gate' }>['state'];
  because: Because[];
}

/**
 * What `tekton-core/gate` says of the head commit: failure only for a real failure, success only when nothing of
 * ours stands against a merge, and pending with the reason in between. Once somebody who may has stopped the workflow
 * it has no say in reviews any more: the checks decide then, and whoever holds the merge. Closing the issue is no such
 * word: its author may do that whatever else they may.
 */
export function gateOf(situation: Situation): GateVerdict {
  const { tests, holds, status, control } = situation;
  const isStopped = control.run === null && control.stopped !== null;
  if (tests.outcome === 'failed') return { state: 'failure', because: tests.because };
  const waiting = [
    ...(tests.outcome === 'passed' ? [] : tests.because),
    ...(status === 'complete' ? [] : holds),
    ...(status === 'active' || status === 'away' || (status === 'cancelled' && !isStopped)
      ? wanting(situation)
      : []),
  ];
  return waiting.length > 0
    ? { state: 'in_progress', because: waiting }
    : { state: 'success', because: tests.because };
}

/**
 * The open pull requests that came to this workflow and are not the one it follows: one issue's work is merged once, so
 * another one for it waits, and one that took its promise back passes like any that belongs to no workflow.
 */
export function otherGates(situation: Situation): { sha: string; verdict: GateVerdict }[] {
  const { facts, context, pullRequest, head, status } = situation;
  const others = Object.values(facts.pullRequests)
    .map(({ value }) => value)
    .filter(({ number, state }) => state === 'open' && number !== pullRequest?.number)
    .sort((a, b) => a.number - b.number);
  return others.flatMap((it) => {
    if (it.head.sha === head) return [];
    const waits = status === 'active' && pullRequest?.state === 'open' && isWork(it, { facts, ...context });
    const verdict: GateVerdict = waits
      ? { state: 'in_progress', because: [{ code: 'other-pull-request', number: pullRequest.number }] }
      : { state: 'success', because: [{ code: 'no-workflow' }] };
    return [{ sha: it.head.sha, verdict }];
  });
}

/** What an active workflow waits for besides the checks. */
function wanting(situation: Situation): Because[] {
  const { opinions, pullRequest, tests } = situation;
  if (pullRequest === null) {
    if (tests.outcome !== 'passed') return [];
    const { may, because } = mayOpen(situation);
    return may ? [{ code: 'opening-pull-request' }] : because;
  }
  if (pullRequest.state === 'closed') return [{ code: 'pull-request-closed', number: pullRequest.number }];
  const by = (reviews: typeof opinions.awaited) => reviews.map((review) => review.by.login);
  if (opinions.changesRequested.length > 0)
    return [{ code: 'changes-requested', by: by(opinions.changesRequested) }];
  if (opinions.awaited.length > 0) return [{ code: 'waiting-for-re-review', by: by(opinions.awaited) }];
  if (!isApproved(situation)) {
    return [
      { code: 'approvals', have: opinions.approvedBy.length, need: opinions.needed, by: opinions.approvedBy },
    ];
  }
  return isTrusted(situation) || tests.outcome !== 'passed' ? [] : mayOpen(situation).because;
}
