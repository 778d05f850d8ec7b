import { Refusal, type PullRequestPort, type RepositoryAddress } from '../../../app/ports/github.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ShownPullRequest } from '../payload/pull-request.js';

/** @see https://docs.github.com/en/rest/pulls */
export function pullRequestPort(octokits: Octokits): PullRequestPort {
  const openFor = async ({ installationId, owner, name: repo }: RepositoryAddress, branch: string) => {
    const octokit = await octokits(installationId);
    const { data } = await octokit.rest.pulls.list({
      owner,
      repo,
      state: 'open',
      head: `${owner}:${branch}`,
    });
    const number = data[0]?.number;
    return number === undefined
      ? undefined
      : (await octokit.rest.pulls.get({ owner, repo, pull_number: number })).data;
  };

  return {
    openPullRequest: (repository, { branch, base, title, body, draft, labels }) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const made = await octokit.rest.pulls
          .create({ owner, repo, head: branch, base, title, body, draft })
          .then(({ data }) => data)
          .catch(async (error: unknown) => {
            // "A pull request already exists for …": somebody was faster, or an earlier try of ours.
            const open = isStatus(error, 422) ? await openFor(repository, branch) : undefined;
            if (open === undefined) throw error;
            return open;
          });
        if (labels.length > 0) {
          await octokit.rest.issues.addLabels({ owner, repo, issue_number: made.number, labels });
        }
        const { pullRequest, updatedAt } = ShownPullRequest.parse(made);
        return { pullRequest, updatedAt };
      }),

    markReady: ({ installationId }, { nodeId }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        // REST cannot do it: only this mutation can.
        await octokit.graphql(
          `mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`,
          { id: nodeId },
        );
      }),

    requestReview: ({ installationId, owner, name: repo }, { number, people, teams }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        await octokit.rest.pulls.requestReviewers({
          owner,
          repo,
          pull_number: number,
          reviewers: people,
          team_reviewers: teams,
        });
      }),

    merge: ({ installationId, owner, name: repo }, { number, sha, method, title }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        const where = { owner, repo, pull_number: number };
        try {
          const commit_title = `${title} (#${number})`;
          await octokit.rest.pulls.merge({ ...where, sha, merge_method: method, commit_title });
        } catch (error) {
          if (!isStatus(error, 404, 405, 409, 422)) throw error;
          const { data } = await octokit.rest.pulls.get(where);
          if (data.merged) return;
          throw new Refusal('not-mergeable', error instanceof Error ? error.message : 'not mergeable');
        }
      }),
  };
}
