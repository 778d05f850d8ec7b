import * as z from 'zod';
import type { IssuePort, RepositoryAddress } from '../../../app/ports/github.js';
import { asked } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ViaApp } from '../payload/account.js';

const Numbered = z.object({ number: z.number().int().positive() });
const Issues = z.array(Numbered.extend({ body: z.string().nullish(), performed_via_github_app: ViaApp }));

/**
 * Issues of our own: known, like our comments, by their hidden first line and by our App as their author.
 *
 * @see https://docs.github.com/en/rest/issues/issues
 */
export function issuePort(octokits: Octokits, appId: number): IssuePort {
  const find = async (
    { installationId, owner, name: repo }: RepositoryAddress,
    label: string,
    marker: string,
  ) => {
    const octokit = await octokits(installationId);
    const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
      owner,
      repo,
      labels: label,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 100,
    });
    for await (const { data } of pages) {
      const ours = Issues.parse(data).find(
        ({ performed_via_github_app, body }) =>
          performed_via_github_app === appId && body?.startsWith(marker) === true,
      );
      if (ours !== undefined) return ours.number;
    }
    return null;
  };

  return {
    createIssue: (repository, { title, body, label, marker, again }) =>
      asked(async () => {
        const found = again ? await find(repository, label, marker) : null;
        if (found !== null) return found;
        const octokit = await octokits(repository.installationId);
        const { owner, name: repo } = repository;
        const { data } = await octokit.rest.issues.create({
          owner,
          repo,
          title,
          body: `${marker}\n${body}`,
          labels: [label],
        });
        return Numbered.parse(data).number;
      }),

    updateIssue: ({ installationId, owner, name: repo }, { number: issue_number, title, body }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        await octokit.rest.issues.update({ owner, repo, issue_number, title, body });
      }),

    closeIssue: ({ installationId, owner, name: repo }, issue_number) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        await octokit.rest.issues.update({
          owner,
          repo,
          issue_number,
          state: 'closed',
          state_reason: 'completed',
        });
      }),
  };
}
