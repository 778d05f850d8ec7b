import * as z from 'zod';
import { Visibility } from './project/visibility.js';

/**
 * All that can come in. A translator at an edge makes these from what the outside sends; results of our own
 * effects come back as events too. Times are epoch milliseconds; `seenAt` is when we first got the news,
 * and stays the same however often the same delivery is handled.
 */

const Time = z.number().int().nonnegative();
const Sha = z.string().regex(/^[0-9a-f]{40,64}$/);

export const Account = z.object({
  login: z.string(),
  id: z.number().int(),
  /** GitHub's `User`, `Bot`, `Organization` or `Mannequin`. A deleted account is `ghost`. */
  type: z.string(),
});
export type Account = z.infer<typeof Account>;

/** What an account may do in a repository, as GitHub's collaborator-permission endpoint says it (`role_name`). */
export const Permission = z.enum(['none', 'read', 'triage', 'write', 'maintain', 'admin']);
export type Permission = z.infer<typeof Permission>;

export const Issue = z.object({
  number: z.number().int().positive(),
  nodeId: z.string(),
  title: z.string(),
  /** Its first 8,000 characters: one workflow is one item in the store. */
  body: z.string(),
  state: z.enum(['open', 'closed']),
  stateReason: z.string().nullable(),
  labels: z.array(z.string()),
  author: Account,
  url: z.string(),
});
export type Issue = z.infer<typeof Issue>;

export const PullRequest = z.object({
  number: z.number().int().positive(),
  nodeId: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean(),
  /** Null: not merged. */
  mergedAt: Time.nullable(),
  mergedBy: z.string().nullable(),
  labels: z.array(z.string()),
  author: Account,
  /** `repositoryId` is null when the fork is gone. */
  head: z.object({ ref: z.string(), sha: Sha, repositoryId: z.number().int().nullable() }),
  baseRef: z.string(),
  /** Issues of this repository that the text promises to close (`Closes #n`). */
  closes: z.array(z.number().int().positive()),
  url: z.string(),
});
export type PullRequest = z.infer<typeof PullRequest>;

/** One check run or one commit status context: both are "a check" to the flow. */
export const Check = z.object({
  /** `run:<suite id>:<name>`, `status:<context>` or `suite:<suite id>` (a long name hashed): what makes a later report supersede an earlier one. */
  key: z.string(),
  name: z.string(),
  /** The slug of the App that reports it, such as `github-actions`; null for a commit status, which anybody who may write can post. */
  app: z.string().nullable(),
  /** GitHub's id of this run or status; a higher one is a newer try. */
  id: z.number().int(),
  /** GitHub's id of the check suite that it belongs to, or is; null for a commit status. Suites of one App differ by workflow and occasion. */
  suite: z.number().int().nullable(),
  status: z.enum(['queued', 'in_progress', 'completed']),
  /** GitHub's conclusion words; a status context's `failure` and `error` are `failure` here. Null until completed. */
  conclusion: z.string().nullable(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  at: Time,
});
export type Check = z.infer<typeof Check>;

export const ReviewState = z.enum(['approved', 'changes_requested', 'dismissed']);

const inRepository = { installationId: z.number().int(), repositoryId: z.number().int(), seenAt: Time };
/** Whether a webhook told it or we read it from GitHub: a reading settles what two webhooks of one second leave open. */
const source = { source: z.enum(['webhook', 'reading']) };
const inInstallation = { installationId: z.number().int(), seenAt: Time };

export const RepositoryIdentity = z.object({
  id: z.number().int(),
  owner: z.string(),
  name: z.string(),
  private: z.boolean(),
});
export type RepositoryIdentity = z.infer<typeof RepositoryIdentity>;

/** A repository as a webhook's own `repository` shows it: so each webhook also tells of a rename that we missed. */
export const RepositorySnapshot = RepositoryIdentity.extend({
  /** Absent where an older delivery did not keep it. */
  visibility: Visibility.optional(),
  defaultBranch: z.string(),
  archived: z.boolean(),
});
export type RepositorySnapshot = z.infer<typeof RepositorySnapshot>;

/** Made when it is first asked for: whoever takes a webhook in needs one or two of these, and is to start at once. */
const told = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: () => Shape) =>
  z.lazy(() => z.object({ kind: z.literal(kind), ...shape() }));

