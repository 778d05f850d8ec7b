import * as z from 'zod';
import type { ReadingPort, RepositoryAddress } from '../../../app/ports/github.js';
import type { Check, EventOf } from '../../../domain/event.js';
import type { Observation } from '../../../domain/observation.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { Actor, ViaApp } from '../payload/account.js';
import { ShownCheckRun, ShownCheckSuite, ShownStatus } from '../payload/check.js';
import { ShownRef } from '../payload/git-ref.js';
import { ShownIssue } from '../payload/issue.js';
import { ShownPullRequest } from '../payload/pull-request.js';
import { BODY_MOST, cut } from '../payload/text.js';
import { Moment } from '../payload/time.js';
import { permissionPort } from './permissions.js';
import { reviewsOf } from './reviews.js';

const WrittenComments = z.array(
  z.object({
    id: z.number().int(),
    user: Actor,
    body: z
      .string()
      .nullish()
      .transform((body) => body ?? ''),
    created_at: Moment,
    updated_at: Moment,
    performed_via_github_app: ViaApp,
  }),
);
const Combined = z.object({ statuses: z.array(ShownStatus) });
/** Null as long as nothing was ever pushed. */
const Pushed = z.object({ pushed_at: Moment.nullish() });

const Named = z.object({ check_runs: z.array(z.object({ name: z.string() })) });

/** Fresh looks at GitHub, told as the webhooks would have told them. `now` is when the answer came, ms. */
export function readingPort(octokits: Octokits, appId: number, now: () => number): ReadingPort {
  const about = ({ installationId, repositoryId }: RepositoryAddress) => ({
    installationId,
    repositoryId,
    seenAt: now(),
    source: 'reading' as const,
  });

  const removed = (
    repository: RepositoryAddress,
    issueNumber: number,
    movedTo: string | null,
  ): Observation[] => [{ kind: 'issue-removed', ...about(repository), issueNumber, at: now(), movedTo }];

  return {
    readIssue: (repository, issue_number) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        try {
          const { data, url } = await octokit.rest.issues.get({ owner, repo, issue_number });
          const { issue, updatedAt } = ShownIssue.parse(data);
          if (isElsewhere(url, repository) || issue.number !== issue_number)
            return removed(repository, issue_number, issue.url);
          return [{ kind: 'issue-changed', ...about(repository), issue, updatedAt }];
        } catch (error) {
          if (!isStatus(error, 404, 410)) throw error;
          return isDeleted(error) ? removed(repository, issue_number, null) : [];
        }
      }),

    readBranch: (repository, branch) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        // In this order the time is never later than what is then seen: a push in between is told again, not lost.
        const { data } = await octokit.rest.repos.get({ owner, repo });
        const sha = await octokit.rest.git
          .getRef({ owner, repo, ref: `heads/${branch}` })
          .then((ref) => ShownRef.parse(ref.data).sha)
          .catch((error: unknown) => {
            // 409: the repository is empty.
            if (isStatus(error, 404, 409)) return null;
            throw error;
          });
        const at = Pushed.parse(data).pushed_at ?? 0;
        return [{ kind: 'branch-moved', ...about(repository), branch, sha, by: null, at }];
      }),

    readPullRequest: (repository, pull_number) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number });
        const { pullRequest, updatedAt } = ShownPullRequest.parse(data);
        return [
          { kind: 'pull-request-changed', ...about(repository), pullRequest, headMoved: false, updatedAt },
        ];
      }),

    readPullRequestsFrom: (repository, branch) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const { data } = await octokit.rest.pulls.list({
          owner,
          repo,
          state: 'open',
          head: `${owner}:${branch}`,
        });
        return data
          .map((shown) => ShownPullRequest.parse(shown))
          .map(({ pullRequest, updatedAt }) => ({
            kind: 'pull-request-changed',
            ...about(repository),
            pullRequest,
            headMoved: false,
            updatedAt,
          }));
      }),

    readComments: (repository, { number, onPullRequest, since }) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
          owner,
          repo,
          issue_number: number,
          since: new Date(since).toISOString(),
          per_page: 100,
        });
        const { source: _, ...where } = about(repository);
        const written: EventOf<'text-written'>[] = [];
        for await (const { data } of pages) {
          for (const comment of WrittenComments.parse(data)) {
            // Who may write can edit the comments of others, and would command in their name.
            if (comment.updated_at !== comment.created_at || comment.created_at < since) continue;
            written.push({
              kind: 'text-written',
              ...where,
              number,
              onPullRequest,
              commentId: comment.id,
              viaAppId: comment.performed_via_github_app,
              by: comment.user,
              body: cut(comment.body, BODY_MOST),
              at: comment.created_at,
            });
          }
        }
        return written.filter(({ viaAppId }) => viaAppId !== appId);
      }),

    readReviews: (repository, number) =>
      asked(() => reviewsOf(octokits, permissionPort(octokits), repository, number, now)),

    ourChecks: ({ installationId, owner, name: repo }, ref) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        const query = { owner, repo, ref, app_id: appId, per_page: 100 };
        const { data } = await octokit.rest.checks.listForRef(query);
        return Named.parse(data).check_runs.map(({ name }) => name);
      }),

    readChecks: (repository, sha) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const runs = await octokit.paginate(octokit.rest.checks.listForRef, {
          owner,
          repo,
          ref: sha,
          per_page: 100,
        });
        const suites = await octokit.paginate(octokit.rest.checks.listSuitesForRef, {
          owner,
          repo,
          ref: sha,
          per_page: 100,
        });
        const pages = octokit.paginate.iterator(octokit.rest.repos.getCombinedStatusForRef, {
          owner,
          repo,
          ref: sha,
          per_page: 100,
        });
        const statuses: Check[] = [];
        for await (const { data } of pages) statuses.push(...Combined.parse(data).statuses);
        const { source: _, ...where } = about(repository);
        const told = (appId: number | null, check: Check): Observation => ({
          kind: 'check-reported',
          ...where,
          sha,
          branches: [],
          appId,
          check,
        });
        return [
          ...runs
            .map((run) => ShownCheckRun.parse(run))
            // Our own checks say what we decided; they must not decide anything.
            .filter((run) => run.appId !== appId)
            .map((run) => told(run.appId, run.check)),
          ...suites
            .filter((suite) => suite.app !== null)
            .map((suite) => ShownCheckSuite.parse(suite))
            .filter((suite) => suite.appId !== appId && !suite.isEmpty)
            .map((suite) => told(suite.appId, suite.check)),
          ...statuses.map((status) => told(null, status)),
        ];
      }),
  };
}

/**
 * GitHub says of a deleted issue that it was deleted. One that is only not found may be out of our sight for a moment, or
 * issues are switched off: that must not end the work.
 *
 * @see https://docs.github.com/en/rest/issues/issues#get-an-issue
 */
function isDeleted(error: unknown): boolean {
  return isStatus(error, 410) && error instanceof Error && /\bdeleted\b/i.test(error.message);
}

/** Whether a redirect led to another repository: the issue was transferred. A renamed repository keeps its number. */
function isElsewhere(url: string, { repositoryId }: RepositoryAddress): boolean {
  const id = /\/repositories\/(\d+)\/issues\/\d+$/.exec(url)?.[1];
  return id !== undefined && Number(id) !== repositoryId;
}
