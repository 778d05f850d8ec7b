import * as z from 'zod';
import { TOO_LARGE } from '../configuration/yaml-file.js';
import { isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';

/** Where a file is; `ref` null: at the head of the default branch. */
export interface File {
  owner: string;
  repo: string;
  path: string;
  ref: string | null;
}

/** What is found there: a text, something that no configuration can be, or nothing that we may see. */
export type Found = { text: string } | { fault: string } | null;

/** Of a file of more than a megabyte GitHub tells no content, and says so as its encoding. */
const Shown = z.union([
  z
    .object({ type: z.literal('file'), encoding: z.literal('base64'), content: z.string() })
    .transform(({ content }): Found => ({ text: Buffer.from(content, 'base64').toString('utf8') })),
  z
    .object({ type: z.literal('file'), encoding: z.literal('none') })
    .transform((): Found => ({ fault: TOO_LARGE })),
  z
    .union([z.array(z.unknown()), z.object({ type: z.enum(['symlink', 'submodule']) })])
    .transform((): Found => ({ fault: 'this is no file but a directory, a link or a submodule' })),
]);

/**
 * Reads one file. Not raw: what is too large then is left out, and what is no file says so.
 *
 * @see https://docs.github.com/en/rest/repos/contents#get-repository-content
 */
export function fileReader(octokits: Octokits, installationId: number): (file: File) => Promise<Found> {
  return async ({ owner, repo, path, ref }) => {
    const octokit = await octokits(installationId);
    try {
      const { data } = await octokit.rest.repos.getContent({
        owner,
        repo,
        path,
        ...(ref === null ? {} : { ref }),
      });
      return Shown.parse(data);
    } catch (error) {
      if (isStatus(error, 404)) return null;
      if (isStatus(error, 403) && error instanceof Error && /too_large/.test(error.message))
        return { fault: TOO_LARGE };
      throw error;
    }
  };
}
