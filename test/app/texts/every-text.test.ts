import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { parseCommands } from '../../../src/domain/commands/grammar.js';
import { statusCommentText } from '../../../src/app/texts/status-comment.js';
import { WorkflowStatus } from '../../../src/domain/workflow/workflow.js';
import { actsIn, cellCounts, withoutCode } from './reading.js';
import { everyText } from './everything.js';
import { HOSTILE, hostile } from './hostile.js';
import { asHinted } from './samples.js';
import { emptyView } from './views.js';

const tame = everyText(asHinted);
const wanted = new Map(tame.map(([name, text]) => [name, actsIn(text)]));

describe('every text', () => {
  it('is said in full, without an exclamation', () => {
    const odd = /undefined|\[object|NaN|null|!|[ \t]\n|\n\n\n|[a-z] {2,}[a-z]|\.\.|“”|\(\)|\| are /;
    const wrong = tame.filter(([, text]) => text.length < 10 || text.trim() !== text || odd.test(text));
    expect(wrong).toEqual([]);
  });

  it('is told for each status, each reason and nothing at all', () => {
    for (const status of WorkflowStatus.options) {
      const text = statusCommentText({ ...emptyView(), status }, { issueNumber: 42 });
      expect(text).toMatch(/^### \S+ \w+/);
    }
  });

  it('names only commands that there are', () => {
    const named = tame
      .filter(([name]) => name !== 'answer usage' && name !== 'answer help')
      .flatMap(([, text]) => [...text.matchAll(/`(\/tekton[^`]*)`/g)].map(([, command = '']) => command));
    const wrong = named.filter((command) =>
      parseCommands(command, { bare: false }).some(({ problem }) => problem !== null),
    );
    expect(new Set(wrong)).toEqual(new Set(['/tekton launch', '/tekton strat', '/tekton assign <agent>']));
    expect(new Set(named).size).toBeGreaterThan(12);
  });

  it('mentions and refers to nothing but on purpose', () => {
    const kinds = new Set([...wanted.values()].flat());
    expect([...kinds].sort()).toEqual([
      'closing Closes #42',
      'mention @alice',
      'mention @apollo-bot',
      'reference #42',
      'reference #57',
    ]);
  });
});

describe('text from outside', () => {
  it.each(HOSTILE)('%j changes nothing but what is read', (text) => {
    expectHarmless(text);
  });

  it('changes nothing but what is read, whatever it is', () => {
    fc.assert(fc.property(hostile, expectHarmless), { numRuns: 25 });
  });

  it('is shown in time that grows with its length', () => {
    for (const piece of [
      '@a ',
      '`',
      '\u001B[',
      '[',
      'www.',
      '\\',
      '#1',
      '://',
      '<!--',
      '|',
      'a.b.',
      '\uD800',
      '```\n',
      'token="',
    ]) {
      const text = piece.repeat(200_000 / piece.length);
      const before = performance.now();
      everyTextOnce(text);
      expect(performance.now() - before).toBeLessThan(3000);
    }
  });
});

function everyTextOnce(text: string): void {
  everyText((hint) =>
    hint === '2 of 318 tests failed' || hint.startsWith('FAIL') || hint === 'Make it fast' ? text : hint,
  );
}

function expectHarmless(text: string): void {
  const harm = everyText(() => text).flatMap(([name, shown], index) => {
    const found = harmIn(name, shown, tame[index]?.[1] ?? '');
    return found.length === 0 ? [] : [{ name, found, shown }];
  });
  expect(harm).toEqual([]);
}

/** What a text does, or how it is built, beyond the same text with harmless words in it. */
function harmIn(name: string, shown: string, harmless: string): string[] {
  const onPurpose = wanted.get(name) ?? [];
  const cells = new Set(cellCounts(harmless));
  const same = name.startsWith('notice') || structure(shown).join('\n') === structure(harmless).join('\n');
  return [
    ...actsIn(shown).filter((act) => !onPurpose.includes(act)),
    ...parseCommands(shown, { bare: true }).map(({ verb }) => `command ${verb}`),
    // A form to copy stands in a box of code, whatever is written around it.
    ...slashes(shown).filter((line) => !slashes(harmless).includes(line)),
    ...(cellCounts(shown).every((count) => cells.has(count)) ? [] : ['another table']),
    ...(same ? [] : ['another structure']),
  ];
}

/** How each line begins: somebody's text may neither add lines nor turn one into a heading, a list or a quote. */
function structure(markdown: string): string[] {
  return withoutCode(markdown)
    .split('\n')
    .map((line) => /^(?:\s*(?:[#>|-]+ ?|\d+[.)] )|)/.exec(line)?.[0] ?? '');
}

function slashes(text: string): string[] {
  return text.split('\n').filter((line) => line.startsWith('/'));
}
