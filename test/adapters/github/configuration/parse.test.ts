import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseConfiguration } from '../../../../src/adapters/github/configuration/parse.js';
import { Config, DEFAULT_CONFIG } from '../../../../src/domain/config/schema.js';

const parse = (...texts: string[]) =>
  parseConfiguration(texts.map((text, index) => ({ source: `file-${index}`, text })));

/** `line:column message`, and before it the file where there are several. */
function faults(...texts: string[]): string[] {
  return parse(...texts).faults.map(
    ({ path, line, column, message }) => `${texts.length > 1 ? `${path} ` : ''}${line}:${column} ${message}`,
  );
}

const lines = (...given: string[]) => given.join('\n');

describe('one file', () => {
  it.each([
    ['nothing', ''],
    ['only a comment', '# to do\n'],
    ['an empty mapping', '{}'],
    ['settings whose values are all commented out', 'checks:\n#  attempts: 3\nteam:\n'],
  ])('of %s means the defaults', (_, text) => {
    expect(parse(text)).toEqual({ config: DEFAULT_CONFIG, faults: [] });
  });

  it('sets what it names and leaves the rest', () => {
    const { config } = parse(
      lines('$schema: https://example.com/schema.json', 'team:', '  - name: apollo', '    login:'),
    );
    expect(config?.team).toEqual([{ name: 'apollo', capabilities: {}, capacity: 1 }]);
    expect(config?.merge).toEqual(DEFAULT_CONFIG.merge);
  });

  it('may use anchors, aliases and JSON', () => {
    const { config } = parse(
      lines(
        'team:',
        '  - name: a',
        '    capabilities: &both [go, sql]',
        '  - name: b',
        '    capabilities: *both',
      ),
    );
    expect(config?.team.map(({ capabilities }) => capabilities)).toEqual([
      { go: 1, sql: 1 },
      { go: 1, sql: 1 },
    ]);
    expect(parse('{"merge": {"mode": "auto"}}').config?.merge.mode).toBe('auto');
  });

  it('is of YAML 1.2 whatever it says: no dates, and `no` is a word', () => {
    expect(parse('%YAML 1.1\n---\nlabels:\n  start: no\n  hold: 2001-01-01').config?.labels).toEqual({
      start: 'no',
      hold: '2001-01-01',
    });
  });
});

