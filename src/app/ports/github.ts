import type { Config } from '../../domain/config/schema.js';
import type { EventOf, Permission, PullRequest, RepositorySnapshot } from '../../domain/event.js';
import type { Observation } from '../../domain/observation.js';
import type { ConfigFault } from '../../domain/project/project.js';
import type { WaitsFor } from '../../domain/workflow/workflow.js';
import { putOffWords } from '../texts/put-off.js';

/**
 * GitHub as the flow needs it, in our words. Reads answer, or throw `Unavailable`. Writes are safe to ask for
 * again: `again` says that an earlier try may have taken effect, and then they look before they create.
 */

export interface RepositoryAddress {
  installationId: number;
  repositoryId: number;
  owner: string;
  name: string;
}

/** GitHub said no, and will say so again: the request itself is wrong, or not allowed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  /** `code` is stable (`not-found`, `forbidden`, `conflict`, `invalid`); the message is GitHub's own. */
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** It could not be done now: a fault on the way, a limit, a time-out. Nothing is known of whether it took effect. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** When GitHub said to come back, epoch ms; null when it did not say. */
  readonly retryAt: number | null;
  constructor(message: string, retryAt: number | null, cause?: unknown) {
    super(message, { cause });
    this.retryAt = retryAt;
  }
}

/** The request was not sent: writes are spaced out, and its turn is too far away. Nothing is wrong with it. */
export class NotYet extends Unavailable {
  readonly waitsFor: WaitsFor;
  /** When its turn may come, epoch ms. */
  override readonly retryAt: number;
  /** An earlier write of the same call was sent, and took effect: look first. */
  readonly isBegun: boolean;
  constructor(of: { waitsFor: WaitsFor; retryAt: number; isBegun?: boolean }) {
    super(putOffWords(of.waitsFor), of.retryAt);
    this.waitsFor = of.waitsFor;
    this.retryAt = of.retryAt;
    this.isBegun = of.isBegun ?? false;
  }
  /** The same, after a write that was sent. */
  begun(): NotYet {
    const { waitsFor, retryAt } = this;
    return new NotYet({ waitsFor, retryAt, isBegun: true });
  }
}

export interface CheckContent {
  name: string;
  state: 'in_progress' | 'success' | 'failure';
  title: string;
  summary: string;
  annotations: { path: string; line: number; message: string }[];
}

/** Who may do what. */
export interface PermissionPort {
  /** By the collaborator-permission endpoint. A stranger has `read` or `none`. */
  permissionOf(repository: RepositoryAddress, login: string): Promise<Permission>;
}

export interface BranchNamePort {
  /** Names of branches that begin with `prefix`. */
  branchesLike(repository: RepositoryAddress, prefix: string): Promise<string[]>;
}

export interface BranchPort {
  /** Makes it at the head of `from`; one that is there already is taken over only when `again`. */
  createBranch(
    repository: RepositoryAddress,
    branch: { name: string; from: string; again: boolean },
  ): Promise<{ sha: string }>;
  /** Only while its head is `sha`; one that is gone or has moved is left alone. */
  deleteBranch(
    repository: RepositoryAddress,
    branch: { name: string; sha: string },
  ): Promise<'deleted' | 'left'>;
}

export interface CommentPort {
  /** `marker` is the comment's hidden first line: with `again`, our comment that has it is found instead. */
  createComment(
    repository: RepositoryAddress,
    comment: { number: number; marker: string; body: string; again: boolean },
  ): Promise<number>;
  /** `gone`: somebody deleted it. */
  updateComment(
    repository: RepositoryAddress,
    comment: { id: number; body: string },
  ): Promise<'updated' | 'gone'>;
  react(
    repository: RepositoryAddress,
    commentId: number,
    content: 'rocket' | 'confused' | '+1',
  ): Promise<void>;
}

export interface IssuePort {
  /** Opens an issue of ours with one label, which is made if need be; answers its number. `marker` as for a comment. */
  createIssue(
    repository: RepositoryAddress,
    issue: { title: string; body: string; label: string; marker: string; again: boolean },
  ): Promise<number>;
  /** Has an issue of ours say something else; `body` with its marker. */
  updateIssue(
    repository: RepositoryAddress,
    issue: { number: number; title: string; body: string },
  ): Promise<void>;
  closeIssue(repository: RepositoryAddress, number: number): Promise<void>;
}

