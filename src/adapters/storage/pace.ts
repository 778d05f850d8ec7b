import * as z from 'zod';
import type { Turn } from '../../app/ports/store.js';

/** The pace of one installation's writes. All ms. */
export const Pace = z.object({
  /** The first turn that nobody has. */
  nextAt: z.number(),
  /** When the last of those is to come back who found no turn. */
  hintAt: z.number(),
  restsUntil: z.number(),
});
export type Pace = z.infer<typeof Pace>;

export const NO_PACE: Pace = { nextAt: 0, hintAt: 0, restsUntil: 0 };

/** Two clocks differ by less. What is further ahead was written by one that is wrong, and must not stop all writes. */
const SKEW = 60_000;
/** So does a limit of GitHub's end within the hour. */
const LONGEST_REST = 60 * 60_000;
/**
 * Who finds no turn is to come back within this time. When so many wait that it is full, it is shared from its beginning
 * on: whoever then finds no turn is told another time.
 */
const LONGEST_WAIT = 15 * 60_000;

/** The pace once somebody asked for a turn, and what they are told. */
export function withTurn(
  pace: Pace,
  { now, spacing, patience }: { now: number; spacing: number; patience: number },
): { pace: Pace; turn: Turn } {
  const within = (time: number, most: number) => (time > now + most ? 0 : time);
  const nextAt = within(pace.nextAt, patience + spacing + SKEW);
  const restsUntil = within(pace.restsUntil, LONGEST_REST + SKEW);
  const at = Math.max(now, nextAt, restsUntil);
  if (at <= now + patience) return { pace: { ...pace, nextAt: at + spacing }, turn: { at } };
  const hintAt = Math.max(at, within(pace.hintAt, at - now + LONGEST_WAIT) + spacing);
  const waitsFor = restsUntil > now ? 'rest' : 'turn';
  return { pace: { ...pace, hintAt }, turn: { retryAt: hintAt, waitsFor } };
}

/** With no turn before `until`; the same when that is so already. */
export function withRest(pace: Pace, { now, until }: { now: number; until: number }): Pace {
  const known = pace.restsUntil > now + LONGEST_REST + SKEW ? 0 : pace.restsUntil;
  return until <= known ? pace : { ...pace, restsUntil: until };
}
