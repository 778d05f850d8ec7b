import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonical,
  heard,
  isSame,
  merge,
  read,
  unsettled,
  type Register,
} from '../../src/domain/register.js';

const merged = (...all: Register<string>[]): Register<string> =>
  all.reduce<Register<string> | undefined>(merge, undefined) ?? heard('', 0, 0);

describe('a register', () => {
  it.each<[string, Register<string>, string, boolean]>([
    ['shows what it was first told', merged(heard('a', 10, 11)), 'a', false],
    ['shows the newer state, heard of last', merged(heard('a', 10, 11), heard('b', 20, 21)), 'b', false],
    ['shows the newer state, heard of first', merged(heard('b', 20, 21), heard('a', 10, 22)), 'b', false],
    ['is settled by the same news twice', merged(heard('a', 10, 11), heard('a', 10, 15)), 'a', false],
    [
      'shows what it heard later of one second, unsettled',
      merged(heard('b', 10, 12), heard('a', 10, 11)),
      'b',
      true,
    ],
    [
      'is settled by a later reading',
      merged(heard('a', 10, 11), heard('b', 10, 12), read('a', 10, 13)),
      'a',
      false,
    ],
    ['is not settled by an earlier reading', merged(read('a', 10, 10), heard('b', 10, 12)), 'b', true],
    [
      'is settled by a newer state',
      merged(heard('a', 10, 11), heard('b', 10, 12), heard('c', 20, 21)),
      'c',
      false,
    ],
    [
      'needs no reading where the reading says the same',
      merged(read('a', 10, 10), heard('a', 10, 12)),
      'a',
      false,
    ],
  ])('%s', (_, register, value, open) => {
    expect(register.value).toBe(value);
    expect(unsettled(register)).toBe(open);
  });
});

describe('canonical text', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonical({ a: null, b: [{ c: 2, d: 1 }] }));
  });

  it('depends on the order of a list', () => {
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
  });
});

describe('two values', () => {
  const few = { depthSize: 'small', maxKeys: 3 } as const;
  it('are the same exactly when their canonical texts are', () => {
    fc.assert(
      fc.property(fc.jsonValue(few), fc.jsonValue(few), (a, b) => {
        const values: unknown[] = [
          a,
          b,
          { x: a, y: b },
          { y: b, x: a, z: undefined },
          { x: b, y: a },
          [a, b],
          { 0: a, 1: b },
        ];
        for (const one of values)
          for (const other of values) expect(isSame(one, other)).toBe(canonical(one) === canonical(other));
      }),
    );
  });
});
