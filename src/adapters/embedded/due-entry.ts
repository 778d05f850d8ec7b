import * as z from 'zod';
import type { Due } from '../../app/ports/store.js';
import { parsedRecord } from '../storage/records.js';
import { dueKey } from './keys.js';
import type { Entry } from './ordered-map.js';

const DueValue = z.object({
  what: z.enum(['delivery', 'workflow', 'day']),
  id: z.string(),
  dueAt: z.number(),
});

/** The entry of the index by time, or none for what is not waiting. */
export function dueEntry({ what, id, dueAt }: Omit<Due, 'dueAt'> & { dueAt: number | null }): Entry[] {
  return dueAt === null
    ? []
    : [{ key: dueKey({ what, id, dueAt }), value: JSON.stringify({ what, id, dueAt }) }];
}

export function dueOf({ key, value }: Entry): Due {
  return parsedRecord(DueValue, value, `index entry ${key}`);
}
