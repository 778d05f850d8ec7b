import type { Config } from '../config/schema.js';
import { atLeast } from '../commands/permission.js';
import type { PullRequest } from '../event.js';
import type { Assignment, Facts, Review } from '../facts.js';
import type { Control } from './control.js';

/** What those who may decide think of the work as it stands. */
export interface Opinions {
  /** The approvals of this very commit, by review or by `/tekton approve`. */
  approvals: { by: string; at: number }[];
  /** Whose they are. */
  approvedBy: string[];
  needed: number;
  /** Who asked for changes to this very commit: the agent's turn. */
  changesRequested: Review[];
  /** Who asked for changes to an earlier commit and has not looked since. */
  awaited: Review[];
}

/**
 * Only those who may write decide; never the agent at work nor the pull request's author, and the person who
 * started the workflow only if the configuration says so. An approval is of one commit: a push makes it stale.
 */
export function opinionsOn(of: {
  facts: Facts;
  control: Control;
  config: Config;
  pullRequest: PullRequest | null;
  assignment: Assignment | null;
  head: string | null;
}): Opinions {
  const { facts, control, config, pullRequest, assignment, head } = of;
  const reviewers = new Set<string | undefined>(
    config.review.reviewers.map((name) => name.replace(/^@/, '').toLowerCase()),
  );
  const barred = new Set(
    [
      assignment?.login,
      pullRequest?.author.login,
      config.review.requester_may_approve ? null : control.run?.by.login,
      // An agent's opinion counts only where the configuration makes it a reviewer.
      ...config.team.map(({ login }) => (reviewers.has(login?.toLowerCase()) ? null : login)),
    ].flatMap((login) => (login == null ? [] : [login.toLowerCase()])),
  );
  const reviews = Object.values(
    pullRequest === null ? {} : (facts.reviews[String(pullRequest.number)] ?? {}),
  ).filter((review) => review.permission !== null && atLeast(review.permission, 'write'));
  const reviewed = reviews
    .filter((review) => review.state === 'approved')
    .map(({ by, sha, at }) => ({ by: by.login, sha, at }));
  const approvals = [...reviewed, ...control.approvals]
    .filter(({ by, sha }) => sha === head && !barred.has(by.toLowerCase()))
    .map(({ by, at }) => ({ by, at }));
  const objections = reviews
    .filter((review) => review.state === 'changes_requested')
    .sort((a, b) => a.id - b.id || (a.by.login < b.by.login ? -1 : 1));
  return {
    approvals,
    approvedBy: [...new Set(approvals.map(({ by }) => by))].sort(),
    needed: config.review.approvals,
    changesRequested: objections.filter((review) => review.sha === head),
    awaited: objections.filter((review) => review.sha !== head),
  };
}
