import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lmdbMap } from '../../../src/adapters/embedded/lmdb-map.js';
import { memoryMap } from '../../../src/adapters/embedded/memory-map.js';
import type { Entry, OrderedMap } from '../../../src/adapters/embedded/ordered-map.js';
import { temporaryFolders } from './folders.js';

const newFolder = temporaryFolders();

/** Few letters, so that keys meet; one whose order in UTF-16 is not that of its bytes, and the least. */
const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '0', 'ü', '\u{1F991}', '\uFF5E', '\0'),
  minLength: 1,
  maxLength: 3,
});
const write = fc.record({ key, value: fc.option(fc.string(), { nil: null }) });
const range = fc.record({
  from: key,
  before: key,
  limit: fc.integer({ min: 0, max: 9 }),
  reverse: fc.boolean(),
});

const apply = (map: OrderedMap, writes: { key: string; value: string | null }[]): Promise<void> =>
  map.transaction((writer) => {
    for (const { key: at, value } of writes) {
      if (value === null) writer.remove(at);
      else writer.put(at, value);
    }
  });

describe('the maps under the embedded store', () => {
  it('answer alike, in memory and on disk, inside a transaction and outside', async () => {
    const disk = lmdbMap(newFolder());
    const memory = memoryMap();
    await fc.assert(
      fc.asyncProperty(
        fc.array(write, { maxLength: 8 }),
        fc.array(range, { maxLength: 8 }),
        async (writes, ranges) => {
          await Promise.all([apply(disk, writes), apply(memory, writes)]);
          for (const asked of ranges) {
            const expected = memory.range(asked);
            expect(disk.range(asked)).toEqual(expected);
            expect(await disk.transaction((writer) => writer.range(asked))).toEqual(expected);
          }
          for (const { key: at } of writes) expect(disk.get(at)).toBe(memory.get(at));
        },
      ),
      { numRuns: 200, seed: 1 },
    );
    await disk.close();
  });

  it('range over the keys from one up to but without another, in the order of their bytes', async () => {
    for (const map of [memoryMap(), lmdbMap(newFolder())]) {
      await apply(
        map,
        ['\u{1F991}', '\uFF5E', 'b', 'a', 'ab'].map((at) => ({ key: at, value: `=${at}` })),
      );
      const keys = (entries: Entry[]) => entries.map((entry) => entry.key);
      expect(keys(map.range({ from: 'a', before: '\u{1F991}', limit: 9 }))).toEqual([
        'a',
        'ab',
        'b',
        '\uFF5E',
      ]);
      expect(keys(map.range({ from: 'a', before: 'b', limit: 9, reverse: true }))).toEqual(['ab', 'a']);
      expect(keys(map.range({ from: 'a', before: '\uFF5E', limit: 2 }))).toEqual(['a', 'ab']);
      expect(keys(map.range({ from: 'a', before: '\uFF5E', limit: 2, reverse: true }))).toEqual(['b', 'ab']);
      expect(keys(map.range({ from: 'b', before: 'a', limit: 9 }))).toEqual([]);
      await map.close();
    }
  });

  it('do one transaction after the other', async () => {
    for (const map of [memoryMap(), lmdbMap(newFolder())]) {
      const add = () =>
        map.transaction((writer) => {
          writer.put('count', String(Number(writer.get('count') ?? '0') + 1));
        });
      await Promise.all(Array.from({ length: 100 }, add));
      expect(map.get('count')).toBe('100');
      await expect(
        map.transaction(() => {
          throw new Error('found before the first write');
        }),
      ).rejects.toThrow('found before the first write');
      await map.close();
    }
  });
});
