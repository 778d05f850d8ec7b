import { WHY_NOT, type WhyNot } from '../because.js';
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
  /** Whose approval of it does not count, and why. */
  discounted: { by: string[]; why: WhyNot }[];
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
  ).filter((review) => review.at <= until);
  const given = [
    ...reviews
      .filter((review) => review.state === 'approved' && !isTakenBack(review, control))
      .map(({ by, sha, at, permission }) => ({ by: by.login, sha, at, permission })),
    // Whoever gave the command had the permission.
    ...control.approvals.map((approval) => ({ ...approval, permission: 'write' as const })),
  ].filter(({ sha }) => sha === head);
  const weighed = given.map(({ by, at, permission }) => {
    return { by, at, why: objectionTo(by, permission, judged) ?? requesterOf(by, judged) };
  });
  const approvals = weighed.filter(({ why }) => why === null).map(({ by, at }) => ({ by, at }));
  const objections = reviews
    .filter(({ state }) => state === 'changes_requested')
    .filter(({ by, permission }) => objectionTo(by.login, permission, judged) === null)
    .sort((a, b) => a.id - b.id || (a.by.login < b.by.login ? -1 : 1));
  return {
    approvals,
    approvedBy: namesOf(approvals),
    discounted: WHY_NOT.flatMap((why) => {
      const by = namesOf(weighed.filter((it) => it.why === why));
      return by.length === 0 ? [] : [{ by, why }];
    }),
    needed: config.review.approvals,
    changesRequested: objections.filter((review) => review.sha === head),
    awaited: objections.filter((review) => review.sha !== head),
  };
}

function namesOf(opinions: readonly { by: string }[]): string[] {
  return [...new Set(opinions.map(({ by }) => by))].sort();
}

/** By `/tekton unapprove` since; within one second nobody can tell, and less is approved then. */
function isTakenBack({ by, at }: Review, { unapproved }: Control): boolean {
  return unapproved.some((it) => isSameLogin(it.by, by.login) && it.at >= at);
}

/** Why an opinion of the work counts for nothing; null: it counts. */
export function objectionTo(
  login: string,
  permission: Permission | null,
  { facts, config, pullRequest, assignment }: Pick<Judged, 'facts' | 'config' | 'pullRequest' | 'assignment'>,
): WhyNot | null {
  if (hadTheWork(login, facts, assignment) || isSameLogin(login, pullRequest?.author.login))
    return 'own-work';
  const isReviewer = config.review.reviewers.some((name) => isSameLogin(login, name.replace(/^@/, '')));
  if (!isReviewer && isAgentAccount(login, { config, facts })) return 'no-reviewer';
  return permission === null || !atLeast(permission, 'write') ? 'may-not-write' : null;
}

function requesterOf(login: string, { control, config }: Judged): WhyNot | null {
  const isRequester = isSameLogin(login, control.run?.by.login);
  return isRequester && !config.review.requester_may_approve ? 'requester' : null;
}
