import { expect, it } from '@jest/globals';
import { mayTellIn, type Readers } from '../../../src/domain/project/visibility.js';

const PUBLIC: Readers = { private: false, visibility: 'public' };
const INTERNAL: Readers = { private: true, visibility: 'internal' };
const PRIVATE: Readers = { private: true, visibility: 'private' };
const UNKNOWN: Readers = { private: true, visibility: null };

it.each([
  ['public', PUBLIC, [true, false, false, false]],
  ['open', { private: false }, [true, false, false, false]],
  ['internal', INTERNAL, [true, true, false, false]],
  ['private', PRIVATE, [true, true, true, true]],
  ['unknown', UNKNOWN, [true, true, false, false]],
  // It was made public, and GitHub has not yet said so in both words.
  ['made public', { private: false, visibility: 'private' as const }, [true, false, false, false]],
])('a hub that is %s tells only of what its readers may read', (_, hub, told) => {
  expect([PUBLIC, INTERNAL, PRIVATE, UNKNOWN].map((of) => mayTellIn(hub, of))).toEqual(told);
});
