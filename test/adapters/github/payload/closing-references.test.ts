import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closingReferences } from '../../../../src/adapters/github/payload/closing-references.js';

const HERE = { fullName: 'Octo-Org/hello.world', url: 'https://github.com/Octo-Org/hello.world' };

function closes(text: string): number[] {
  return closingReferences(text, HERE);
}

describe('a pull request promises to close', () => {
  it.each(['close', 'closes', 'closed', 'fix', 'fixes', 'fixed', 'resolve', 'resolves', 'resolved'])(
    'by the word %s',
    (word) => {
      expect(closes(`${word} #12`)).toEqual([12]);
      expect(closes(`${word.toUpperCase()} #12`)).toEqual([12]);
      expect(closes(`${word}: #12`)).toEqual([12]);
    },
  );

  it.each([
    [
      'in any form',
      'Closes #1, fixes octo-org/Hello.World#2.\nResolves https://github.com/octo-org/hello.world/issues/3',
      [1, 2, 3],
    ],
    ['once', 'Fixes #1\nfixes #1', [1]],
    ['in the order of the text', 'fixes #9 and fixes #3', [9, 3]],
    ['in a list', '- fixes #1\n- fixes #2', [1, 2]],
    ['in bold', '**Fixes #1**', [1]],
    ['in italics', '_Fixes #1_', [1]],
    ['in parentheses', 'Thing (fixes #1)', [1]],
    ['in a heading', '## Fixes #1', [1]],
    ['beside code', '`x` fixes #1 `y`', [1]],
    ['beside a backtick that opens nothing', 'a ` fixes #1', [1]],
    ['after a comment', '<!-- template -->\nFixes #1', [1]],
    ['with Windows line ends', 'Fixes #1\r\nFixes #2\r\n', [1, 2]],
    ['with several spaces', 'Fixes   #1', [1]],
  ])('%s', (_, text, numbers) => {
    expect(closes(text)).toEqual(numbers);
  });
});

describe('a pull request promises nothing', () => {
  it.each([
    ['without a number', 'Fixes it'],
    ['without a word', '#12'],
    ['for issue 0', 'Fixes #0'],
    ['for a number of no issue', 'Fixes #99999999999999'],
    ['in another word', 'prefixes #1, unresolved #1, auto-fixes #1, /close #1, @fixes #1, éfixes #1'],
    ['before another word', 'Fixes #1st'],
    ['two words on', 'Fixes issue #1'],
    ['with nothing between', 'Fixes#1'],
    ['elsewhere', 'Fixes other/repo#1 and fixes https://github.com/other/repo/issues/2'],
    ['on another host', 'Fixes https://example.com/Octo-Org/hello.world/issues/1'],
    ['for a pull request', 'Fixes https://github.com/Octo-Org/hello.world/pull/1'],
    ['in code', 'Say `Fixes #1` to close it, or ``Fixes #2 ` Fixes #3``'],
    ['over code', 'Fixes `x` #1'],
    ['in a block of code', '```\nFixes #1\n```'],
    ['in a block of code that never ends', '~~~\nFixes #1\n\nFixes #2'],
    ['in indented code', 'Like this:\n\n    Fixes #1'],
    ['in a quote', '> Fixes #1'],
    ['in a comment', '<!-- Fixes #1 -->'],
    ['in a comment of several lines', '<!--\nFixes #1\n\nFixes #2\n-->'],
    ['in a comment that never ends', 'a <!-- Fixes #1\n\nFixes #2'],
  ])('%s', (_, text) => {
    expect(closes(text)).toEqual([]);
  });
});

describe('any text', () => {
  it('is read without a fault', () => {
    const part = fc.constantFrom(
      'fixes',
      ' ',
      '#',
      '1',
      '`',
      '``',
      '\n',
      '<!--',
      '-->',
      '>',
      ':',
      'a/b',
      '\\',
      'https://',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        for (const number of closes(parts.join(''))) expect(number).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('promises at most fifty', () => {
    expect(closes(Array.from({ length: 500 }, (_, index) => `fixes #${index + 1}`).join(' '))).toHaveLength(
      50,
    );
  });

  it.each([
    ['words', 'fixes '],
    ['colons', 'fixes:'],
    ['spaces', ' '],
    ['word and spaces', `fixes${' '.repeat(900)}`],
    ['numbers', 'fixes #999999999999'],
    ['names', 'fixes a/'],
    ['long names', `fixes ${'a'.repeat(99)}/${'b'.repeat(99)}`],
    ['links', 'fixes https://a/b/c'],
    ['long links', `fixes https://${'a'.repeat(99)}/${'a'.repeat(99)}/${'a'.repeat(99)}/issue`],
    ['backticks', '` '],
    ['growing backticks', ''],
    ['comments', '<!--'],
    ['comment ends', '-->'],
    ['quotes', '>'],
    ['fences', '```\n'],
    ['tildes and backticks', '~~~`\n'],
    ['lists', '- '],
    ['numbers of lists', '1. '],
    ['empty lines', '\n'],
    ['backslashes', '\\'],
    ['zeros', 'fixes #0 '],
  ])('of nothing but %s takes time by its length only', (what, part) => {
    const text =
      what === 'growing backticks'
        ? Array.from({ length: 360 }, (_, index) => '`'.repeat(index + 1)).join(' ')
        : part.repeat(Math.ceil(65_536 / part.length));
    const began = performance.now();
    closes(text);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
