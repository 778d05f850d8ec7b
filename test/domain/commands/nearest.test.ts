import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../../src/domain/commands/catalogue.js';
import { nearest } from '../../../src/domain/commands/nearest.js';

const VERBS = CATALOGUE.map(({ verb }) => verb);

describe('the word that was meant', () => {
  it.each([
    ['strat', 'start'],
    ['statsu', 'status'],
    ['reasign', 'reassign'],
    ['unasign', 'unassign'],
    ['Confidance', 'confidence'],
    ['hodl', 'hold'],
    ['redy', 'ready'],
  ])('for %j is %j', (written, meant) => {
    expect(nearest(written, VERBS)).toBe(meant);
  });

  it.each(['launch', 'x', '', 'merge', 'a'.repeat(10_000)])('for %j is none', (written) => {
    expect(nearest(written, VERBS)).toBeNull();
  });

  it('is none where two are as near', () => {
    expect(nearest('apolla', ['apollo', 'apolly'])).toBeNull();
    expect(nearest('apollo', ['apollo', 'apolly'])).toBe('apollo');
  });
});
