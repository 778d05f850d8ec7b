import * as z from 'zod';
import type { Saved, Stored } from '../../app/ports/store.js';
import { parsedRecord, plainText } from '../storage/records.js';
import type { Entry, OrderedMap, Reader, Writer } from './ordered-map.js';

/** The first line of a record: enough to decide about a save without reading the rest. */
const Head = z.object({
  version: z.number().int().positive(),
  /** Keys of the indexes that lead here. They come and go with the record, in the same transaction. */
  indexed: z.array(z.string()),
});
type Head = z.infer<typeof Head>;

/** A kind of record with a version: where it is, and by which index keys it is found beside its own. */
export interface Kind<S extends z.ZodType> {
  name: string;
  schema: S;
  key: (value: z.output<S>) => string;
  index: (value: z.output<S>) => Entry[];
}

export function load<S extends z.ZodType>(
  map: Reader,
  kind: Kind<S>,
  key: string,
): Stored<z.output<S>> | null {
  const text = map.get(key);
  return text === undefined ? null : recordOf(kind, { key, value: text });
}

/** The record that an entry under a key of its kind is. */
export function recordOf<S extends z.ZodType>(
  kind: Kind<S>,
  { key, value: text }: Entry,
): Stored<z.output<S>> {
  const what = `${kind.name} ${key}`;
  const value = parsedRecord(kind.schema, text.slice(endOfHead(text) + 1), what);
  return { value, version: headOf(text, what).version };
}

/** `version` 0 creates the record. */
export async function save<S extends z.ZodType>(
  map: OrderedMap,
  kind: Kind<S>,
  value: z.output<S>,
  version: number,
): Promise<Saved> {
  const key = kind.key(value);
  const index = kind.index(value);
  const indexed = index.map((entry) => entry.key);
  const text = `${JSON.stringify({ version: version + 1, indexed } satisfies Head)}\n${plainText(value)}`;
  return map.transaction((writer) => {
    const before = head(writer, kind.name, key);
    if ((before?.version ?? 0) !== version) return 'conflict';
    for (const old of before?.indexed ?? []) if (!indexed.includes(old)) writer.remove(old);
    for (const entry of index) writer.put(entry.key, entry.value);
    writer.put(key, text);
    return 'saved';
  });
}

/** Takes the record and all that leads to it away. */
export function forget(writer: Writer, name: string, key: string): void {
  for (const indexKey of head(writer, name, key)?.indexed ?? []) writer.remove(indexKey);
  writer.remove(key);
}

function head(reader: Reader, name: string, key: string): Head | null {
  const text = reader.get(key);
  return text === undefined ? null : headOf(text, `${name} ${key}`);
}

function headOf(text: string, what: string): Head {
  return parsedRecord(Head, text.slice(0, endOfHead(text)), what);
}

function endOfHead(text: string): number {
  const end = text.indexOf('\n');
  return end === -1 ? text.length : end;
}
