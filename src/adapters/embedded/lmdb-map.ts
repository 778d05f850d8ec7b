import { open } from 'lmdb';
import type { OrderedMap, Reader, Writer } from './ordered-map.js';

/**
 * The map on disk. Writes of one moment share a commit; each transaction resolves when its commit is flushed.
 *
 * @param directory must exist, and be nobody else's: see `directory-lock.ts`.
 */
export function lmdbMap(directory: string): OrderedMap {
  const database = open<string, Buffer>({
    path: directory,
    noSubdir: false,
    encoding: 'string',
    keyEncoding: 'binary',
  });

  const reader: Reader = {
    get: (key) => database.get(Buffer.from(key)),
    range: ({ from, before, limit, reverse = false }) => {
      const [start, end] = reverse ? [before, from] : [from, before];
      const found = database.getRange({
        start: Buffer.from(start),
        end: Buffer.from(end),
        exclusiveStart: reverse,
        inclusiveEnd: reverse,
        reverse,
        limit,
      });
      return Array.from(found, (entry) => ({ key: entry.key.toString(), value: entry.value }));
    },
  };
  // Inside a transaction's callback these write at once; its promise answers for them.
  const writer: Writer = {
    ...reader,
    put: (key, value) => void database.put(Buffer.from(key), value),
    remove: (key) => void database.remove(Buffer.from(key)),
  };

  return {
    ...reader,
    transaction: async (work) => {
      const outcome = await database.transaction(() => work(writer));
      await database.flushed;
      return outcome;
    },
    close: () => database.close(),
  };
}
