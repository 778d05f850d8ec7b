import { blobSha, sha1 } from '../identifiers.js';
import type { Account, Commit, Repository, Signature, Tree } from '../state.js';

export const nullSha = '0'.repeat(40);

export interface NewCommit {
  tree: Tree;
  parents: readonly string[];
  message: string;
  author: Signature;
  committer?: Signature;
}

/** Stores a commit under the hash of all that it holds, so that the same commit has the same name. */
export function addCommit(
  repository: Repository,
  { tree, parents, message, author, committer }: NewCommit,
): Commit {
  const by = committer ?? author;
  const paths = [...tree.keys()].sort();
  const treeSha = sha1(`tree ${paths.map((path) => `${path}\0${blobSha(tree.get(path) ?? '')}`).join('\n')}`);
  const signed = (each: Signature) => `${each.name} <${each.email}> ${Math.floor(each.at / 1000)}`;
  const sha = sha1(`commit ${JSON.stringify([treeSha, parents, message, signed(author), signed(by)])}`);
  const known = repository.commits.get(sha);
  if (known !== undefined) return known;
  const commit = { sha, treeSha, tree, parents, message, author, committer: by };
  repository.commits.set(sha, commit);
  return commit;
}

export function signatureOf(account: Account, at: number): Signature {
  return {
    name: account.login,
    email: `${account.id}+${account.login}@users.noreply.github.com`,
    at,
    account,
  };
}

/** A change of files: text to write, or null to delete. */
export type FileChanges = Readonly<Record<string, string | null>>;

export function withFiles(tree: Tree, files: FileChanges): Tree {
  const changed = new Map(tree);
  for (const [path, content] of Object.entries(files)) {
    if (content === null) changed.delete(path);
    else changed.set(path, content);
  }
  return changed;
}

export function branchHead(repository: Repository, branch: string): Commit | undefined {
  const sha = repository.refs.get(`refs/heads/${branch}`);
  return sha === undefined ? undefined : repository.commits.get(sha);
}

/** A commit by branch, tag, full reference or SHA (a unique beginning of seven digits is enough). */
export function resolveCommit(repository: Repository, ref: string): Commit | undefined {
  const sha =
    repository.refs.get(ref) ??
    repository.refs.get(`refs/${ref}`) ??
    repository.refs.get(`refs/heads/${ref}`) ??
    repository.refs.get(`refs/tags/${ref}`);
  if (sha !== undefined) return repository.commits.get(sha);
  if (!/^[0-9a-f]{7,40}$/.test(ref)) return undefined;
  const exact = repository.commits.get(ref);
  if (exact !== undefined) return exact;
  const found = [...repository.commits.values()].filter((each) => each.sha.startsWith(ref));
  return found.length === 1 ? found[0] : undefined;
}
