import * as z from 'zod';
import { Refusal, type BranchNamePort, type BranchPort } from '../../../app/ports/github.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ShownRef } from '../payload/git-ref.js';

/** @see https://docs.github.com/en/rest/git/refs */
export function branchPort(octokits: Octokits): BranchNamePort & BranchPort {
  return {
    branchesLike: ({ installationId, owner, name: repo }, prefix) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        const { data } = await octokit.rest.git.listMatchingRefs({ owner, repo, ref: `heads/${prefix}` });
        return z
          .array(ShownRef)
          .parse(data)
          .map((ref) => ref.name);
      }),

    createBranch: ({ installationId, owner, name: repo }, branch) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        const headOf = async (name: string) =>
          ShownRef.parse((await octokit.rest.git.getRef({ owner, repo, ref: `heads/${name}` })).data).sha;
        const sha = await headOf(branch.from);
        try {
          await octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch.name}`, sha });
          return { sha };
        } catch (error) {
          if (!isStatus(error, 422) || !(error instanceof Error) || !/already exists/i.test(error.message))
            throw error;
          if (!branch.again) throw new Refusal('conflict', `a branch called ${branch.name} exists already`);
          return { sha: await headOf(branch.name) };
        }
      }),

    deleteBranch: ({ installationId, owner, name: repo }, branch) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        const ref = `heads/${branch.name}`;
        try {
          const { data } = await octokit.rest.git.getRef({ owner, repo, ref });
          if (ShownRef.parse(data).sha !== branch.sha) return 'left';
          await octokit.rest.git.deleteRef({ owner, repo, ref });
          return 'deleted';
        } catch (error) {
          if (isStatus(error, 404, 422)) return 'left';
          throw error;
        }
      }),
  };
}
