import type { Account, Check, DomainEvent, EventOf, Issue, PullRequest } from '../../src/domain/event.js';
import { NOW, sampleIssue, sha } from '../contract/samples.js';
import { APOLLO, BRANCH, INSTALLATION_ID, MARIA, REPOSITORY_ID } from './names.js';

/** Events as the translators make them: whole, and whatever the test is about given. */

const here = (seenAt: number) => ({ installationId: INSTALLATION_ID, repositoryId: REPOSITORY_ID, seenAt });

let commentIds = 5000;

export function issueChanged(over: Partial<Issue> = {}, at = NOW): DomainEvent {
  return { kind: 'issue-changed', ...here(at), source: 'webhook', issue: sampleIssue(over), updatedAt: at };
}

export function labelled(
  by: Account,
  {
    label = 'tekton',
    on = true,
    issueNumber = 7,
    at = NOW,
  }: { label?: string; on?: boolean; issueNumber?: number; at?: number } = {},
): EventOf<'label-changed'> {
  return { kind: 'label-changed', ...here(at), issueNumber, label, on, by, at };
}

export function said(body: string, over: Partial<EventOf<'text-written'>> = {}): EventOf<'text-written'> {
  return {
    kind: 'text-written',
    ...here(over.at ?? NOW),
    number: 7,
    onPullRequest: false,
    commentId: (commentIds += 1),
    viaAppId: null,
    by: MARIA,
    body,
    at: NOW,
    ...over,
  };
}

export function pushed(commit: string, at: number, branch = BRANCH): DomainEvent {
  return { kind: 'branch-moved', ...here(at), source: 'webhook', branch, sha: commit, by: APOLLO, at };
}

export function sampleCheck(over: Partial<Check> = {}): Check {
  return {
    key: 'run:30:test',
    name: 'test',
    app: 'github-actions',
    id: 300,
    suite: 30,
    status: 'completed',
    conclusion: 'success',
    url: null,
    title: null,
    summary: null,
    at: NOW,
    ...over,
  };
}

export function checked(
  commit: string,
  over: Partial<Check> = {},
  of: { branches?: string[]; appId?: number | null } = {},
): DomainEvent {
  const check = sampleCheck(over);
  const { branches = [BRANCH], appId = 9 } = of;
  return { kind: 'check-reported', ...here(check.at), sha: commit, branches, appId, check };
}

export function samplePullRequest(over: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 40,
    nodeId: 'PR_40',
    title: 'Export the list',
    state: 'open',
    draft: false,
    mergedAt: null,
    mergedBy: null,
    labels: [],
    author: MARIA,
    head: { ref: 'export', sha: sha(50), repositoryId: REPOSITORY_ID },
    baseRef: 'main',
    closes: [7],
    url: 'https://github.com/octo/list/pull/40',
    ...over,
  };
}

export function pullRequestChanged(
  over: Partial<PullRequest> = {},
  at = NOW,
): EventOf<'pull-request-changed'> {
  return {
    kind: 'pull-request-changed',
    ...here(at),
    source: 'webhook',
    pullRequest: samplePullRequest(over),
    headMoved: true,
    updatedAt: at,
  };
}

export function reviewed(by: Account, over: Partial<EventOf<'review-given'>> = {}): DomainEvent {
  return {
    kind: 'review-given',
    ...here(NOW),
    pullRequestNumber: 40,
    reviewId: 600,
    by,
    state: 'approved',
    sha: sha(50),
    url: 'https://github.com/octo/list/pull/40#review',
    at: NOW,
    ...over,
  };
}

export function rerunRequested(commit: string, appId: number, at = NOW): EventOf<'gate-rerun-requested'> {
  return { kind: 'gate-rerun-requested', ...here(at), sha: commit, branches: [], appId, by: MARIA, at };
}

export function mergeGroup(commit: string, ...pullRequestNumbers: number[]): DomainEvent {
  return { kind: 'merge-group-requested', ...here(NOW), sha: commit, pullRequestNumbers, at: NOW };
}

export function configurationPushed(
  commit: string,
  at: number,
  branch = 'main',
  repositoryId = REPOSITORY_ID,
  before: string | null = null,
): DomainEvent {
  return { kind: 'configuration-pushed', ...here(at), repositoryId, branch, sha: commit, before, at };
}
