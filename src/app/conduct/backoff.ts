/** Waits between tries, ms: doubling from the first, never above the ceiling. */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 15 * 60_000;

/**
 * When to try again after `attempts` tries: exponential, with full jitter over the upper half so that what failed
 * together does not come back together; never before GitHub said (`retryAt`, epoch ms).
 */
export function retryTime(of: {
  attempts: number;
  now: number;
  fraction: number;
  retryAt: number | null;
}): number {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(20, of.attempts - 1));
  return Math.max(of.now + Math.round(wait * (0.5 + of.fraction / 2)), of.retryAt ?? 0);
}
