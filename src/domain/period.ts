/** A while: from `since` on and before `until`, ms. */
export interface Period {
  since: number;
  until: number;
}

export function isWithin(at: number, { since, until }: Period): boolean {
  return at >= since && at < until;
}

/** How much of one while lies within another, ms. */
export function overlapOf(a: Period, b: Period): number {
  return Math.max(0, Math.min(a.until, b.until) - Math.max(a.since, b.since));
}
