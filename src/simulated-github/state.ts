import type { KeyObject } from 'node:crypto';

/**
 * What the simulated GitHub knows. Objects refer to each other directly; `representation/` turns them into
 * GitHub's JSON, `actions/` changes them and tells the webhooks, and nothing else does either.
 */

/** In order: each includes those before it. */
export const roles = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof roles)[number];
export type Access = 'read' | 'write' | 'admin';
export type Permissions = Readonly<Record<string, Access>>;

export interface Account {
  readonly id: number;
  login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
  /** Of an organisation only; an owner administers every repository. */
  readonly members: Map<Account, 'owner' | 'member'>;
}

/** Who did something: an account, and the App it acted through, if any. */
export interface Doer {
  readonly account: Account;
  readonly app: App | null;
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  /** Null: it only acts through `as`. */
  readonly publicKey: KeyObject | null;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly hookId: number;
  webhook: { url: string; secret: string } | null;
  readonly createdAt: number;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  /** `null`: all repositories of the account, those made later too. */
  repositories: Set<Repository> | null;
  readonly permissions: Permissions;
  suspended: { at: number; by: Account } | null;
  readonly createdAt: number;
  updatedAt: number;
}

export type Token =
  | { kind: 'user'; account: Account }
  | {
      kind: 'installation';
      installation: Installation;
      permissions: Permissions;
      repositories: ReadonlySet<Repository> | null;
      expiresAt: number;
    };

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
  readonly default: boolean;
}

export const reactionContents = [
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
] as const;
export type ReactionContent = (typeof reactionContents)[number];
export interface Reaction {
  readonly id: number;
  readonly account: Account;
  readonly content: ReactionContent;
  readonly createdAt: number;
}

export interface Comment {
  readonly id: number;
  readonly issue: Issue;
  readonly author: Doer;
  body: string;
  readonly createdAt: number;
  updatedAt: number;
  readonly reactions: Reaction[];
}

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

/** An issue, or (with `pull`) a pull request: they share their numbers, labels and comments. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: Doer;
  title: string;
  body: string | null;
  labels: Label[];
  assignees: Account[];
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  closed: { at: number; by: Account } | null;
  readonly createdAt: number;
  updatedAt: number;
  locked: boolean;
  readonly reactions: Reaction[];
  readonly pull: Pull | null;
}

export interface Pull {
  readonly id: number;
  draft: boolean;
  /** `repository` becomes null when the fork is deleted. */
  readonly head: {
    repository: Repository | null;
    readonly owner: Account;
    readonly ref: string;
    sha: string;
  };
  readonly base: { ref: string; sha: string };
  merged: { at: number; by: Account; sha: string } | null;
  requestedReviewers: Account[];
  readonly maintainerCanModify: boolean;
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
export interface Review {
  readonly id: number;
  readonly issue: PullIssue;
  readonly author: Doer;
  body: string;
  state: ReviewState;
  readonly commitSha: string;
  readonly submittedAt: number;
}

/** A pull request, as the issue it also is. */
export type PullIssue = Issue & { readonly pull: Pull };

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly at: number;
  readonly account: Account | null;
}

export type Tree = ReadonlyMap<string, string>;

export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
  /** Path to text. */
  readonly tree: Tree;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export interface CheckSuite {
  readonly id: number;
  readonly app: App;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly before: string;
  readonly createdAt: number;
  updatedAt: number;
  /** Further jobs are to come: it goes on, though all runs so far have ended. */
  expectsJobs: boolean;
}

export const checkStatuses = ['queued', 'in_progress', 'completed'] as const;
export const checkConclusions = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const;
export type CheckConclusion = (typeof checkConclusions)[number];

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string | undefined;
  readonly raw_details?: string | undefined;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  name: string;
  status: (typeof checkStatuses)[number];
  conclusion: CheckConclusion | null;
  startedAt: number | null;
  completedAt: number | null;
  detailsUrl: string | null;
  externalId: string;
  output: {
    title: string | null;
    summary: string | null;
    text: string | null;
    annotations: CheckAnnotation[];
  };
}

export const statusStates = ['error', 'failure', 'pending', 'success'] as const;
export interface Status {
  readonly id: number;
  readonly sha: string;
  readonly state: (typeof statusStates)[number];
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: number;
}

/** The part of branch protection that a merge asks about. */
export interface Protection {
  readonly requiredChecks: readonly string[];
  readonly requiredApprovals: number;
}

export interface Repository {
  readonly id: number;
  name: string;
  owner: Account;
  private: boolean;
  description: string | null;
  archived: boolean;
  defaultBranch: string;
  readonly parent: Repository | null;
  readonly createdAt: number;
  updatedAt: number;
  pushedAt: number;
  /** Shared by a repository and its forks, as GitHub does. */
  readonly commits: Map<string, Commit>;
  /** `refs/heads/main` to a commit's SHA. */
  readonly refs: Map<string, string>;
  readonly collaborators: Map<Account, Role>;
  labels: Label[];
  readonly issues: Map<number, Issue>;
  /** What became of numbers that are no more; null: deleted. */
  readonly gone: Map<number, { repository: Repository; number: number } | null>;
  lastNumber: number;
  readonly comments: Map<number, Comment>;
  readonly reviews: Map<number, Review>;
  readonly checkSuites: CheckSuite[];
  readonly checkRuns: Map<number, CheckRun>;
  readonly statuses: Status[];
  readonly protection: Map<string, Protection>;
}

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null;
}
