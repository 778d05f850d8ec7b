import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCommands } from '../../../src/domain/commands/grammar.js';

/** `line verb args | text ! problem`, one for each command found. */
function read(text: string, bare = false): string[] {
  return parseCommands(text, { bare }).map(({ line, verb, args, text: free, problem }) => {
    const said = [String(line), verb, ...args].join(' ');
    return said + (free === '' ? '' : ` | ${free}`) + (problem === null ? '' : ` ! ${problem}`);
  });
}

describe('a command', () => {
  it.each([
    ['is a line of its own', '/tekton start', ['1 start']],
    ['may stand anywhere in a comment', 'Looks good.\n/tekton start\nThanks', ['2 start']],
    ['may be one of several', '/tekton hold\n\n/tekton assign apollo', ['1 hold', '3 assign apollo']],
    ['does not mind letter case', '/TEKTON Assign Apollo', ['1 assign apollo']],
    ['does not mind the space after it', '/tekton  start \t ', ['1 start']],
    ['does not mind Windows line ends', 'Hi\r\n/tekton start\r\n', ['2 start']],
    ['does not mind zero-width characters', '\ufeff/tek\u200bton sta\u200drt', ['1 start']],
    ['does not mind tabs and unbreakable spaces', '/tekton\u00a0assign\tapollo', ['1 assign apollo']],
    ['is help, when nothing follows', '/tekton', ['1 help']],
    ['must begin its line', 'please /tekton start\n /tekton start', []],
    ['is not any word that begins so', '/tekton-core start\n/tektonstart', []],
    ['needs no answer when it is nothing', '', []],
  ])('%s', (_, text, found) => {
    expect(read(text)).toEqual(found);
  });

  it('is at most one of twenty in a comment: the next one stands for all that are too many', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, index) => `/tekton hold ${index}\n`);
    expect(read(lines(20).join(''))).toHaveLength(20);
    const found = read(lines(25).join(''));
    expect(found.slice(19)).toEqual(['20 hold | 19', '21 hold | 20 ! too-many']);
  });

  it('that only asks is one, however often a comment holds it', () => {
    const asked = '/tekton why\n/tekton status\n/tekton help\n/tekton help me\n';
    expect(read(asked.repeat(10) + '/tekton stop')).toEqual([
      '1 why',
      '2 status',
      '3 help',
      ...[4, 8, 12, 16, 20, 24, 28, 32, 36, 40].map((line) => `${line} help ! usage`),
      '41 stop',
    ]);
  });
});

describe('the bare form', () => {
  it.each([
    ['counts where it is allowed', '/start\n/hold cancel', ['1 start', '2 unhold']],
    ['is nobody’s when the word is not ours', '/lgtm\n/foo\n/', []],
    ['is told its usage like the long one', '/assign', ['1 assign ! usage']],
    ['lives beside the long one', '/tekton start\n/hold', ['1 start', '2 hold']],
  ])('%s', (_, text, found) => {
    expect(read(text, true)).toEqual(found);
  });

  it('does not count elsewhere', () => {
    expect(read('/start\n/hold')).toEqual([]);
  });
});

describe('arguments', () => {
  it.each([
    ['/tekton assign @Apollo', ['1 assign apollo']],
    ['/tekton assign agent:apollo', ['1 assign apollo']],
    ['/tekton assign @agent:apollo', ['1 assign apollo']],
    ['/tekton assign AUTO', ['1 assign auto']],
    ['/tekton assign helper[bot]', ['1 assign helper[bot]']],
    ['/tekton assign', ['1 assign ! usage']],
    ['/tekton assign apollo athena', ['1 assign ! usage']],
    ['/tekton assign apollo!', ['1 assign ! usage']],
    ['/tekton reassign', ['1 reassign']],
    ['/tekton reassign @athena', ['1 reassign athena']],
    ['/tekton approve', ['1 approve']],
    ['/tekton approve 3F2C1AB', ['1 approve 3f2c1ab']],
    ['/tekton approve 3f2c', ['1 approve ! usage']],
    ['/tekton approve thanks', ['1 approve ! usage']],
    ['/tekton hold', ['1 hold']],
    ['/tekton hold  wait for `v2`,  please ', ['1 hold | wait for `v2`,  please']],
    ['/tekton hold <!-- aside --> wait', ['1 hold | wait']],
    ['/tekton escalate', ['1 escalate']],
    ['/tekton escalate the key expired', ['1 escalate | the key expired']],
    ['/tekton confidence LOW two designs', ['1 confidence low | two designs']],
    ['/tekton confidence high', ['1 confidence high']],
    ['/tekton confidence certain', ['1 confidence certain ! usage']],
    ['/tekton confidence', ['1 confidence ! usage']],
    ['/tekton start now', ['1 start ! usage']],
    ['/tekton unhold thanks', ['1 unhold ! usage']],
    ['/tekton help me', ['1 help ! usage']],
  ])('%s', (text, found) => {
    expect(read(text)).toEqual(found);
  });

  it('keeps a very long reason short, and whole characters', () => {
    const [command] = parseCommands(`/tekton hold x${'🎉'.repeat(1000)}`, { bare: false });
    expect(command?.text).toMatch(/^x🎉{240,}…$/u);
    expect(command?.text.length).toBeLessThanOrEqual(500);
  });
});

