import { Refusal } from '../../../app/ports/github.js';
import type { Log } from '../../../app/ports/environment.js';
import { CONFIG_PATH } from '../../../domain/config/path.js';
import type { ConfigFault } from '../../../domain/project/project.js';
import { extendsOf } from '../configuration/parse.js';
import { asked } from '../faults.js';
import type { File, Found } from './file-content.js';

/** The repository whose configuration stands in for those that have none of their own. */
export const SHARED = '.github';
/** How long a chain of `_extends` may be: more is a mistake, or a circle. */
const LONGEST_CHAIN = 5;

export interface Source {
  file: File;
  /** What a fault in it calls it. */
  path: string;
  text: string;
  /** Another repository's: whoever may read this one's check runs may not be allowed to read it. */
  hidden: boolean;
}

export interface Chain {
  /** The nearest last: it wins. */
  sources: Source[];
  faults: ConfigFault[];
  /** Where a hidden file begins, as the last visible one names it; null: all may be shown. */
  hidden: ConfigFault | null;
}

/**
 * The file and what it extends. Of hidden files nothing is told: neither what is wrong in them nor whether they are
 * there, lest the name of a private repository, or a key of a file in it, be tried out by pushing.
 */
export async function chainFrom(
  { read, log, project }: { read: (file: File) => Promise<Found>; log: Log; project: { name: string } },
  first: Omit<Source, 'hidden'>,
): Promise<Chain> {
  const sources: Source[] = [{ ...first, hidden: false }];
  let last: Source = { ...first, hidden: false };
  let hidden: ConfigFault | null = null;
  for (;;) {
    const { file, path, text } = last;
    const next = extendsOf(text);
    if (next === null) return { sources, faults: [], hidden };
    const { owner = file.owner, repo, path: at = CONFIG_PATH } = next;
    const base: File = { owner, repo, path: at, ref: null };
    const address = addressOf(base);

    const fault = (message: string): Chain => {
      if (hidden === null) return { sources, faults: [faultIn(path, message)], hidden };
      log.warn({ file: addressOf(file), reason: message }, 'an extended configuration cannot be used');
      return { sources: sources.filter((source) => !source.hidden), faults: [hidden], hidden };
    };
    if (owner.toLowerCase() !== first.file.owner.toLowerCase())
      return fault(`\`_extends\` names ${address}: only files of ${first.file.owner} can be extended`);
    // Else any YAML file of any repository that the App may read could be had read out.
    if (at !== CONFIG_PATH && !isNamed(repo, file.repo))
      return fault(
        `\`_extends\` names ${address}: of another repository only \`${CONFIG_PATH}\` can be extended`,
      );
    if (sources.length === LONGEST_CHAIN || sources.some((source) => isSame(source.file, base)))
      return fault(`\`_extends\` goes in a circle or further than ${LONGEST_CHAIN} files`);

    const isHidden = hidden !== null || !(isNamed(repo, SHARED) || isNamed(repo, project.name));
    if (isHidden) hidden ??= faultIn(path, cannotBeUsed(address));
    const found = await (isHidden ? readOrRefused(read, base) : read(base));
    if (found === null)
      return fault(`\`_extends\` names ${address}, and there is no such file that the App may read`);
    if ('fault' in found) {
      if (isHidden) return fault(`${address}: ${found.fault}`);
      return { sources, faults: [faultIn(address, found.fault)], hidden };
    }
    last = { file: base, path: address, text: found.text, hidden: isHidden };
    sources.unshift(last);
  }
}

/** The one answer to whatever is wrong with a hidden file. */
function cannotBeUsed(address: string): string {
  return (
    `the extended file ${address} cannot be used: ` +
    'see that it exists, that the App is installed on its repository, and that it is a valid configuration'
  );
}

async function readOrRefused(read: (file: File) => Promise<Found>, file: File): Promise<Found> {
  try {
    return await asked(() => read(file));
  } catch (error) {
    if (error instanceof Refusal) return { fault: `GitHub refuses it (${error.code})` };
    throw error;
  }
}

export function addressOf({ owner, repo, path }: File): string {
  return `${owner}/${repo}:${path}`;
}

export function faultIn(path: string, message: string): ConfigFault {
  return { path, line: 1, column: 1, message };
}

/** GitHub takes names of accounts and repositories in capitals or not. */
function isNamed(name: string, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

function isSame(one: File, other: File): boolean {
  return isNamed(one.owner, other.owner) && isNamed(one.repo, other.repo) && one.path === other.path;
}
