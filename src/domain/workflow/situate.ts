import type { Because } from '../because.js';
import { checksOn } from '../checks/keep.js';
import { verdictOf, type Verdict } from '../checks/verdict.js';
import type { Issue, PullRequest } from '../event.js';
import type { Assignment, Facts } from '../facts.js';
import { isHeldByLabel } from './hold-label.js';
import { clockOf } from './agent-clock.js';
import { noControl, type Control } from './control.js';
import { roomFor } from './loop-breaker.js';
import { isFrom, mergedSince, openPullRequest, pullRequestsOf, type Work } from './pull-requests.js';
import { replay } from './replay.js';
import { endOf, lastAssignment, turnsFor } from './turns.js';
import { opinionsOn } from './opinions.js';
import type { Context, Situation } from './situation.js';
import type { WorkflowStatus } from './workflow.js';

/** Puts the facts together for the rules, at a moment (`now`, ms). */
export function situationOf(facts: Facts, context: Context, now: number): Situation {
  const issue = facts.issue?.value ?? null;
  const { repositoryId, issueNumber, config } = context;
  const work: Work = { facts, repositoryId, issueNumber };
  const circumstances = { ...work, config, issue };
  const said = replay(circumstances);
  const [turn = null, ...earlier] = turnsFor(facts, said.wish);
  const control = earlier.length === 0 || turn === null ? said : saidOf(turn, said);
  const assignment = turn !== null && endOf(facts, turn) === null ? turn : null;
  const pullRequest = pullRequestOf(work, control, assignment);
  const branch = branchOf(facts, context, assignment ?? lastAssignment(facts), pullRequest);
  const head = headOf(facts, context, branch, pullRequest);
  const { status, ended } = statusOf(facts, context, control, pullRequest);
  // What is said after the merge was not said of it.
  const until = status === 'complete' ? (pullRequest?.mergedAt ?? Infinity) : Infinity;
  const then = until === Infinity ? control : replay(circumstances, until);
  const noWork: Verdict = { outcome: 'none', failed: [], because: [] };
  const situation = {
    now,
    context,
    facts,
    control,
    issue,
    status,
    ended,
    reachable: isReachable(context),
    assignment,
    branch,
    pullRequest,
    head,
    tests: head === null ? noWork : verdictOf(checksOn(facts, head), config.checks, head),
    opinions: opinionsOn({ facts, control: then, config, pullRequest, assignment, head, until }),
    holds: holdsOn(context, then, issue, pullRequest),
    room: roomFor(facts, context, now),
  };
  return { ...situation, clock: clockOf(situation) };
}

/** When the turn went to another agent without a new wish, what was said of the work before counts no more. */
function saidOf(turn: Assignment, control: Control): Control {
  const { ready, confidence } = control;
  return {
    ...control,
    ready: ready !== null && ready.at < turn.at ? null : ready,
    confidence: confidence.at < turn.at ? noControl().confidence : confidence,
  };
}

/** The one merged in this run; else the open one to follow; else the newest one that was closed in this turn. */
function pullRequestOf(work: Work, control: Control, assignment: Assignment | null): PullRequest | null {
  const merged = control.run === null ? null : mergedSince(work, control.run.at);
  if (merged !== null) return merged.pullRequest;
  const open = openPullRequest(work, assignment ?? lastAssignment(work.facts));
  if (open !== null || assignment === null) return open;
  const closed = pullRequestsOf(work).filter((it) => {
    const times = work.facts.pullRequestTimes[String(it.number)];
    const until = Math.max(times?.closedAt ?? 0, times?.openAt ?? 0);
    const ofTurn = isFrom(it, assignment.branch, work.repositoryId) || until > assignment.at;
    return it.mergedAt === null && ofTurn;
  });
  return closed.sort((a, b) => b.number - a.number)[0] ?? null;
}

/** Work goes on where it stands, unless its pull request is done with: then the next turn begins anew. */
function branchOf(
  facts: Facts,
  context: Context,
  assignment: Assignment | null,
  pullRequest: PullRequest | null,
): Situation['branch'] {
  if (assignment === null) return null;
  const name = assignment.branch;
  const settled = Object.values(facts.pullRequests).some(
    ({ value }) => value.state === 'closed' && isFrom(value, name, context.repositoryId),
  );
  if (settled && (pullRequest === null || !isFrom(pullRequest, name, context.repositoryId))) return null;
  const head = facts.branches[name]?.head.value;
  const made = facts.performed[`branch/${name}`];
  const base = typeof made?.ref === 'string' ? made.ref : null;
  return {
    name,
    exists: head !== undefined ? head.sha !== null : made?.refused === null,
    deleted: head !== undefined && head.sha === null,
    base,
    head: head?.sha ?? null,
  };
}

function headOf(
  facts: Facts,
  context: Context,
  branch: Situation['branch'],
  pullRequest: PullRequest | null,
): string | null {
  if (pullRequest !== null) {
    const ours = pullRequest.head.repositoryId === context.repositoryId;
    const known =
      ours && pullRequest.state === 'open' ? facts.branches[pullRequest.head.ref]?.head.value.sha : null;
    return known ?? pullRequest.head.sha;
  }
  return branch?.head != null && branch.head !== branch.base ? branch.head : null;
}

function statusOf(
  facts: Facts,
  context: Context,
  control: Control,
  pullRequest: PullRequest | null,
): { status: WorkflowStatus; ended: Because | null } {
  const { run, stopped } = control;
  if (run === null && stopped === null) return { status: 'idle', ended: null };
  const cancelled = (ended: Because) => ({ status: 'cancelled', ended }) as const;
  if (pullRequest != null && pullRequest.mergedAt !== null && run !== null) {
    return {
      status: 'complete',
      ended: { code: 'merged', number: pullRequest.number, by: pullRequest.mergedBy },
    };
  }
  if (facts.removed !== null) {
    const to = facts.removed.movedTo;
    return cancelled(to === null ? { code: 'issue-deleted' } : { code: 'issue-moved', to });
  }
  if (stopped !== null && run === null) return cancelled({ code: 'stopped', by: stopped.by });
  if (facts.issue?.value.state === 'closed') return cancelled({ code: 'issue-closed' });
  const away = (ended: Because) => ({ status: 'away', ended }) as const;
  if (context.installation.state === 'deleted') return away({ code: 'app-removed' });
  if (context.project.state === 'gone') return away({ code: 'repository-gone' });
  if (context.project.state === 'archived') return away({ code: 'repository-archived' });
  return { status: 'active', ended: null };
}

function isReachable({ project, installation }: Context): boolean {
  return project.state === 'active' && installation.state === 'active';
}

function holdsOn(
  context: Context,
  control: Control,
  issue: Issue | null,
  pullRequest: PullRequest | null,
): Because[] {
  const label = context.config.labels.hold;
  const { pause } = context.project;
  const paused: Because[] =
    pause?.on === true ? [{ code: 'paused', by: pause.by, reason: pause.reason }] : [];
  const holds: Because[] = control.holds.map((hold) => ({ code: 'held', ...hold }));
  if (isHeldByLabel(context.config, issue, pullRequest)) holds.push({ code: 'held-by-label', label });
  // What was approved, and tested, was meant for the default branch.
  if (pullRequest?.state === 'open' && pullRequest.baseRef !== context.project.defaultBranch) {
    const { number, baseRef: base } = pullRequest;
    holds.push({ code: 'other-base', number, base, wanted: context.project.defaultBranch });
  }
  return [...paused, ...holds];
}