describe('what is taken back', () => {
  it.each([
    ['/tekton hold cancel', ['1 unhold']],
    ['/tekton HOLD  Cancel', ['1 unhold']],
    ['/tekton remove-hold', ['1 unhold']],
    ['/tekton hold cancel the deployment first', ['1 hold | cancel the deployment first']],
    ['/tekton approve cancel', ['1 unapprove']],
    ['/tekton remove-approve', ['1 unapprove']],
    ['/tekton assign cancel', ['1 unassign']],
    ['/tekton remove-assign', ['1 unassign']],
    ['/tekton remove-assign apollo', ['1 unassign ! usage']],
  ])('%s', (text, found) => {
    expect(read(text)).toEqual(found);
  });
});

describe('a word that is no command', () => {
  it('is answered once when it follows /tekton', () => {
    expect(read('/tekton strat the engine')).toEqual(['1 strat ! unknown-verb']);
    expect(read('/tekton __proto__\n/tekton constructor')).toEqual([
      '1 __proto__ ! unknown-verb',
      '2 constructor ! unknown-verb',
    ]);
  });

  it('is kept short', () => {
    expect(parseCommands(`/tekton ${'x'.repeat(60_000)}`, { bare: false })[0]?.verb.length).toBe(40);
  });
});

describe('text that only talks of commands', () => {
  it.each([
    ['fenced code', '```\n/tekton start\n```\n/tekton stop', ['4 stop']],
    ['fenced code with a language', '```sh\n/tekton start\n```\n/tekton stop', ['4 stop']],
    ['fenced code of tildes', '~~~\n/tekton start\n```\n/tekton start\n~~~\n/tekton stop', ['6 stop']],
    ['fenced code within longer fences', '````\n```\n/tekton start\n```\n````\n/tekton stop', ['6 stop']],
    ['fenced code that is never closed', '/tekton stop\n```\n/tekton start', ['1 stop']],
    ['fenced code after text', 'like so:\n```\n/tekton start\n```', []],
    ['fenced code in a list', '- ```\n  x\n  ```\n/tekton stop', ['4 stop']],
    [
      'fenced code with an indented fence inside',
      '```\n    ```\n/tekton start\n```\n/tekton stop',
      ['5 stop'],
    ],
    ['three backticks within a line are no fence', '```a``` b\n/tekton stop', ['2 stop']],
    ['indented code', '    /tekton start\n\t/tekton start\n\n/tekton stop', ['4 stop']],
    ['inline code', '`/tekton start`\n/tekton stop', ['2 stop']],
    ['inline code over several lines', 'so `\n/tekton start\n` it is', []],
    ['inline code of two backticks', '``\n/tekton start ` \n``\n/tekton stop', ['4 stop']],
    ['a lonely backtick is no code', 'a ` b\n/tekton stop', ['2 stop']],
    ['backticks of two paragraphs are no code', 'a ` b\n\n/tekton stop\n\nc ` d', ['3 stop']],
    ['backticks of two list items are no code', '- a ` b\n/tekton stop\n- c ` d', ['2 stop']],
    ['an escaped backtick is no code', '\\` a\n/tekton stop\n\\` b', ['2 stop']],
    ['a hidden comment', '<!--\n/tekton start\n-->\n/tekton stop', ['4 stop']],
    [
      'a hidden comment over blank lines and fences',
      '<!--\n\n```\n/tekton start\n-->\n/tekton stop',
      ['6 stop'],
    ],
    ['a hidden comment in a sentence', 'a <!-- b\n/tekton start --> c\n/tekton stop', ['3 stop']],
    ['a hidden comment that is never closed', '/tekton stop\n<!--\n\n/tekton start', ['1 stop']],
    ['a hidden comment that opens again', '<!--\n\n--> <!--\n/tekton start\n-->\n/tekton stop', ['6 stop']],
    ['a line that begins with a hidden comment', '<!-- a -->/tekton start', []],
    ['an empty comment hides nothing', '<!-->\n/tekton stop', ['2 stop']],
    ['a comment mark within code hides nothing', '`<!--`\n/tekton stop', ['2 stop']],
    ['a comment mark within a fence hides nothing', '```\n<!--\n```\n/tekton stop', ['4 stop']],
    ['a code mark within a comment is none', '<!-- ` -->\n/tekton stop\n`', ['2 stop']],
    ['a comment after an open backtick', 'a `\n<!-- ` \n/tekton start\n-->\n/tekton stop', ['5 stop']],
    ['a quote', '> /tekton start\n>/tekton start\n\n/tekton stop', ['4 stop']],
    ['a comment within a quote ends with it', '> <!--\n\n/tekton stop', ['3 stop']],
    ['a fence within a quote ends with it', '> ```\n/tekton stop', ['2 stop']],
  ])('%s', (_, text, found) => {
    expect(read(text)).toEqual(found);
  });

  it.each([
    [
      'Gmail',
      '\nOn Tue, May 5, 2026 at 10:00 AM Ann Lee <notifications@github.com> wrote:\n\n> x\n/tekton start',
    ],
    [
      'wrapped lines',
      '\nOn Tue, May 5, 2026 at 10:00 AM Ann Lee <\nnotifications@github.com> wrote:\n\n/tekton start',
    ],
    ['Outlook', '\n-----Original Message-----\nFrom: Ann\n\n/tekton start'],
    ['German', '\nAm 5. Mai 2026 um 10:00 schrieb Ann Lee <x@github.com>:\n\n/tekton start'],
    ['French', '\nLe mar. 5 mai 2026 à 10:00, Ann Lee <x@github.com> a écrit :\n\n/tekton start'],
  ])('the mail that is answered (%s)', (_, tail) => {
    expect(read(`/tekton stop\n${tail}`)).toEqual(['1 stop']);
  });

  it('knows a sentence from the head of a quoted mail', () => {
    expect(read('On Monday Bob wrote:\n\n/tekton stop')).toEqual(['3 stop']);
    expect(read('On second thought\n/tekton stop\nas Bob wrote:')).toEqual(['2 stop']);
  });
});

