import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pullRequestTitle } from '../../../src/app/texts/pull-request.js';

describe('the title of a pull request', () => {
  it.each([
    ['Speed up the cache', 'Speed up the cache'],
    ['fixes #12 for @bob', 'fixes 12 for bob'],
    ['closes GH-12, and gh-7', 'closes GH12, and gh7'],
    ['closes acme/shop#3', 'closes acme/shop3'],
    ['resolves https://github.com/acme/shop/issues/3', 'resolves github.com/acme/shop/issues/3'],
    ['fixes ##12 for @@bob', 'fixes 12 for bob'],
    ['fixes hthttp://tp://github.com/acme/shop/issues/3', 'fixes github.com/acme/shop/issues/3'],
    ['C# and a@ b', 'C# and a@ b'],
    ['[skip ci] Speed up [CI skip]', 'skip ci Speed up CI skip'],
    ['[no ci] [skip actions] [actions skip]', 'no ci skip actions actions skip'],
    ['[[ skip  ci ]]', 'skip ci'],
    ['[s@kip ci] [sk#1ip ci]', 'skip ci [sk1ip ci]'],
    ['skip-checks: true', 'skip-checks true'],
    ['Skip-Checks:true', 'Skip-Checkstrue'],
    ['[list] and skip: it', '[list] and skip: it'],
    ['one\ntwo', 'one two'],
    ['', 'Issue 42'],
    ['\u200B', 'Issue 42'],
  ])('of %j is %j', (title, told) => {
    expect(pullRequestTitle(title, 42)).toBe(told);
  });

  it('mentions nobody, refers to nothing and skips no checks, whatever the issue is called', () => {
    const pieces = [
      '#',
      '@',
      'GH',
      'gh',
      '-',
      '1',
      'bob',
      'http',
      'https',
      '://',
      ':',
      '/',
      ' ',
      '\n',
      '\u200B',
      '😀',
      '[',
      ']',
      'skip',
      'ci',
      'skip ci',
      'skip-checks',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (title) => {
        const told = pullRequestTitle(title.join(''), 42);
        expect(told).not.toMatch(/#\d|@\w|gh-\d|https?:\/\/|\n/i);
        expect(told).not.toMatch(/\[(skip ci|ci skip)\]|skip-checks:/i);
        expect(told.trim()).not.toBe('');
      }),
    );
  });
});
