import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extendsOf } from '../../../../src/adapters/github/configuration/extends.js';

describe('what a file extends', () => {
  it.each([
    ['_extends: base', { repo: 'base' }],
    ['_extends: .github', { repo: '.github' }],
    ['_extends: owner/base', { owner: 'owner', repo: 'base' }],
    ['_extends: base:team.yml', { repo: 'base', path: 'team.yml' }],
    [
      '_extends: "owner/base:.github/a/team.yaml"',
      { owner: 'owner', repo: 'base', path: '.github/a/team.yaml' },
    ],
    ['team: 3\nbogus: [\n_extends: base', { repo: 'base' }],
    ['merge: {mode: fast}\n_extends: base', { repo: 'base' }],
  ])('%j', (text, found) => {
    expect(extendsOf(text)).toEqual(found);
  });

  it.each([
    ['nothing', ''],
    ['another key', 'extends: base'],
    ['a key further in', 'merge:\n  _extends: base'],
    ['a list', '_extends: [base]'],
    ['a number', '_extends: 3'],
    ['three parts', '_extends: a/b/c'],
    ['a path upwards', '_extends: base:../secret.yml'],
    ['a path from the root', '_extends: base:/secret.yml'],
    ['an empty part', '_extends: base:a//b.yml'],
    ['a repository that is a path', '_extends: owner/..'],
    ['a file of another kind', '_extends: base:team.json'],
    ['an address', '_extends: https://example.com/a.yml'],
    ['a depth without end', '['.repeat(60_000)],
  ])('is nothing for %s', (_, text) => {
    expect(extendsOf(text)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((value) => `_extends: ${value}`),
        ),
        (text) => {
          const found = extendsOf(text);
          expect(found === null || !/(^|\/)\.\.?(\/|$)/.test(found.path ?? '')).toBe(true);
        },
      ),
    );
  });
});
