import * as z from 'zod';
import {
  NotYet,
  Refusal,
  Unavailable,
  type PullRequestPort,
  type RepositoryAddress,
} from '../../../app/ports/github.js';
import { asked, explained, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ShownPullRequest } from '../payload/pull-request.js';

/** `mergeable` is null while GitHub works it out (https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request). */
const Mergeable = z.object({ mergeable: z.boolean().nullish(), mergeable_state: z.string().nullish() });

/** Whether GitHub refused a merge for a moment only: it was still working it out, or another merge came between. */
function isPassing(
  message: string,
  { mergeable, mergeable_state: state }: z.infer<typeof Mergeable>,
): boolean {
  if (/base branch was modified/i.test(message)) return true;
  return mergeable == null || state === 'unknown';
}

const Numbered = z.array(z.object({ number: z.number().int() }));

/** @see https://docs.github.com/en/rest/pulls */
export function pullRequestPort(octokits: Octokits): PullRequestPort {
  const read = async ({ installationId, owner, name: repo }: RepositoryAddress, pull_number: number) => {
    const octokit = await octokits(installationId);
    return ShownPullRequest.parse((await octokit.rest.pulls.get({ owner, repo, pull_number })).data);
  };

  const openFor = async (repository: RepositoryAddress, branch: string, base: string) => {
    const { installationId, owner, name: repo } = repository;
    const octokit = await octokits(installationId);
    const head = `${owner}:${branch}`;
    const { data } = await octokit.rest.pulls.list({ owner, repo, state: 'open', head, base });
    const number = Numbered.parse(data)[0]?.number;
    return number === undefined ? undefined : read(repository, number);
  };

  return {
    openPullRequest: (repository, { branch, base, title, body, draft, labels }) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const { pullRequest, updatedAt } = await octokit.rest.pulls
          .create({ owner, repo, head: branch, base, title, body, draft })
          .then(({ data }) => ShownPullRequest.parse(data))
          .catch(async (error: unknown) => {
            // "A pull request already exists for …": somebody was faster, or an earlier try of ours.
            const open = isStatus(error, 422) ? await openFor(repository, branch, base) : undefined;
            if (open === undefined) throw error;
            return open;
          });
        if (labels.length > 0) {
          await octokit.rest.issues
            .addLabels({ owner, repo, issue_number: pullRequest.number, labels })
            .catch((error: unknown) => {
              // The pull request is there, with its labels or without.
              if (error instanceof NotYet) throw error.begun();
              if (!(explained(error) instanceof Refusal)) throw error;
            });
        }
        return { pullRequest, updatedAt };
      }),

    markReady: (repository, { number, nodeId }) =>
      asked(async () => {
        const octokit = await octokits(repository.installationId);
        try {
          // REST cannot do it: only this mutation can.
          await octokit.graphql(
            `mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`,
            { id: nodeId },
          );
        } catch (error) {
          const reason = explained(error);
          if (!(reason instanceof Refusal)) throw error;
          const { pullRequest } = await read(repository, number);
          if (pullRequest.draft) throw reason;
        }
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

    merge: (repository, { number, sha, method, title }) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        try {
          const commit_title = `${title} (#${number})`;
          await octokit.rest.pulls.merge({
            owner,
            repo,
            pull_number: number,
            sha,
            merge_method: method,
            commit_title,
          });
        } catch (error) {
          if (!isStatus(error, 404, 405, 409, 422)) throw error;
          const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
          if (ShownPullRequest.parse(data).pullRequest.mergedAt !== null) return;
          const message = error instanceof Error ? error.message : 'not mergeable';
          if (isPassing(message, Mergeable.parse(data))) throw new Unavailable(message, null, error);
          throw new Refusal('not-mergeable', message);
        }
      }),
  };
}