describe('a fault', () => {
  it.each([
    ['a value of the wrong kind', 'checks:\n  attempts: many', ['2:13 `checks.attempts`: must be a number']],
    ['a text that is a number', 'labels:\n  start: 5', ['2:10 `labels.start`: must be a text']],
    ['a switch that is none', 'commands: {bare: "yes"}', ['1:18 `commands.bare`: must be `true` or `false`']],
    ['settings that are a list', 'checks: [1]', ['1:9 `checks`: must be settings, each as `name: value`']],
    ['a list that is a text', 'team: apollo', ['1:7 `team`: must be a list']],
    ['a number too small', 'checks: {attempts: 0}', ['1:20 `checks.attempts`: must be at least 1']],
    ['a number too large', 'review:\n  approvals: 9', ['2:14 `review.approvals`: must be at most 6']],
    ['half a number', 'review:\n  approvals: 1.5', ['2:14 `review.approvals`: must be a whole number']],
    [
      'a word it does not know',
      'merge:\n  mode: fast',
      ['2:9 `merge.mode`: must be one of `manual`, `auto`'],
    ],
    ['an empty label', 'labels:\n  start: ""', ['2:10 `labels.start`: must not be empty']],
    [
      'what the schema says itself',
      'team:\n  - name: Apollo',
      ['2:11 `team[0].name`: must be 1 to 39 lower-case letters, digits and dashes'],
    ],
    [
      'the second of two of a name',
      'team:\n  - name: a\n  - name: a',
      ['3:11 `team[1].name`: another agent is called `a` already'],
    ],
    [
      'a time that is none, which is compared with no other',
      'agents: {quiet_after: soon}',
      ['1:23 `agents.quiet_after`: must be a number of minutes, hours or days such as `30m`, `2h` or `1d`'],
    ],
    [
      'a word that is not closed, which is no missing word',
      'branches: {pattern: "feature/<issue"}',
      [
        '1:21 `branches.pattern`: may hold letters, digits, `.`, `_`, `-`, `/` and the words <terminal>, <agent>, <issue>, <slug>',
      ],
    ],
    ['an empty pattern', 'branches: {pattern: ""}', ['1:21 `branches.pattern`: must contain `<issue>`']],
    ['something missing', 'team:\n  - name: a\n  - terminal: b', ['3:5 `team[1].name`: missing']],
    [
      'a name that is no setting',
      'checks:\n  attempts: 2\n  atempts: 3',
      ['3:3 `checks.atempts`: there is no such setting'],
    ],
    [
      'a name that is no setting and stands empty',
      'chekcs:\n#  attempts: 3',
      ['1:1 `chekcs`: there is no such setting'],
    ],
    [
      'a name whose value is missing',
      'team:\n  - capacity: 2\n    name:\nmerge:',
      ['3:10 `team[0].name`: missing'],
    ],
    ['nothing in a list', 'trusted_bots:\n  - a\n  -', ['3:4 `trusted_bots[1]`: must be a text']],
    [
      'a wrong name in a record',
      'team:\n  - name: a\n    capabilities:\n      "P Y": 3',
      ['4:7 `team[0].capabilities.P Y`: must be a lower-case word such as `python` or `c++`'],
    ],
    [
      'a wrong value in a record',
      'commands:\n  permissions:\n    start: boss',
      ['3:12 `commands.permissions.start`: must be one of `read`, `triage`, `write`, `maintain`, `admin`'],
    ],
    [
      'one of several alternatives',
      'team:\n  - name: a\n    capabilities: 3',
      ['3:19 `team[0].capabilities`: must be a list or settings, each as `name: value`'],
    ],
    [
      'a part of an alternative',
      'team:\n  - name: a\n    capabilities: [go, 3]',
      ['3:24 `team[0].capabilities[1]`: must be a text'],
    ],
    ['a list for a file', '- a', ['1:1 the file must hold settings, each as `name: value`']],
    ['a text for a file', 'hello', ['1:1 the file must hold settings, each as `name: value`']],
    [
      'a wrong `_extends`',
      '_extends: a/b/c',
      [
        '1:11 `_extends`: must be `repo`, `owner/repo`, `repo:path` or `owner/repo:path`, where the path ends in `.yml` or `.yaml`',
      ],
    ],
  ])('points at %s', (_, text, found) => {
    expect(parse(text).config).toBeNull();
    expect(faults(text)).toEqual(found);
  });

  it('is told together with all others, in the order of the file', () => {
    expect(
      faults(lines('merge:', '  mode: fast', '  speed: 3', 'chekcs: {}', 'pr:', '  labels: [""]')),
    ).toEqual([
      '2:9 `merge.mode`: must be one of `manual`, `auto`',
      '3:3 `merge.speed`: there is no such setting',
      '4:1 `chekcs`: there is no such setting',
      '6:12 `pr.labels[0]`: must not be empty',
    ]);
  });

  it('of YAML itself is told where it is', () => {
    expect(faults('team:\n  - name: a\n merge: x')).not.toEqual([]);
    expect(faults('merge: {}\nmerge: {}')).toEqual(['2:1 `merge` is there twice']);
    expect(faults('shepherd: !!binary aGk=')[0]).toMatch(/^1:11 Unresolved tag/);
    expect(faults('merge: *nowhere')).toEqual(['1:8 there is no `&nowhere` before it']);
    expect(faults('merge: {}\n---\nmerge: {}')[0]).toMatch(/^2:1 /);
  });

  it('is at its place in a file with Windows line ends', () => {
    expect(faults('checks:\r\n  attempts: 0\r\n')).toEqual(['2:13 `checks.attempts`: must be at least 1']);
  });

  it('is one of fifty at most, each of a readable length', () => {
    const many = Array.from({ length: 300 }, (_, index) => `${'k'.repeat(150)}${index}: 1`).join('\n');
    const found = faults(many);
    expect(found).toHaveLength(50);
    expect(Math.max(...found.map(({ length }) => length))).toBeLessThan(200);
  });
});

describe('several files', () => {
  it('merge, and the nearer wins: settings within settings, lists as a whole', () => {
    const { config } = parse(
      'merge: {mode: auto, method: rebase}\ntrusted_bots: [a, b]\nteam: [{name: far, capacity: 3}]',
      'merge: {method: merge}\ntrusted_bots: [c]\nteam: [{name: near}]',
    );
    expect(config?.merge).toEqual({ mode: 'auto', method: 'merge', delete_branch: true });
    expect(config?.trusted_bots).toEqual(['c']);
    expect(config?.team).toEqual([{ name: 'near', capabilities: {}, capacity: 1 }]);
  });

  it('take from the farther what stands empty in the nearer', () => {
    expect(parse('merge: {mode: auto}', 'merge:\nteam:').config?.merge.mode).toBe('auto');
  });

  it('may each extend another', () => {
    expect(parse('_extends: base', '_extends: owner/.github:.github/team.yml').faults).toEqual([]);
    expect(faults('_extends: 3', '_extends: ok')).toHaveLength(1);
  });

  it('have each fault where it comes from', () => {
    expect(
      faults(
        'merge: {mode: fast}\nchecks: {attempts: 0}\nteam: [{name: A}, {name: B}]',
        '\nchecks: {attempts: 2}\nteam: [{name: C}]',
      ),
    ).toEqual([
      'file-0 1:15 `merge.mode`: must be one of `manual`, `auto`',
      'file-1 3:15 `team[0].name`: must be 1 to 39 lower-case letters, digits and dashes',
    ]);
    expect(faults('merge: {fast: 1}', 'merge: {slow: 1}')).toEqual([
      'file-0 1:9 `merge.fast`: there is no such setting',
      'file-1 1:9 `merge.slow`: there is no such setting',
    ]);
  });

  it('are read as far as they can be', () => {
    expect(faults('merge: {mode: fast}', 'a: [')).toEqual([
      'file-0 1:15 `merge.mode`: must be one of `manual`, `auto`',
      expect.stringMatching(/^file-1 1:/),
    ]);
  });
});

