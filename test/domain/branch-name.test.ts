import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { branchName, slugOf } from '../../src/domain/branch-name.js';
import { Config } from '../../src/domain/config/schema.js';

const PATTERN = 'feature/<terminal>-<issue>-<slug>';
const free = () => false;
const about = (title: string, terminal = 'alice') => ({ terminal, agent: 'apollo', issue: 123, title });

describe('the name of a branch', () => {
  it('names the terminal, the issue and its title', () => {
    expect(branchName(PATTERN, about('Add caching'), free)).toBe('feature/alice-123-add-caching');
  });

  it.each([
    ['accents become plain letters', 'Crème brûlée à la Łódź', 'feature/alice-123-creme-brulee-a-la-lodz'],
    ['German letters are written out', 'Größe der Straße', 'feature/alice-123-grosse-der-strasse'],
    ['apostrophes join', "Don't panic, it’s fine", 'feature/alice-123-dont-panic-its-fine'],
    ['only emojis leave no slug and no dash', '🎉🎉🎉', 'feature/alice-123'],
    ['256 emojis too', '🎉'.repeat(256), 'feature/alice-123'],
    ['an empty title leaves no slug', '', 'feature/alice-123'],
    ['a script without ASCII leaves no slug', '添加缓存', 'feature/alice-123'],
    ['what git forbids is dashes', 'a..b ~^:?*[\\ @{c} .lock', 'feature/alice-123-a-b-c-lock'],
    ['full-width letters become plain', 'Ａｄｄ １２', 'feature/alice-123-add-12'],
    ['a path is no path', '../../etc/passwd', 'feature/alice-123-etc-passwd'],
  ])('%s', (_, title, name) => {
    expect(branchName(PATTERN, about(title), free)).toBe(name);
  });

  it.each([
    ['<slug>/<issue>', '🎉', '123'],
    ['<slug>-<issue>', '🎉', '123'],
    ['w-<slug>-<issue>', '🎉', 'w-123'],
    ['w/<issue>.<slug>', 'lock', 'w/123'],
    ['w/<issue>.<slug>', 'LOCK', 'w/123'],
    ['w..x//<issue>', 'any', 'w.x/123'],
    ['w/<issue>/', 'any', 'w/123'],
    ['<agent>/<issue>', 'any', 'apollo/123'],
    ['<issue>-.-', 'any', '123'],
  ])('a pattern %s with the title %s makes %s', (pattern, title, name) => {
    expect(branchName(pattern, about(title), free)).toBe(name);
  });

  it('is numbered when it is taken, and the numbers begin after the plain name', () => {
    const taken = new Set(['feature/alice-123-add-caching', 'feature/alice-123-add-caching-2']);
    expect(branchName(PATTERN, about('Add caching'), (name) => taken.has(name))).toBe(
      'feature/alice-123-add-caching-3',
    );
  });

  it('comes to an end even when everything is taken', () => {
    expect(branchName(PATTERN, about('x'), () => true)).toBe('feature/alice-123-x-9999');
  });

  it('ends with a whole word when the title is long', () => {
    const name = branchName(PATTERN, about('caching '.repeat(40)), free);
    expect(name.length).toBeLessThanOrEqual(100);
    expect(name).toMatch(/^feature\/alice-123(-caching)+$/);
  });

  it('cuts a single long word', () => {
    expect(branchName(PATTERN, about('x'.repeat(300)), free)).toMatch(/^feature\/alice-123-x{50,80}$/);
  });
});

const patterns = fc
  .array(
    fc.constantFrom(
      '<terminal>',
      '<agent>',
      '<slug>',
      '<issue>',
      'feature',
      '/',
      '.',
      '-',
      '_',
      '..',
      '.lock',
      'x',
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((parts) => parts.join(''))
  .filter((pattern) => Config.safeParse({ branches: { pattern } }).success);
const titles = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('.', '-', '/', 'lock', ' ', '~', '@{', 'é', '🎉', '\u0000', 'A'),
    maxLength: 150,
  }),
);
const names = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,38}$/);
const cases = fc.record({
  pattern: patterns,
  title: titles,
  terminal: names,
  agent: names,
  issue: fc.integer({ min: 1 }),
});

/** https://git-scm.com/docs/git-check-ref-format, with `--branch`. */
function isBranchName(name: string): boolean {
  return (
    name !== '' &&
    name !== '@' &&
    !/^-|^\/|\/$|\/\/|\.$|\.\.|@\{|[\p{Cc} ~^:?*[\\]/u.test(name) &&
    name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'))
  );
}

describe('for any pattern, title and name', () => {
  it('is a branch name as git wants it, of at most 100 characters', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ pattern, ...of }, taken) => {
        const name = branchName(pattern, of, () => taken);
        expect(isBranchName(name)).toBe(true);
        expect(name.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 250 },
    );
  });

  it('is what git itself accepts', () => {
    for (const { pattern, ...of } of fc.sample(cases, { numRuns: 60, seed: 7 })) {
      const name = branchName(pattern, of, free);
      expect(execFileSync('git', ['check-ref-format', '--branch', name], { encoding: 'utf8' }).trim()).toBe(
        name,
      );
    }
  });

  it('has a slug of lower-case letters, digits and single dashes', () => {
    fc.assert(fc.property(titles, (title) => /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(slugOf(title))));
  });
});
