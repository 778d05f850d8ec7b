import { changesBetween } from '../git/changes.js';
import { blobSha, nodeId } from '../identifiers.js';
import type { Commit, Repository, Signature } from '../state.js';
import { iso } from '../time.js';
import type { World } from '../world.js';
import { accountJson } from './account.js';
import { repositoryPage, repositoryUrl } from './repository.js';

const signedBy = ({ name, email, at }: Signature) => ({ name, email, date: iso(at) });

export function commitUrl(world: World, repository: Repository, sha: string): string {
  return `${repositoryUrl(world, repository)}/commits/${sha}`;
}

/** As lists of commits and statuses show it. */
export function commitJson(world: World, repository: Repository, commit: Commit) {
  const url = repositoryUrl(world, repository);
  const page = repositoryPage(world, repository);
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author: signedBy(commit.author),
      committer: signedBy(commit.committer),
      message: commit.message,
      tree: { sha: commit.treeSha, url: `${url}/git/trees/${commit.treeSha}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned' as const,
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url: commitUrl(world, repository, commit.sha),
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${commitUrl(world, repository, commit.sha)}/comments`,
    author: commit.author.account === null ? null : accountJson(world, commit.author.account),
    committer: commit.committer.account === null ? null : accountJson(world, commit.committer.account),
    parents: commit.parents.map((sha) => ({
      sha,
      url: commitUrl(world, repository, sha),
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

export function changesOf(repository: Repository, commit: Commit) {
  const [parent] = commit.parents;
  return changesBetween(
    (parent === undefined ? undefined : repository.commits.get(parent)?.tree) ?? new Map(),
    commit.tree,
  );
}

export function fileChangesJson(
  world: World,
  repository: Repository,
  sha: string,
  changes: ReturnType<typeof changesBetween>,
) {
  const page = repositoryPage(world, repository);
  return changes.map((each) => ({
    sha: each.sha,
    filename: each.path,
    status: each.status,
    additions: each.additions,
    deletions: each.deletions,
    changes: each.additions + each.deletions,
    blob_url: `${page}/blob/${sha}/${each.path}`,
    raw_url: `${page}/raw/${sha}/${each.path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${each.path}?ref=${sha}`,
    patch: each.patch,
  }));
}

/** As GET of one commit answers: with what it changed. */
export function fullCommitJson(world: World, repository: Repository, commit: Commit) {
  const changes = changesOf(repository, commit);
  const additions = changes.reduce((sum, each) => sum + each.additions, 0);
  const deletions = changes.reduce((sum, each) => sum + each.deletions, 0);
  return {
    ...commitJson(world, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: fileChangesJson(world, repository, commit.sha, changes),
  };
}

/** As a push webhook tells it. */
export function pushedCommitJson(world: World, repository: Repository, commit: Commit) {
  const changes = changesOf(repository, commit);
  const paths = (status: string) => changes.filter((each) => each.status === status).map((each) => each.path);
  const person = ({ name, email, account }: Signature) => ({
    name,
    email,
    ...(account === null ? {} : { username: account.login }),
  });
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    distinct: true,
    message: commit.message,
    timestamp: iso(commit.author.at),
    url: `${repositoryPage(world, repository)}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  };
}

/** As check suites and merge groups carry their head commit. */
export function headCommitJson(commit: Commit) {
  return {
    id: commit.sha,
    tree_id: commit.treeSha,
    message: commit.message,
    timestamp: iso(commit.author.at),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

export function refJson(world: World, repository: Repository, ref: string, sha: string) {
  const url = repositoryUrl(world, repository);
  return {
    ref,
    node_id: nodeId('REF', repository.id) + Buffer.from(ref).toString('base64url'),
    url: `${url}/git/${ref}`,
    object: { sha, type: 'commit' as const, url: `${url}/git/commits/${sha}` },
  };
}

/** A file's entry as the contents API shows it, without its text. */
export function fileJson(world: World, repository: Repository, path: string, content: string, ref: string) {
  const url = repositoryUrl(world, repository);
  const page = repositoryPage(world, repository);
  const sha = blobSha(content);
  const links = {
    self: `${url}/contents/${path}?ref=${ref}`,
    git: `${url}/git/blobs/${sha}`,
    html: `${page}/blob/${ref}/${path}`,
  };
  return {
    type: 'file' as const,
    size: Buffer.byteLength(content),
    name: path.split('/').at(-1) ?? path,
    path,
    sha,
    url: links.self,
    git_url: links.git,
    html_url: links.html,
    download_url: `${page}/raw/${ref}/${path}`,
    _links: links,
  };
}

/** As a status webhook shows it: Octokit's schema of that is older than `verified_at`. */
export function commitInStatusJson(world: World, repository: Repository, commit: Commit) {
  const { commit: inner, ...json } = commitJson(world, repository, commit);
  const { verified, reason, signature, payload } = inner.verification;
  return { ...json, commit: { ...inner, verification: { verified, reason, signature, payload } } };
}
