import type { Because } from '../because.js';
import type { Effect } from '../effect.js';
import { isTrusted } from './confidence.js';
import type { Situation } from './situation.js';
import { isWork } from './pull-requests.js';
import { approvals, isApproved, mayOpen } from './steps.js';

export interface GateVerdict {
  state: Extract<Effect, { kind: 'gate' }>['state'];
  because: Because[];
}

/**
 * What `tekton-core/gate` says of the head commit: failure only for a real failure, success only when nothing of
 * ours stands against a merge, and pending with the reason in between. Once somebody who may has stopped the workflow
 * it has no say in reviews any more: the checks decide then, and whoever holds the merge. Closing the issue is no such
 * word: its author may do that whatever else they may. And what stood against a merge that was done all the same stays on
 * record.
 */
export function gateOf(situation: Situation): GateVerdict {
  const { tests, holds, status, ended } = situation;
  if (tests.outcome === 'failed' && status !== 'complete')
    return { state: 'failure', because: tests.because };
  const against = [
    ...(tests.outcome === 'passed' ? [] : tests.because),
    ...holds,
    ...(isStopped(situation) ? [] : wanting(situation)),
  ];
  if (status === 'cancelled' && ended !== null && !isStopped(situation)) {
    if (against.length > 0 || situation.pullRequest === null)
      return { state: 'in_progress', because: [...against, ended] };
  }
  if (against.length === 0) return { state: 'success', because: tests.because };
  if (status !== 'complete' || ended === null) return { state: 'in_progress', because: against };
  const mayPass = tests.outcome === 'pending' && against.length === tests.because.length;
  return { state: mayPass ? 'in_progress' : 'failure', because: [ended, ...against] };
}

/** Whether somebody who may has ended the run and nobody began another. */
function isStopped({ control }: Situation): boolean {
  return control.run === null && control.stopped !== null;
}

/**
 * The open pull requests that came to this workflow and are not the one it follows: one issue's work is merged once, so
 * another one for it waits, and one that took its promise back passes like any that belongs to no workflow.
 */
export function otherGates(situation: Situation): { number: number; sha: string; verdict: GateVerdict }[] {
  const { facts, context, pullRequest, head } = situation;
  const others = Object.values(facts.pullRequests)
    .map(({ value }) => value)
    .filter(({ number, state }) => state === 'open' && number !== pullRequest?.number)
    .sort((a, b) => a.number - b.number);
  return others.flatMap((it) => {
    if (it.head.sha === head) return [];
    const waits = !isStopped(situation) && pullRequest?.state === 'open' && isWork(it, { facts, ...context });
    const verdict: GateVerdict = waits
      ? { state: 'in_progress', because: [{ code: 'other-pull-request', number: pullRequest.number }] }
      : { state: 'success', because: [{ code: 'no-workflow' }] };
    return [{ number: it.number, sha: it.head.sha, verdict }];
  });
}

/** What a workflow waits for besides the checks, or waited for when it was merged. */
function wanting(situation: Situation): Because[] {
  const { opinions, pullRequest, tests, ended } = situation;
  if (pullRequest === null) {
    // None is opened any more.
    if (ended !== null || tests.outcome !== 'passed') return [];
    const { may, because } = mayOpen(situation);
    return may ? [{ code: 'opening-pull-request' }] : because;
  }
  if (pullRequest.state === 'closed' && pullRequest.mergedAt === null)
    return [{ code: 'pull-request-closed', number: pullRequest.number }];
  const by = (reviews: typeof opinions.awaited) => reviews.map((review) => review.by.login);
  if (opinions.changesRequested.length > 0)
    return [{ code: 'changes-requested', by: by(opinions.changesRequested) }];
  if (opinions.awaited.length > 0) return [{ code: 'waiting-for-re-review', by: by(opinions.awaited) }];
  if (!isApproved(situation)) return approvals(situation);
  return isTrusted(situation) || tests.outcome !== 'passed' ? [] : mayOpen(situation).because;
}
