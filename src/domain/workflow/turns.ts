import * as z from 'zod';
import type { Assignment, Facts } from '../facts.js';

/** Why a turn was given up for an agent that no longer answered. */
export const GivenUp = z.enum(['stalled', 'lost']);
export type GivenUp = z.infer<typeof GivenUp>;

/** When a turn ended, ms, and why, where nobody asked for it; null: it goes on. */
export function endOf(facts: Facts, turn: Assignment): { at: number; because: GivenUp | null } | null {
  const released = facts.performed[`release/${turn.id}`];
  if (released === undefined) return null;
  return { at: released.at, because: GivenUp.safeParse(released.ref).data ?? null };
}

/** Whether its agent was told that the work is its own. */
export function wasHandedOver(facts: Facts, turn: Assignment): boolean {
  return facts.performed[`hand-over/${turn.id}`]?.refused === null;
}

/** The agents that were given the issue under a wish and fell silent. */
export function silentUnder(facts: Facts, wish: string): string[] {
  const silent = Object.values(facts.assignments).filter(
    (turn) => turn.wish === wish && endOf(facts, turn)?.because != null,
  );
  return [...new Set(silent.map(({ agent }) => agent))].sort();
}

/** The newest turn under a wish. */
export function assignmentFor(facts: Facts, wish: string | null): Assignment | null {
  return turnsFor(facts, wish)[0] ?? null;
}

/** The turn that came last, whoever's it was: its branch is where work goes on. */
export function lastAssignment(facts: Facts): Assignment | null {
  return Object.values(facts.assignments).reduce<Assignment | null>(
    (newest, turn) => (newest === null || turn.epoch > newest.epoch ? turn : newest),
    null,
  );
}

/**
 * Who had the turn when a command of the time `at` was given; before the first, whoever got that. Null: nobody, or only
 * one whose turn had been given up by then.
 */
export function turnAt(facts: Facts, wish: string | null, at: number): Assignment | null {
  const turns = turnsFor(facts, wish);
  const turn = turns.find((it) => hadBegun(it, at)) ?? turns.at(-1) ?? null;
  const end = turn === null ? null : endOf(facts, turn);
  return end !== null && end.because !== null && end.at <= at ? null : turn;
}

/** GitHub's times are whole seconds, so what was said after a turn began may bear an earlier time. */
function hadBegun(turn: Assignment, at: number): boolean {
  return turn.at < at + 1000;
}

/** The last turn that the owner of an account had begun by the time `at` (ms), however long it is over; null: none. */
export function ownTurnAt(facts: Facts, login: string, at: number): Assignment | null {
  const own = Object.values(facts.assignments).filter(
    (turn) => turn.login?.toLowerCase() === login.toLowerCase() && hadBegun(turn, at),
  );
  return own.length === 0 ? null : own.reduce((last, turn) => (turn.epoch > last.epoch ? turn : last));
}

/** The turn that the owner of an account has now; null: none. */
export function turnOf(facts: Facts, login: string): Assignment | null {
  const turns = Object.values(facts.assignments);
  return (
    turns.find((turn) => turn.login?.toLowerCase() === login.toLowerCase() && endOf(facts, turn) === null) ??
    null
  );
}

/** All turns under a wish, the newest first. */
export function turnsFor(facts: Facts, wish: string | null): Assignment[] {
  if (wish === null) return [];
  const turns = Object.values(facts.assignments).filter((assignment) => assignment.wish === wish);
  return turns.sort((a, b) => b.epoch - a.epoch || (a.id < b.id ? -1 : 1));
}