/** What the outside says, by its kind. */
const EVENTS = {
  // ── an issue's workflow ────────────────────────────────────────────────────────────────────────────
  'issue-changed': told('issue-changed', () => ({
    ...inRepository,
    ...source,
    issue: Issue,
    updatedAt: Time,
  })),
  /** Deleted, or transferred to another repository (`movedTo`: its URL), or not to be found by a reading. */
  'issue-removed': told('issue-removed', () => ({
    ...inRepository,
    ...source,
    issueNumber: z.number().int(),
    at: Time,
    movedTo: z.string().nullable(),
  })),
  /** Somebody put a label on an issue or took it off; it matters when it is the label that starts a workflow. */
  'label-changed': told('label-changed', () => ({
    ...inRepository,
    issueNumber: z.number().int(),
    label: z.string(),
    on: z.boolean(),
    by: Account,
    at: Time,
  })),
  /** Text that may hold slash-commands: a new comment, or the body an issue was opened with. */
  'text-written': told('text-written', () => ({
    ...inRepository,
    /** The issue's or, on a pull request's page, the pull request's number. */
    number: z.number().int(),
    onPullRequest: z.boolean(),
    /** Null when the text is the body of the issue itself. */
    commentId: z.number().int().nullable(),
    /** The app that wrote it on somebody's behalf, if any: how we know our own comments. */
    viaAppId: z.number().int().nullable(),
    by: Account,
    body: z.string(),
    at: Time,
  })),
  /** A branch has a new head; `sha` null: it is gone. */
  'branch-moved': told('branch-moved', () => ({
    ...inRepository,
    ...source,
    branch: z.string(),
    sha: Sha.nullable(),
    by: Account.nullable(),
    at: Time,
  })),
  'check-reported': told('check-reported', () => ({
    ...inRepository,
    sha: Sha,
    /** Branches GitHub names with the report; empty for forks, so never rely on it alone. */
    branches: z.array(z.string()),
    /** Null for a commit status, whose App GitHub does not tell. */
    appId: z.number().int().nullable(),
    check: Check,
  })),
  /** The "Re-run" button of one of our own checks (`check_run.rerequested`, or the suite's). */
  'gate-rerun-requested': told('gate-rerun-requested', () => ({
    ...inRepository,
    sha: Sha,
    branches: z.array(z.string()),
    appId: z.number().int(),
    by: Account,
    at: Time,
  })),
  'pull-request-changed': told('pull-request-changed', () => ({
    ...inRepository,
    ...source,
    pullRequest: PullRequest,
    /** Whether it is told because of its head: it was opened, reopened or pushed to. */
    headMoved: z.boolean(),
    updatedAt: Time,
  })),
  'review-given': told('review-given', () => ({
    ...inRepository,
    pullRequestNumber: z.number().int(),
    reviewId: z.number().int(),
    by: Account,
    state: ReviewState,
    sha: Sha,
    url: z.string(),
    at: Time,
  })),
  'merge-group-requested': told('merge-group-requested', () => ({
    ...inRepository,
    sha: Sha,
    pullRequestNumbers: z.array(z.number().int()),
    at: Time,
  })),

  // ── a project ──────────────────────────────────────────────────────────────────────────────────────
  /** A push touched the configuration file on some branch; only the default branch's counts. */
  'configuration-pushed': told('configuration-pushed', () => ({
    ...inRepository,
    branch: z.string(),
    sha: Sha,
    /** The branch's head before the push; null: there was none. */
    before: Sha.nullable(),
    at: Time,
  })),
  'repository-changed': told('repository-changed', () => ({
    ...inRepository,
    repository: RepositorySnapshot,
    removed: z.boolean(),
    at: Time,
  })),

  /** Our own: where no workflow is, somebody gave commands and is to be answered. */
  'answer-owed': told('answer-owed', () => ({
    ...inRepository,
    /** The page. */
    number: z.number().int(),
    answer: z.enum(['help', 'advice']),
    /** The account whom it is for, by id; null: all who write there. */
    to: z.number().int().nullable(),
  })),

  /** Our own: whoever is at work is to be asked for the report of a day that ends at `until`, from `after` on. */
  'reports-due': told('reports-due', () => ({
    ...inRepository,
    date: z.string(),
    /** A report given from then on will do. */
    since: Time,
    until: Time,
    /** A cursor of the list of open workflows; null: from the first. */
    after: z.string().nullable(),
    at: Time,
  })),

  // ── an installation ────────────────────────────────────────────────────────────────────────────────
  'installation-changed': told('installation-changed', () => ({
    ...inInstallation,
    account: Account,
    change: z.enum(['created', 'deleted', 'suspended', 'unsuspended', 'permissions-accepted']),
    repositories: z.array(RepositoryIdentity),
    at: Time,
  })),
  'repositories-changed': told('repositories-changed', () => ({
    ...inInstallation,
    account: Account,
    added: z.array(RepositoryIdentity),
    removed: z.array(RepositoryIdentity),
    at: Time,
  })),
  /** Our own: what changed for an installation is to be seen to in its projects, from `after` on. */
  'projects-concerned': told('projects-concerned', () => ({
    ...inInstallation,
    /** A cursor of the list of projects; null: from the first. */
    after: z.string().nullable(),
    at: Time,
  })),
};

export const DomainEvent = z.discriminatedUnion('kind', [
  EVENTS['issue-changed'],
  EVENTS['issue-removed'],
  EVENTS['label-changed'],
  EVENTS['text-written'],
  EVENTS['branch-moved'],
  EVENTS['check-reported'],
  EVENTS['gate-rerun-requested'],
  EVENTS['pull-request-changed'],
  EVENTS['review-given'],
  EVENTS['merge-group-requested'],
  EVENTS['configuration-pushed'],
  EVENTS['repository-changed'],
  EVENTS['answer-owed'],
  EVENTS['reports-due'],
  EVENTS['installation-changed'],
  EVENTS['repositories-changed'],
  EVENTS['projects-concerned'],
]);
export type DomainEvent = z.infer<typeof DomainEvent>;
export type EventOf<K extends DomainEvent['kind']> = Extract<DomainEvent, { kind: K }>;

/** What is not as the vocabulary has it in an event of one kind. */
export function faultIn(event: DomainEvent): z.ZodError | undefined {
  return EVENTS[event.kind].safeParse(event).error;
}
