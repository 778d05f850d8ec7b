import type { Repository, Tree } from '../state.js';
import { mergeBase } from './history.js';

/** Three-way merge by path; null when both sides changed one path differently. */
export function mergeTrees(base: Tree, ours: Tree, theirs: Tree): Tree | null {
  const merged = new Map(ours);
  for (const path of new Set([...base.keys(), ...theirs.keys()])) {
    const old = base.get(path);
    const their = theirs.get(path);
    const our = ours.get(path);
    if (their === old || their === our) continue;
    if (our !== old) return null;
    if (their === undefined) merged.delete(path);
    else merged.set(path, their);
  }
  return merged;
}

/** The tree of `head` merged into `base`, both by SHA; null when they conflict. */
export function mergedTree(repository: Repository, base: string, head: string): Tree | null {
  const ours = repository.commits.get(base);
  const theirs = repository.commits.get(head);
  if (ours === undefined || theirs === undefined) return null;
  return mergeTrees(mergeBase(repository, base, head)?.tree ?? new Map(), ours.tree, theirs.tree);
}
