import { expect, it } from '@jest/globals';
import { Facts, noFacts } from '../../src/domain/facts.js';

it('a merge queue head is known that was kept when its pull requests were not', () => {
  const { mergeGroups } = Facts.parse({ ...noFacts(), mergeGroups: { a1: 1000 } });
  expect(mergeGroups).toEqual({ a1: { at: 1000, pullRequests: [] } });
});
