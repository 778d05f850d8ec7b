import { byRank } from '../merging.js';

/** When a head became another, the earliest first: that it was seen again is no sign of work. */
export function movesAmong<T extends { sha: string | null; at: number }>(sightings: readonly T[]): T[] {
  const inOrder = [...sightings].sort(byRank(({ at }) => [at]));
  return inOrder.filter(({ sha }, index) => sha !== inOrder[index - 1]?.sha);
}
