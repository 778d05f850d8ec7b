const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;
/** From so long on only full days are told apart, ms. */
const LONG = 2 * DAY;
/** And from here nothing is, ms. */
const LONGEST = 365 * DAY;

/**
 * How many waits lasted how long, keyed by their length in ms, rounded down to a quarter of an hour or a day. It stays small
 * however many there are, and comes out the same in whatever order they are added: a sample would do neither.
 */
export type Waits = Readonly<Record<string, number>>;

/** @param ms how long it lasted. */
export function withWait(waits: Waits, ms: number): Waits {
  const unit = ms < LONG ? QUARTER : DAY;
  const key = String(Math.min(Math.floor(ms / unit) * unit, LONGEST));
  return { ...waits, [key]: (waits[key] ?? 0) + 1 };
}

/** The median, ms; null: there were none. */
export function medianOf(waits: Waits): number | null {
  const counts = Object.entries(waits)
    .map(([ms, count]) => ({ ms: Number(ms), count }))
    .sort((a, b) => a.ms - b.ms);
  const all = counts.reduce((total, { count }) => total + count, 0);
  if (all === 0) return null;
  return (nth(counts, Math.floor((all - 1) / 2)) + nth(counts, Math.floor(all / 2))) / 2;
}

function nth(counts: readonly { ms: number; count: number }[], index: number): number {
  let before = 0;
  for (const { ms, count } of counts) {
    before += count;
    if (index < before) return ms;
  }
  return LONGEST;
}
