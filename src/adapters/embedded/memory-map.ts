import type { Entry, OrderedMap, Range, Writer } from './ordered-map.js';

/** A map in memory, for tests and simulations: gone when it is dropped, and the same every time. */
export function memoryMap(): OrderedMap {
  const values = new Map<string, string>();
  // One Latin-1 character for each byte, so that comparing strings compares bytes.
  const order: string[] = [];

  const writer: Writer = {
    get: (key) => values.get(bytes(key)),
    range: (range) => entriesIn(range).map((key) => ({ key: text(key), value: values.get(key) ?? '' })),
    put: (key, value) => {
      const place = bytes(key);
      if (!values.has(place)) order.splice(firstNotBefore(order, place), 0, place);
      values.set(place, value);
    },
    remove: (key) => {
      const place = bytes(key);
      if (values.delete(place)) order.splice(firstNotBefore(order, place), 1);
    },
  };

  function entriesIn({ from, before, limit, reverse = false }: Range): string[] {
    const start = firstNotBefore(order, bytes(from));
    const end = Math.max(start, firstNotBefore(order, bytes(before)));
    return reverse
      ? order.slice(Math.max(start, end - limit), end).reverse()
      : order.slice(start, Math.min(end, start + limit));
  }

  return {
    get: (key): string | undefined => writer.get(key),
    range: (range): Entry[] => writer.range(range),
    // oxlint-disable-next-line typescript/require-await -- a throw becomes a rejection, as on disk
    transaction: async (work) => work(writer),
    close: () => Promise.resolve(),
  };
}

function firstNotBefore(order: readonly string[], key: string): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((order[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bytes = (key: string): string => Buffer.from(key).toString('latin1');
const text = (key: string): string => Buffer.from(key, 'latin1').toString();
