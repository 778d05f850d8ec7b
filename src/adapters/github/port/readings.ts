import type { ReadingPort, RepositoryAddress } from '../../../app/ports/github.js';
import type { Check } from '../../../domain/event.js';
import type { Observation } from '../../../domain/observation.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ShownCheckRun, ShownStatus } from '../payload/check.js';
import { ShownIssue } from '../payload/issue.js';
import { ShownPullRequest } from '../payload/pull-request.js';
import { Moment } from '../payload/time.js';

/** Fresh looks at GitHub, told as the webhooks would have told them. `now` is when the answer came, ms. */
export function readingPort(octokits: Octokits, appId: number, now: () => number): ReadingPort {
  const about = ({ installationId, repositoryId }: RepositoryAddress) => ({
    installationId,
    repositoryId,
    seenAt: now(),
    source: 'reading' as const,
  });

  return {
    readIssue: (repository, issue_number) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        try {
          const { data } = await octokit.rest.issues.get({ owner, repo, issue_number });
          const { issue, updatedAt } = ShownIssue.parse(data);
          return [{ kind: 'issue-changed', ...about(repository), issue, updatedAt }];
        } catch (error) {
          if (!isStatus(error, 404, 410)) throw error;
          const { source: _, ...where } = about(repository);
          return [{ kind: 'issue-removed', ...where, issueNumber: issue_number, at: now(), movedTo: null }];
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
          .then((ref) => ref.data.object.sha)
          .catch((error: unknown) => {
            if (isStatus(error, 404)) return null;
            throw error;
          });
        const at = Moment.parse(data.pushed_at);
        return [{ kind: 'branch-moved', ...about(repository), branch, sha, by: null, at }];
      }),

    readPullRequest: (repository, pull_number) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number });
        const { pullRequest, updatedAt } = ShownPullRequest.parse(data);
        return [{ kind: 'pull-request-changed', ...about(repository), pullRequest, updatedAt }];
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
        const combined = await octokit.rest.repos.getCombinedStatusForRef({
          owner,
          repo,
          ref: sha,
          per_page: 100,
        });
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
          ...combined.data.statuses.map((status) => told(null, ShownStatus.parse(status))),
        ];
      }),
  };
}
