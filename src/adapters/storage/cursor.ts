import * as z from 'zod';
import { BadCursorError, type Page } from '../../app/ports/store.js';
import { Outcome } from '../../domain/report/outcome.js';

/** Where a page ended. Which list it is of is part of it, so that one list's cursor is not taken for another's. */
export const OpenWorkflowsCursor = z.strictObject({
  list: z.literal('open-workflows'),
  issueNumber: z.number().int(),
  id: z.string(),
});
export const ProjectsCursor = z.strictObject({ list: z.literal('projects'), repositoryId: z.number().int() });
export const AuditCursor = z.strictObject({ list: z.literal('audit'), id: z.string() });
export const ReportsCursor = z.strictObject({ list: z.literal('reports'), agent: z.string() });
export const OutcomesCursor = z.strictObject({
  list: z.literal('outcomes'),
  endedAt: z.number(),
  issueNumber: z.number().int(),
  end: Outcome.shape.end,
});

type Cursor =
  | z.output<typeof OpenWorkflowsCursor>
  | z.output<typeof ProjectsCursor>
  | z.output<typeof AuditCursor>
  | z.output<typeof ReportsCursor>
  | z.output<typeof OutcomesCursor>;

/** The cursor that `text` stands for. @throws BadCursorError when it is none of this list. */
export function readCursor<S extends z.ZodType<Cursor>>(schema: S, text: string): z.output<S> {
  const result = schema.safeParse(jsonOf(Buffer.from(text, 'base64url').toString()));
  if (result.success) return result.data;
  throw new BadCursorError('This is not a cursor of this list. Start again from its first page.');
}

/**
 * A page of the first `limit` rows.
 *
 * @param rows one more than `limit`, if there is one more.
 * @param more there are more although no row too many was found.
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => Cursor,
  more = false,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = last !== undefined && (more || rows.length > limit) ? writeCursor(cursorOf(last)) : null;
  return { items, next };
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