describe('a file that means harm', () => {
  it.each([
    [
      'billions of aliases',
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefghi'
          .split('')
          .map((name, index) => `${name}: &${name} [${`*${'abcdefgh'.charAt(index)},`.repeat(9)}x]`),
      ].join('\n'),
    ],
    ['an alias within itself', 'team: &team [*team]'],
    ['a depth without end', '['.repeat(60_000)],
    ['mappings of a depth without end', '{a: '.repeat(15_000)],
    ['lists in lists', `team: ${'['.repeat(100)}${']'.repeat(100)}`],
    ['a megabyte', 'a: 1\n'.repeat(200_000)],
    ['keys without number', Array.from({ length: 9000 }, (_, index) => `k${index}:`).join('\n')],
    ['thousands of aliases', `a: &a x\nteam: [${'*a,'.repeat(20_000)}]`],
    [
      'a few aliases that double each time',
      Array.from(
        { length: 25 },
        (_, index) => `a${index}: &a${index} [${index === 0 ? 'x' : `*a${index - 1}, *a${index - 1}`}]`,
      ).join('\n'),
    ],
    ['a prototype', '__proto__:\n  mode: auto'],
    ['a prototype within', 'merge:\n  __proto__: {mode: auto}'],
    ['a prototype in a record', 'commands:\n  permissions:\n    __proto__: read'],
    ['a constructor', 'constructor:\n  prototype: {mode: auto}'],
  ])('%s is a fault, and soon told', (_, text) => {
    const began = performance.now();
    const { config, faults: found } = parse('merge: {mode: manual}', text);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(config).toBeNull();
    expect(found.length).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('is told of an alias that contains itself, before anything follows it', () => {
    expect(faults('team: &team [*team]')).toEqual(['1:14 `*team` contains itself']);
    expect(faults('merge: &m\n  mode: *m')).toEqual(['2:9 `*m` contains itself']);
    expect(faults('merge: &m {a: &n {b: *m, c: *n}}')).toHaveLength(2);
  });

  it('may call a capability constructor', () => {
    const { config } = parse('team: [{name: a, capabilities: {constructor: 3, tostring: 1}}]');
    expect(config?.team[0]?.capabilities).toEqual({ constructor: 3, tostring: 1 });
  });
});

describe('for any text', () => {
  const words = [
    'team',
    'name',
    'merge',
    'mode',
    'auto',
    '_extends',
    '__proto__',
    '&a',
    '*a',
    '!!set',
    '%YAML 1.1',
    '---',
    '\n',
    '\n  ',
    ' ',
    ':',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '|',
    '>',
    '#',
    '<<',
    '\t',
    '\ufeff',
    '?',
    '0x1f',
    '.nan',
    'null',
    '\u0000',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.json(),
  );

  it('never throws, and has either a configuration or faults that lie within their file', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (given) => {
        const { config, faults: found } = parse(...given);
        expect(config === null).toBe(found.length > 0);
        for (const { path, line, column, message } of found) {
          const text = given[Number(path.slice('file-'.length))] ?? '';
          const rows = text.split('\n');
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(rows.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((rows[line - 1] ?? '').length + 1);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });

  const settings = fc.record(
    {
      team: fc.uniqueArray(
        fc.record({
          name: fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/),
          capacity: fc.integer({ min: 1, max: 50 }),
        }),
        { selector: ({ name }) => name, maxLength: 3 },
      ),
      checks: fc.record(
        { attempts: fc.integer({ min: 1, max: 20 }), required: fc.array(fc.string({ minLength: 1 })) },
        { requiredKeys: [] },
      ),
      merge: fc.record(
        { mode: fc.constantFrom('manual', 'auto'), delete_branch: fc.boolean() },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );

  it('is what the schema makes of the same settings', () => {
    fc.assert(
      fc.property(settings, (given) => {
        expect(parse(JSON.stringify(given))).toEqual({ config: Config.parse(given), faults: [] });
      }),
    );
  });

  it('the nearer of two whole files is all that counts', () => {
    fc.assert(
      fc.property(settings, settings, (farther, nearer) => {
        const whole = Config.parse(nearer);
        expect(parse(JSON.stringify(farther), JSON.stringify(whole)).config).toEqual(whole);
      }),
    );
  });
});
