import type { ProjectPort } from '../../../app/ports/github.js';
import { CONFIG_PATH } from '../../../domain/config/path.js';
import type { ConfigFault } from '../../../domain/project/project.js';
import { extendsOf, parseConfiguration } from '../configuration/parse.js';
import { asked } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { ShownRepository } from '../payload/repository.js';
import { fileReader, type File, type Found } from './file-content.js';

/** The repository whose configuration stands in for those that have none of their own. */
const SHARED = '.github';
/** How long a chain of `_extends` may be: more is a mistake, or a circle. */
const LONGEST_CHAIN = 5;

interface Source {
  file: File;
  /** What a fault in it calls it. */
  path: string;
  text: string;
}

export function projectPort(octokits: Octokits): ProjectPort {
  return {
    readRepository: (installationId, { owner, name: repo }) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        return ShownRepository.parse((await octokit.rest.repos.get({ owner, repo })).data);
      }),

    readConfiguration: (installationId, { owner, name, ref }) =>
      asked(async () => {
        const read = fileReader(octokits, installationId);
        const own: File = { owner, repo: name, path: CONFIG_PATH, ref };
        const shared: File = { owner, repo: SHARED, path: CONFIG_PATH, ref: null };
        let found = await read(own);
        let file = own;
        if (found === null && name !== SHARED) {
          found = await read(shared);
          file = shared;
        }
        if (found === null) return { config: null, faults: [], sources: [] };
        // The path alone for the repository's own file: there a check run can point at the line.
        const path = file === own ? CONFIG_PATH : addressOf(file);
        if ('fault' in found)
          return { config: null, faults: [faultIn(path, found.fault)], sources: [addressOf(file)] };

        const { sources, faults } = await chain(read, { file, path, text: found.text });
        const parsed = parseConfiguration(
          sources.map((source) => ({ source: source.path, text: source.text })),
        );
        const all = [...parsed.faults, ...faults];
        return {
          config: all.length > 0 ? null : parsed.config,
          faults: all,
          sources: sources.map((source) => addressOf(source.file)),
        };
      }),
  };
}

/** The file and what it extends, the nearest last: it wins. */
async function chain(
  read: (file: File) => Promise<Found>,
  first: Source,
): Promise<{ sources: Source[]; faults: ConfigFault[] }> {
  const sources = [first];
  let { file, path, text } = first;
  for (;;) {
    const fault = (message: string) => ({ sources, faults: [faultIn(path, message)] });
    const next = extendsOf(text);
    if (next === null) return { sources, faults: [] };
    const { owner = file.owner, repo, path: at = CONFIG_PATH } = next;
    const base: File = { owner, repo, path: at, ref: null };
    const address = addressOf(base);
    if (owner.toLowerCase() !== first.file.owner.toLowerCase()) {
      return fault(`\`_extends\` names ${address}: only files of ${first.file.owner} can be extended`);
    }
    if (sources.length === LONGEST_CHAIN || sources.some((source) => isSame(source.file, base))) {
      return fault(`\`_extends\` goes in a circle or further than ${LONGEST_CHAIN} files`);
    }
    const found = await read(base);
    if (found === null)
      return fault(`\`_extends\` names ${address}, and there is no such file that the App may read`);
    if ('fault' in found) return { sources, faults: [faultIn(address, found.fault)] };
    ({ file, path, text } = { file: base, path: address, text: found.text });
    sources.unshift({ file, path, text });
  }
}

function addressOf({ owner, repo, path }: File): string {
  return `${owner}/${repo}:${path}`;
}

/** GitHub takes names of accounts and repositories in capitals or not. */
function isSame(one: File, other: File): boolean {
  const name = ({ owner, repo }: File) => `${owner}/${repo}`.toLowerCase();
  return name(one) === name(other) && one.path === other.path;
}

function faultIn(path: string, message: string): ConfigFault {
  return { path, line: 1, column: 1, message };
}
