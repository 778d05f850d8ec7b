import * as z from 'zod';

/** With its zone: a time without one would mean something else on every machine. */
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
/** A number above this is milliseconds: as seconds it would be the year 5138. */
const SECONDS_END = 100_000_000_000;

/**
 * A moment as GitHub writes it, as epoch milliseconds: ISO 8601 nearly everywhere, and in `push` payloads
 * (`repository.pushed_at`) a number of seconds.
 */
export const Moment = z.union([z.string(), z.number()]).transform((given, context) => {
  const at =
    typeof given === 'string' ? fromText(given) : Math.trunc(given < SECONDS_END ? given * 1000 : given);
  if (Number.isSafeInteger(at) && at >= 0) return at;
  context.addIssue({ code: 'custom', message: 'is not a date' });
  return z.NEVER;
});

function fromText(text: string): number {
  return ISO.test(text) ? Date.parse(text) : NaN;
}
