import type { Facts } from './facts.js';
import { byRank, kept } from './merging.js';

/**
 * How many results of a kind are remembered, the latest, by how their keys begin. What these were about passes: commits,
 * looks at GitHub, where things are found. All others are as many as the commands and turns that brought them.
 */
const KEPT: readonly (readonly [prefix: string, count: number])[] = [
  ['check/', 150],
  ['read-', 60],
  ['point/', 100],
  ['notify/', 200],
  ['mark-ready/', 20],
  ['reviewers/', 50],
  ['report/', 60],
  ['outcome/', 20],
  ['pause/', 30],
];
/** Whether results of this kind are forgotten in time, however many there are. */
export function isBounded(key: string): boolean {
  return KEPT.some(([prefix]) => key.startsWith(prefix));
}

const FEWEST = Math.min(...KEPT.map(([, count]) => count));

export function keptResults(performed: Facts['performed']): Facts['performed'] {
  const all = Object.entries(performed);
  if (all.length <= FEWEST) return performed;
  const lost = new Set(
    KEPT.flatMap(([prefix, count]) => {
      const ofKind = all.filter(([key]) => key.startsWith(prefix));
      if (ofKind.length <= count) return [];
      const newest = new Set(
        kept(
          ofKind,
          count,
          byRank(([key, { at }]) => [at, key]),
        ),
      );
      return ofKind.filter((entry) => !newest.has(entry)).map(([key]) => key);
    }),
  );
  return lost.size === 0 ? performed : Object.fromEntries(all.filter(([key]) => !lost.has(key)));
}
