import { canonical } from './register.js';

/**
 * How facts are put together so that neither order nor repetition matters: out of several, the largest by an order
 * that is total, and out of many, the largest few.
 */

export type Order<T> = (a: T, b: T) => number;

/** Orders by the parts of the rank, the first that differs, and where all are equal by the whole content. */
export function byRank<T>(rank: (it: T) => readonly (number | string)[]): Order<T> {
  return (a, b) => {
    const other = rank(b);
    for (const [index, part] of rank(a).entries()) {
      const difference = compared(part, other[index] ?? part);
      if (difference !== 0) return difference;
    }
    return compared(canonical(a), canonical(b));
  };
}

function compared<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function largest<T>(known: T | undefined, news: T, order: Order<T>): T {
  return known === undefined || order(news, known) > 0 ? news : known;
}

/** The largest `count`, the largest first. */
export function kept<T>(all: readonly T[], count: number, order: Order<T>): T[] {
  return [...all].sort((a, b) => order(b, a)).slice(0, count);
}

/** The latest time of each, of the `count` latest. */
export function latestTimes(
  times: Record<string, number>,
  key: string,
  at: number,
  count: number,
): Record<string, number> {
  const all = Object.entries({ ...times, [key]: Math.max(times[key] ?? at, at) });
  return Object.fromEntries(
    kept(
      all,
      count,
      byRank(([name, time]) => [time, name]),
    ),
  );
}
