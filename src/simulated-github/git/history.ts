import type { Commit, Repository } from '../state.js';

/** A commit and all before it, newest first as far as parents tell. */
export function historyOf(repository: Repository, sha: string): Map<string, Commit> {
  const seen = new Map<string, Commit>();
  const queue = [sha];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const commit = repository.commits.get(next);
    if (commit === undefined || seen.has(next)) continue;
    seen.set(next, commit);
    queue.push(...commit.parents);
  }
  return seen;
}

export function isAncestor(repository: Repository, ancestor: string, of: string): boolean {
  return historyOf(repository, of).has(ancestor);
}

/** Those that `head` has and `base` has not, oldest first. */
export function commitsBetween(repository: Repository, base: string, head: string): Commit[] {
  const known = historyOf(repository, base);
  const news = [...historyOf(repository, head).values()].filter((each) => !known.has(each.sha));
  const wanted = new Set(news.map((each) => each.sha));
  const ordered = new Map<string, Commit>();
  const visit = (commit: Commit): void => {
    if (ordered.has(commit.sha)) return;
    for (const parent of commit.parents) {
      const found = repository.commits.get(parent);
      if (found !== undefined && wanted.has(parent)) visit(found);
    }
    ordered.set(commit.sha, commit);
  };
  news.forEach(visit);
  return [...ordered.values()];
}

/** The nearest commit that both have. */
export function mergeBase(repository: Repository, one: string, other: string): Commit | undefined {
  const known = historyOf(repository, one);
  const shared = [...historyOf(repository, other).values()].filter((each) => known.has(each.sha));
  // Nearest: no other shared commit comes after it.
  const older = new Set(shared.flatMap((each) => each.parents));
  return shared.find((each) => !older.has(each.sha));
}
