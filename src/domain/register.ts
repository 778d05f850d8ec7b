import * as z from 'zod';

/**
 * A last-writer-wins register that merges the same way in any order.
 *
 * GitHub's `updated_at` has a resolution of one second, so two different states may bear the same time. Then the
 * one heard of later is shown, and `unsettled` says that only a fresh reading can tell: a reading (`readAt`)
 * later than all hearsay of that second settles it.
 */
export interface Register<T> {
  value: T;
  /** What orders it: the source's own time of the state, ms. */
  updatedAt: number;
  /** When the shown value was heard or read, ms. */
  seenAt: number;
  /** The latest that a webhook told of this `updatedAt`; 0 when none did. */
  heardAt: number;
  /** The latest that we read it ourselves at this `updatedAt`; 0 when never. */
  readAt: number;
  /** More than one state bears this `updatedAt`. */
  contested: boolean;
}

export const registerOf = <S extends z.ZodType>(value: S) =>
  z.object({
    value,
    updatedAt: z.number(),
    seenAt: z.number(),
    heardAt: z.number(),
    readAt: z.number(),
    contested: z.boolean(),
  });

/** A state that a webhook told. */
export function heard<T>(value: T, updatedAt: number, seenAt: number): Register<T> {
  return { value, updatedAt, seenAt, heardAt: seenAt, readAt: 0, contested: false };
}

/** A state that we read from the source ourselves. */
export function read<T>(value: T, updatedAt: number, readAt: number): Register<T> {
  return { value, updatedAt, seenAt: readAt, heardAt: 0, readAt, contested: false };
}

export function merge<T>(a: Register<T> | undefined, b: Register<T>): Register<T> {
  if (a === undefined || a.updatedAt < b.updatedAt) return b;
  if (a.updatedAt > b.updatedAt) return a;
  const textA = canonical(a.value);
  const textB = canonical(b.value);
  const shown = a.seenAt > b.seenAt || (a.seenAt === b.seenAt && textA >= textB) ? a : b;
  return {
    value: shown.value,
    updatedAt: a.updatedAt,
    seenAt: shown.seenAt,
    heardAt: Math.max(a.heardAt, b.heardAt),
    readAt: Math.max(a.readAt, b.readAt),
    contested: a.contested || b.contested || textA !== textB,
  };
}

export function unsettled(register: Register<unknown>): boolean {
  return register.contested && register.heardAt > register.readAt;
}

/** JSON with sorted keys: equal content, equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = membersOf(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${members.join(',')}}`;
}

/** Whether two values have the same {@link canonical} text, without making either. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const known = new Map(membersOf(a));
  const others = membersOf(b);
  return known.size === others.length && others.every(([key, inner]) => isSame(known.get(key), inner));
}

function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined);
}