const pieces = fc.constantFrom(
  ...[
    '/tekton ',
    '/tekton start\n',
    '/hold\n',
    'hold',
    '\n',
    '\n\n',
    '`',
    '```',
    '~~~',
    '```\n',
    '<!--',
    '-->',
    '> ',
  ],
  ...[
    '- ',
    '1. ',
    '    ',
    '\t',
    '\\',
    '# ',
    'On 5 ',
    'wrote:\n',
    '\r\n',
    '\u200b',
    '\u0000',
    '🎉',
    '\ud800',
    'x',
    ' ',
  ],
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(pieces, { maxLength: 80 }).map((parts) => parts.join('')),
);

describe('for any text', () => {
  it('never throws, and tells where each command stands', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, bare) => {
        const lines = text.split(/\r\n?|\n/);
        let before = 0;
        for (const { line, definition, problem } of parseCommands(text, { bare })) {
          expect(line).toBeGreaterThan(before);
          expect(lines[line - 1]?.replaceAll(/[^ -~]/g, '')).toMatch(/^\//);
          expect(definition === null).toBe(problem === 'unknown-verb');
          before = line;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('finds nothing in it once it is a quote, a fence or a comment', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = text.split(/\r\n?|\n/);
        expect(read(lines.map((line) => `> ${line}`).join('\n'), true)).toEqual([]);
        expect(read(lines.map((line) => `    ${line}`).join('\n'), true)).toEqual([]);
        if (!/[`~]/.test(text)) expect(read(`\`\`\`\n${text}`, true)).toEqual([]);
        if (!text.includes('-->')) expect(read(`<!-- ${text}`, true)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  const rising = Array.from({ length: 360 }, (_, index) => '`'.repeat(index + 1)).join(' ');
  it.each(
    [
      '`',
      '` `` ',
      '`\n',
      '```\n',
      '~~~\n',
      '``` ',
      '``` `',
      '<!--',
      '<!--\n',
      '-->',
      '<!-- -->',
      '<!---->\n',
      '> ',
      '\n',
    ]
      .concat([
        '- ',
        '- ```\n',
        '1. ',
        '\\`',
        ' ',
        '\t',
        '/',
        '/tekton ',
        '/tekton hold\n',
        'On 5\n',
        'Am 5 schrieb ',
        'a\n',
      ])
      .concat(['/tekton hold ' + ' '.repeat(65_000) + 'x', rising, '\u200b', '🎉']),
  )('takes 65,536 characters of %j in its stride', (piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);
    const began = performance.now();
    parseCommands(text, { bare: true });
    // Twice the square of this length is minutes; a busy machine is not.
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
