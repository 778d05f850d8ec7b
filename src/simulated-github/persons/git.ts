import { moveRef } from '../actions/refs.js';
import { addCommit, branchHead, signatureOf, withFiles, type FileChanges } from '../git/commits.js';
import { emptyRepository, type Directory } from '../seeding.js';
import type { Doer } from '../state.js';
import type { World } from '../world.js';

export interface Push {
  branch: string;
  /** Text to write, `null` to delete. */
  files: FileChanges;
  message?: string;
  /** Where a new branch starts, or (with `force`) what the branch is put back to: a branch or a SHA. */
  from?: string;
  /** Replaces what the branch held by this commit on top of `from`. */
  force?: boolean;
}

/** What somebody does with git: it needs no REST operation. Answers are SHAs. */
export interface GitPerson {
  push(repository: string, push: Push): string;
  createBranch(repository: string, branch: string, from?: string): string;
  deleteBranch(repository: string, branch: string): void;
  /** Answers the fork's full name. */
  fork(repository: string): string;
}

export function gitPerson(world: World, directory: Directory, by: Doer): GitPerson {
  const start = (fullName: string, from: string | undefined) => {
    const repository = directory.repository(fullName);
    const name = from ?? repository.defaultBranch;
    const commit = branchHead(repository, name) ?? repository.commits.get(name);
    if (commit === undefined) throw new Error(`${fullName} has no branch or commit ${name}.`);
    return { repository, commit };
  };
  return {
    push(fullName, { branch, files, message, from, force = false }) {
      const repository = directory.repository(fullName);
      const current = branchHead(repository, branch);
      const base = force || current === undefined ? start(fullName, from).commit : current;
      const { sha } = addCommit(repository, {
        tree: withFiles(base.tree, files),
        parents: [base.sha],
        message: message ?? `Change ${Object.keys(files).join(', ')}`,
        author: signatureOf(by.account, world.now()),
      });
      moveRef(world, repository, `refs/heads/${branch}`, sha, by);
      return sha;
    },
    createBranch(fullName, branch, from) {
      const { repository, commit } = start(fullName, from);
      moveRef(world, repository, `refs/heads/${branch}`, commit.sha, by);
      return commit.sha;
    },
    deleteBranch(fullName, branch) {
      moveRef(world, directory.repository(fullName), `refs/heads/${branch}`, null, by);
    },
    fork(fullName) {
      const parent = directory.repository(fullName);
      const fork = emptyRepository(world, by.account, parent.name, parent);
      return `${fork.owner.login}/${fork.name}`;
    },
  };
}
