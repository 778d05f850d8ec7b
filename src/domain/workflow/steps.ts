import type { Because } from '../because.js';
import type { Assignment, Facts } from '../facts.js';
import { isTrusted } from './confidence.js';
import { isBeyondAgent } from './red-runs.js';
import type { Situation } from './situation.js';
import { STEP_NAMES, type StepName, type StepStatus, type StepVerdict } from './step.js';
import { assignmentFor, lastAssignment } from './turns.js';
import type { WorkflowStatus } from './workflow.js';

/** Where each step stands and why, from the situation alone. */
export function stepsOf(situation: Situation): StepVerdict[] {
  const verdicts = STEP_NAMES.map((name) => ({ name, ...RULES[name](situation) }));
  if (situation.ended === null || !HALTED.has(situation.status)) return verdicts;
  const because = [situation.ended];
  return verdicts.map((step) =>
    step.status === 'complete' || step.status === 'failed'
      ? step
      : { ...step, status: 'skipped' as const, because },
  );
}

/** It came to an end, or to a stop, before the work was merged. */
const HALTED: ReadonlySet<WorkflowStatus> = new Set(['away', 'cancelled']);

type StepRule = (situation: Situation) => { status: StepStatus; because: Because[] };

const pending = (...because: Because[]) => ({ status: 'pending' as const, because });
const inProgress = (...because: Because[]) => ({ status: 'in_progress' as const, because });
const blocked = (...because: Because[]) => ({ status: 'blocked' as const, because });
const complete = (...because: Because[]) => ({ status: 'complete' as const, because });
const failed = (...because: Because[]) => ({ status: 'failed' as const, because });
const skipped = (...because: Because[]) => ({ status: 'skipped' as const, because });

const RULES: Record<StepName, StepRule> = {
  assign({ status, control, assignment, pullRequest, facts, context }) {
    // Once it ended, whoever had the last turn is free, and had it all the same.
    const ended = status === 'complete' || HALTED.has(status);
    const turn = assignment ?? (ended ? turnOf(facts, control) : null);
    if (turn !== null) return complete({ code: 'assigned', agent: turn.agent, terminal: turn.terminal });
    if (status === 'complete') return skipped();
    if (control.run === null) return pending({ code: 'not-started' });
    if (control.wish === null) {
      const takenOff = { code: 'agent-taken-off', by: control.takenOffBy ?? '' } as const;
      // Somebody goes on without an agent.
      return pullRequest?.state === 'open' ? skipped(takenOff) : blocked(takenOff);
    }
    if (context.config.team.length === 0) return blocked({ code: 'no-team' });
    const nobody = nobodyFor(facts, control.wish);
    return nobody === null
      ? inProgress({ code: 'ranking-agents' })
      : blocked({ code: 'nobody-available', ...nobody });
  },

  branch({ status, assignment, branch, pullRequest }) {
    if (status === 'complete' || pullRequest?.state === 'open') {
      return complete({ code: 'branch-exists', branch: pullRequest?.head.ref ?? branch?.name ?? '' });
    }
    if (branch === null) return pending();
    if (branch.deleted) return blocked({ code: 'branch-deleted', branch: branch.name });
    if (branch.exists) return complete({ code: 'branch-exists', branch: branch.name });
    return assignment === null ? pending() : inProgress({ code: 'creating-branch', branch: branch.name });
  },

  develop(situation) {
    const { status, assignment, branch, head, tests, opinions, pullRequest, clock, context } = situation;
    if (status === 'complete') return complete();
    const silence: Because[] =
      assignment !== null && clock?.state === 'quiet'
        ? [{ code: 'agent-quiet', agent: assignment.agent, since: clock.since }]
        : [];
    if (head === null) {
      return assignment !== null && branch?.exists === true
        ? inProgress({ code: 'waiting-for-commits', agent: assignment.agent }, ...silence)
        : pending();
    }
    const objection = opinions.changesRequested[0];
    const wanting = objection !== undefined || tests.outcome === 'failed';
    const offered = tests.outcome === 'passed' || isReady(situation) || pullRequest?.draft === false;
    if (!wanting && offered) return complete({ code: 'work-offered', sha: head });
    // Nobody is at it whom one could name.
    if (assignment === null) return pending();
    const { agent } = assignment;
    if (objection !== undefined)
      return inProgress({ code: 'fixing-review', agent, reviewer: objection.by.login }, ...silence);
    if (isBeyondAgent(situation)) {
      return blocked({ code: 'checks-stay-red', agent, attempts: context.config.checks.attempts });
    }
    return wanting
      ? inProgress({ code: 'fixing-tests', agent }, ...silence)
      : inProgress({ code: 'working', agent, sha: head }, ...silence);
  },

  test({ status, head, tests }) {
    if (status === 'complete' && tests.outcome !== 'passed' && tests.outcome !== 'failed') {
      return skipped(...tests.because);
    }
    if (head === null) return pending();
    switch (tests.outcome) {
      case 'passed':
        return complete(...tests.because);
      case 'failed':
        // Nothing is left to be put right.
        return status === 'complete'
          ? failed({ code: 'merged-red', names: [...new Set(tests.failed.map(({ name }) => name))] })
          : failed(...tests.because);
      case 'needs-approval':
        return blocked(...tests.because);
      case 'none':
      case 'pending':
        return inProgress(...tests.because);
    }
  },

  pr(situation) {
    const { status, pullRequest, head, facts } = situation;
    if (pullRequest !== null && (pullRequest.state === 'open' || pullRequest.mergedAt !== null)) {
      const { number, draft } = pullRequest;
      const adopted = facts.performed[`pull-request/${pullRequest.head.ref}`]?.ref !== number;
      const open = { code: 'pull-request-open', number, draft, adopted } as const;
      return draft && status !== 'complete'
        ? inProgress(open, ...mayOpen(situation).because)
        : complete(open);
    }
    if (pullRequest !== null) return blocked({ code: 'pull-request-closed', number: pullRequest.number });
    if (head === null) return pending();
    const { may, because } = mayOpen(situation);
    if (may) return inProgress({ code: 'opening-pull-request' });
    return situation.tests.outcome === 'failed' ? blocked(...because) : pending(...because);
  },

  review(situation) {
    const { status, pullRequest, opinions } = situation;
    // Merged by somebody who needed no review.
    if (status === 'complete' && !isApproved(situation)) return skipped();
    if (status !== 'complete' && (pullRequest?.state !== 'open' || pullRequest.draft)) return pending();
    const by = (reviews: typeof opinions.awaited) => reviews.map((review) => review.by.login);
    if (opinions.changesRequested.length > 0) {
      return blocked({ code: 'changes-requested', by: by(opinions.changesRequested) });
    }
    if (opinions.awaited.length > 0)
      return inProgress({ code: 'waiting-for-re-review', by: by(opinions.awaited) });
    return isApproved(situation) ? complete(...approvals(situation)) : inProgress(...approvals(situation));
  },

  merge(situation) {
    const { status, ended, pullRequest, context, holds, tests } = situation;
    if (status === 'complete' && ended !== null) return complete(ended);
    if (pullRequest?.state !== 'open' || pullRequest.draft) return pending();
    if (holds.length > 0) return blocked(...holds);
    if (!isApproved(situation) || tests.outcome !== 'passed') return pending();
    if (!isTrusted(situation)) return blocked(...mayOpen(situation).because);
    const { number } = pullRequest;
    return inProgress(
      context.config.merge.mode === 'auto' ? { code: 'merging', number } : { code: 'merge-by-hand', number },
    );
  },
};

