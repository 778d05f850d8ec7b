import * as z from 'zod';
import type { CommentPort, RepositoryAddress } from '../../../app/ports/github.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ViaApp } from '../payload/account.js';
import { Created } from '../payload/created.js';

const Comments = z.array(
  z.object({ id: z.number().int(), body: z.string().nullish(), performed_via_github_app: ViaApp }),
);

/**
 * Our comments are known by their hidden first line and by our App as their author: a marker alone can be forged.
 *
 * @see https://docs.github.com/en/rest/issues/comments
 */
export function commentPort(octokits: Octokits, appId: number): CommentPort {
  const find = async (
    { installationId, owner, name: repo }: RepositoryAddress,
    issue_number: number,
    marker: string,
  ) => {
    const octokit = await octokits(installationId);
    const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
      owner,
      repo,
      issue_number,
      per_page: 100,
    });
    for await (const { data } of pages) {
      const ours = Comments.parse(data).find(
        ({ performed_via_github_app, body }) =>
          performed_via_github_app === appId && body?.startsWith(marker) === true,
      );
      if (ours !== undefined) return ours.id;
    }
    return null;
  };

  return {
    createComment: (repository, { number, marker, body, again }) =>
      asked(async () => {
        const found = again ? await find(repository, number, marker) : null;
        if (found !== null) return found;
        const octokit = await octokits(repository.installationId);
        const { owner, name: repo } = repository;
        const { data } = await octokit.rest.issues.createComment({
          owner,
          repo,
          issue_number: number,
          body: `${marker}\n${body}`,
        });
        return Created.parse(data).id;
      }),

    updateComment: ({ installationId, owner, name: repo }, { id, body }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        try {
          await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
          return 'updated';
        } catch (error) {
          if (isStatus(error, 404, 410)) return 'gone';
          throw error;
        }
      }),

    react: ({ installationId, owner, name: repo }, comment_id, content) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        await octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id, content });
      }),
  };
}
