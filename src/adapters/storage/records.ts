import * as z from 'zod';

/** What is stored under a key is not what its schema says. */
export class CorruptRecordError extends Error {
  override readonly name = 'CorruptRecordError';
}

/**
 * A record as its schema knows it.
 *
 * @param what names the record in the error: `workflow wf-1-2`.
 * @throws CorruptRecordError when the schema refuses it.
 */
export function validated<S extends z.ZodType>(schema: S, raw: unknown, what: string): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new CorruptRecordError(`The stored ${what} cannot be read:\n${z.prettifyError(result.error)}`);
}

/** A record from the JSON text that {@link plainText} made of it. @throws CorruptRecordError */
export function parsedRecord<S extends z.ZodType>(schema: S, text: string, what: string): z.output<S> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new CorruptRecordError(`The stored ${what} cannot be read: it is not JSON`);
  }
  return validated(schema, raw, what);
}

/** Half of a surrogate pair, as a cut through an emoji leaves it: no UTF-8 can hold it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

function storable(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.replace(LONE_SURROGATE, '\ufffd');
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} cannot be stored: a stored number is finite`);
  }
  return value;
}

/**
 * A value as JSON text: `undefined` left out, lone surrogates replaced.
 *
 * @throws TypeError for NaN and infinities, which JSON would quietly turn into null.
 */
export function plainText(value: unknown): string {
  return JSON.stringify(value, storable);
}

/** A value as plain data, the same that {@link plainText} would bring back. */
export function plain(value: unknown): unknown {
  return JSON.parse(plainText(value));
}
