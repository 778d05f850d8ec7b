import type { Config } from '../config/schema.js';
import { atLeast } from '../commands/permission.js';
import type { Permission, PullRequest } from '../event.js';
import type { Assignment, Facts, Review } from '../facts.js';
import { hadTheWork, isAgentAccount, isSameLogin } from './accounts.js';
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

interface Judged {
  facts: Facts;
  control: Control;
  config: Config;
  pullRequest: PullRequest | null;
  assignment: Assignment | null;
  head: string | null;
  /** What was said later does not count, ms. */
  until: number;
}

/**
 * For and against alike, the opinion counts of those who may write, but of nobody on their own work, and of an agent only
 * where the configuration makes it a reviewer. Whoever started the workflow may object, and approves only if the
 * configuration says so. An approval is of one commit: a push makes it stale.
 */
export function opinionsOn(judged: Judged): Opinions {
  const { facts, control, config, pullRequest, head, until } = judged;
  const reviews = Object.values(
    pullRequest === null ? {} : (facts.reviews[String(pullRequest.number)] ?? {}),
  ).filter((review) => review.at <= until && counts(review.by.login, review.permission, judged));
  const reviewed = reviews
    .filter((review) => review.state === 'approved' && !isTakenBack(review, control))
    .map(({ by, sha, at }) => ({ by: by.login, sha, at }));
  // Whoever gave the command had the permission.
  const commanded = control.approvals.filter(({ by }) => counts(by, 'write', judged));
  const isRequester = (login: string) =>
    !config.review.requester_may_approve && isSameLogin(login, control.run?.by.login);
  const approvals = [...reviewed, ...commanded]
    .filter(({ by, sha }) => sha === head && !isRequester(by))
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

/** By `/tekton unapprove` since; within one second nobody can tell, and less is approved then. */
function isTakenBack({ by, at }: Review, { unapproved }: Control): boolean {
  return unapproved.some((it) => isSameLogin(it.by, by.login) && it.at >= at);
}

function counts(
  login: string,
  permission: Permission | null,
  { facts, config, pullRequest, assignment }: Judged,
): boolean {
  if (permission === null || !atLeast(permission, 'write')) return false;
  const isOwnWork = hadTheWork(login, facts, assignment) || isSameLogin(login, pullRequest?.author.login);
  const isReviewer = config.review.reviewers.some((name) => isSameLogin(login, name.replace(/^@/, '')));
  return !isOwnWork && (isReviewer || !isAgentAccount(login, { config, facts }));
}