/** The last turn of this run, or, once it was stopped, of the one before. */
function turnOf(facts: Facts, { wish }: Situation['control']): Assignment | null {
  const last = lastAssignment(facts);
  return wish === null || last?.wish === wish ? last : null;
}

/** Why nobody could take it when it was last tried under this wish; null: somebody could, or it was not tried. */
export function nobodyFor(
  facts: Facts,
  wish: string,
): { excluded: { agent: string; why: string }[]; others: number } | null {
  const nobody = facts.unassignable[wish];
  const since = assignmentFor(facts, wish)?.at ?? 0;
  if (nobody === undefined || nobody.at <= since) return null;
  const { candidates, others } = nobody.ranking;
  return {
    excluded: candidates.map(({ agent, excluded }) => ({ agent, why: excluded ?? 'at-capacity' })),
    others,
  };
}

/** Whether the pull request may be opened, or made ready, now; and what for it waits. */
export function mayOpen(situation: Situation): { may: boolean; because: Because[] } {
  const { context, tests } = situation;
  if (tests.outcome === 'failed') return { may: false, because: tests.because };
  if (!isTrusted(situation)) return { may: false, because: [doubt(situation)] };
  if (context.config.pr.mode === 'on-ready') {
    return isReady(situation)
      ? { may: true, because: [] }
      : { may: false, because: [{ code: 'pull-request-after-ready' }] };
  }
  return tests.outcome === 'passed'
    ? { may: true, because: [] }
    : { may: false, because: [{ code: 'pull-request-after-green' }, ...tests.because] };
}

/** What the agent said of its confidence, where that keeps the pull request back. */
export function doubt({ control }: Situation): Because {
  const { level, by, note } = control.confidence;
  return { code: level === 'low' ? 'confidence-low' : 'confidence-medium', by, note };
}

/** The approvals so far, and while some are missing, whose does not count. */
export function approvals({ opinions }: Situation): Because[] {
  const { approvedBy: by, needed: need, discounted } = opinions;
  const have = by.length;
  const not = discounted.map((it): Because => ({ code: 'approval-not-counted', ...it }));
  return [{ code: 'approvals', have, need, by }, ...(have >= need ? [] : not)];
}

export function isApproved({ opinions }: Situation): boolean {
  return (
    opinions.changesRequested.length === 0 &&
    opinions.awaited.length === 0 &&
    opinions.approvedBy.length >= opinions.needed
  );
}

function isReady({ control }: Situation): boolean {
  return control.ready !== null;
}