export interface CheckPort {
  /** Creates our check run on a commit, or updates the one with this id; answers its id. */
  setCheck(
    repository: RepositoryAddress,
    check: { sha: string; id: number | null; content: CheckContent; again: boolean },
  ): Promise<number>;
  rerunCheck(repository: RepositoryAddress, checkRunId: number): Promise<void>;
}

export interface PullRequestPort {
  /** One that is open for this branch already is answered instead. */
  openPullRequest(
    repository: RepositoryAddress,
    wanted: { branch: string; base: string; title: string; body: string; draft: boolean; labels: string[] },
  ): Promise<{ pullRequest: PullRequest; updatedAt: number }>;
  markReady(repository: RepositoryAddress, pullRequest: { number: number; nodeId: string }): Promise<void>;
  requestReview(
    repository: RepositoryAddress,
    wanted: { number: number; people: string[]; teams: string[] },
  ): Promise<void>;
  /** Merged already counts as merged. Throws `Refusal` when GitHub will not merge it as it is. */
  merge(
    repository: RepositoryAddress,
    wanted: { number: number; sha: string; method: 'merge' | 'squash' | 'rebase'; title: string },
  ): Promise<void>;
}

/** Fresh looks; each answers as the events that a webhook would have told. */
export interface ReadingPort {
  readIssue(repository: RepositoryAddress, number: number): Promise<Observation[]>;
  readBranch(repository: RepositoryAddress, branch: string): Promise<Observation[]>;
  readPullRequest(repository: RepositoryAddress, number: number): Promise<Observation[]>;
  readChecks(repository: RepositoryAddress, sha: string): Promise<Observation[]>;
  /** The names of our own check runs on a commit. */
  ourChecks(repository: RepositoryAddress, sha: string): Promise<string[]>;
  /** The newest opinion of each reviewer, weighed. */
  readReviews(repository: RepositoryAddress, number: number): Promise<Observation[]>;
  /** The pull requests that are open from a branch of the repository's own. */
  readPullRequestsFrom(repository: RepositoryAddress, branch: string): Promise<Observation[]>;
  /** What was written on an issue's or pull request's page since then (ms) and never edited, the oldest first. */
  readComments(
    repository: RepositoryAddress,
    page: { number: number; onPullRequest: boolean; since: number },
  ): Promise<EventOf<'text-written'>[]>;
}

/** One try of GitHub's to send a webhook. */
export interface SentWebhook {
  /** Of the try; the GUID is the webhook's own, and the same in each. */
  id: number;
  guid: string;
  /** ms. */
  at: number;
  arrived: boolean;
  /** Somebody asked for it: it was sent before. */
  isRedelivery: boolean;
}

/** GitHub's log of what it sent to the App. */
export interface WebhookLogPort {
  /** The newest first, page by page; `next` null on the last. */
  listSent(cursor: string | null): Promise<{ sent: SentWebhook[]; next: string | null }>;
  /** Has it sent once more, under its GUID. */
  sendAgain(id: number): Promise<void>;
}

/** How much may still be asked. */
export interface QuotaPort {
  /** Until when (ms) what can wait should wait, so that enough of the hour's requests is left for the rest; 0: go on. */
  scarceUntil(installationId: number): Promise<number>;
}

/** What a repository is, and how it wants to be conducted. */
export interface ProjectPort {
  /** Whether GitHub lets us act there now; asked as the App itself. */
  readInstallation(installationId: number): Promise<'active' | 'suspended' | 'gone'>;
  readRepository(
    installationId: number,
    repository: { owner: string; name: string },
  ): Promise<RepositorySnapshot>;
  /**
   * The configuration of a repository at a commit or, with `ref` null, at the head of its default branch: its own
   * file with what it extends, or else the one in the owner's `.github` repository. Neither there: no config, no
   * faults. `config` is null as well when there are faults.
   */
  readConfiguration(
    installationId: number,
    repository: { owner: string; name: string; ref: string | null },
  ): Promise<{ config: Config | null; faults: ConfigFault[]; sources: string[] }>;
}

export interface GitHubReads extends PermissionPort, BranchNamePort, ReadingPort, ProjectPort, QuotaPort {}

/** Every write there is. Use cases get at it through the door only, which a dry run keeps shut. */
export interface GitHubWrites extends BranchPort, CommentPort, IssuePort, CheckPort, PullRequestPort {}

export interface GitHub extends GitHubReads, GitHubWrites {}
