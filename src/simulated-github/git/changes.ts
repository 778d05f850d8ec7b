import { blobSha } from '../identifiers.js';
import type { Tree } from '../state.js';

export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string;
  readonly sha: string;
}

/** What changed from one tree to another, by path. Renames show as one removed and one added. */
export function changesBetween(before: Tree, after: Tree): FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const old = before.get(path);
    const now = after.get(path);
    if (old === now) return [];
    const status = old === undefined ? 'added' : now === undefined ? 'removed' : 'modified';
    return [
      { path, status, ...lineChanges(lines(old), lines(now)), sha: blobSha(now ?? old ?? '') } as const,
    ];
  });
}

function lines(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

/** One hunk, from the first to the last differing line: enough to count and to show. */
function lineChanges(old: string[], now: string[]): Pick<FileChange, 'additions' | 'deletions' | 'patch'> {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const gone = old.slice(start, old.length - end);
  const come = now.slice(start, now.length - end);
  const at = (all: string[], count: number) => `${count === 0 && all.length === 0 ? 0 : start + 1},${count}`;
  const patch = [
    `@@ -${at(old, gone.length)} +${at(now, come.length)} @@`,
    ...gone.map((line) => `-${line}`),
    ...come.map((line) => `+${line}`),
  ].join('\n');
  return { additions: come.length, deletions: gone.length, patch };
}
