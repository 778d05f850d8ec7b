import type { ProjectPort } from '../../../app/ports/github.js';
import { CONFIG_PATH } from '../../../domain/config/path.js';
import type { ConfigFault } from '../../../domain/project/project.js';
import { extendsOf, parseConfiguration } from '../configuration/parse.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ShownRepository } from '../payload/repository.js';

/** The repository whose configuration stands in for those that have none of their own. */
const SHARED = '.github';
/** How long a chain of `_extends` may be: more is a mistake, or a circle. */
const LONGEST_CHAIN = 5;

interface File {
  owner: string;
  repo: string;
  path: string;
  ref: string | null;
}

/** @see https://docs.github.com/en/rest/repos/contents#get-repository-content */
export function projectPort(octokits: Octokits): ProjectPort {
  return {
    readRepository: (installationId, { owner, name: repo }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        return ShownRepository.parse((await octokit.rest.repos.get({ owner, repo })).data);
      }),

    readConfiguration: (installationId, { owner, name, ref }) =>
      asked(async () => {
        const read = reader(octokits, installationId);
        const own: File = { owner, repo: name, path: CONFIG_PATH, ref };
        const shared: File = { owner, repo: SHARED, path: CONFIG_PATH, ref: null };
        let text = await read(own);
        let file = own;
        if (text === null && name !== SHARED) {
          text = await read(shared);
          file = shared;
        }
        if (text === null) return { config: null, faults: [], sources: [] };

        const { files, faults } = await chain(read, file, text);
        const parsed = parseConfiguration(files);
        const all = [...parsed.faults, ...faults];
        const sources = files.map(({ source }) => source);
        return { config: all.length > 0 ? null : parsed.config, faults: all, sources };
      }),
  };
}

/** The file and what it extends, the nearest last: it wins. */
async function chain(
  read: (file: File) => Promise<string | null>,
  first: File,
  firstText: string,
): Promise<{ files: { source: string; text: string }[]; faults: ConfigFault[] }> {
  const files = [{ source: sourceOf(first), text: firstText }];
  let file = first;
  let text = firstText;
  for (;;) {
    const next = extendsOf(text);
    if (next === null) return { files, faults: [] };
    const owner = next.owner ?? file.owner;
    const base: File = { owner, repo: next.repo, path: next.path ?? CONFIG_PATH, ref: null };
    const fault = (message: string) => ({
      files,
      faults: [{ path: sourceOf(file), line: 1, column: 1, message }],
    });
    if (owner.toLowerCase() !== first.owner.toLowerCase()) {
      return fault(`\`_extends\` names ${sourceOf(base)}: only files of ${first.owner} can be extended`);
    }
    if (files.length === LONGEST_CHAIN || files.some(({ source }) => source === sourceOf(base))) {
      return fault(`\`_extends\` goes in a circle or further than ${LONGEST_CHAIN} files`);
    }
    const found = await read(base);
    if (found === null)
      return fault(`\`_extends\` names ${sourceOf(base)}, and there is no such file that the App may read`);
    files.unshift({ source: sourceOf(base), text: found });
    file = base;
    text = found;
  }
}

function sourceOf({ owner, repo, path }: File): string {
  return `${owner}/${repo}:${path}`;
}

function reader(octokits: Octokits, installationId: number): (file: File) => Promise<string | null> {
  return async ({ owner, repo, path, ref }) => {
    const octokit = await octokits(installationId);
    try {
      const { data } = await octokit.rest.repos.getContent({
        owner,
        repo,
        path,
        ...(ref === null ? {} : { ref }),
        mediaType: { format: 'raw' },
      });
      // With the raw media type the body is the file; the types describe the other one.
      const body: unknown = data;
      return typeof body === 'string' ? body : null;
    } catch (error) {
      if (isStatus(error, 404)) return null;
      throw error;
    }
  };
}
