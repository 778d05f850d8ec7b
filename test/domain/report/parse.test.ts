import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseReport } from '../../../src/domain/report/parse.js';
import { ReportFields, together } from '../../../src/domain/report/report.js';

const NOTHING = together([]);

function said(fields: Partial<ReportFields>): ReportFields {
  return { ...NOTHING, ...fields };
}

describe('a report', () => {
  it('is read key by key, in any letter case and order', () => {
    const text = [
      'Confidence: High',
      'status: On Track',
      'PROGRESS: the cache is split in two',
      'blockers: the staging key is missing',
      'tomorrow: measure it',
      'help: somebody who may read the key',
      'cost: $1.25',
      'tokens: 120k',
    ].join('\n');
    expect(parseReport(text)).toEqual({
      status: 'on-track',
      progress: 'the cache is split in two',
      blockers: 'the staging key is missing',
      tomorrow: 'measure it',
      confidence: 'high',
      help: 'somebody who may read the key',
      cost: 1.25,
      tokens: 120_000,
    });
  });

  it('without keys is progress', () => {
    expect(parseReport('  Split the cache.\r\nAll green: at last. ')).toEqual(
      said({ progress: 'Split the cache.\nAll green: at last.' }),
    );
  });

  it('keeps what is said before the first key, and under the key of progress, in order', () => {
    expect(parseReport('Good day.\nhelp: a key\nprogress: the cache')).toEqual(
      said({ progress: 'Good day.\nthe cache', help: 'a key' }),
    );
  });

  it('lets a text go on until the next key, empty lines and lists included', () => {
    const text = 'blockers:\n- no key\n\n- no network: at all\nnext: wait';
    expect(parseReport(text)).toEqual(
      said({ blockers: '- no key\n\n- no network: at all', tomorrow: 'wait' }),
    );
  });

  it('takes what follows a word or a figure as progress', () => {
    expect(parseReport('blockers: no key\nstatus: ahead\nSplit the cache.')).toEqual(
      said({ status: 'ahead', blockers: 'no key', progress: 'Split the cache.' }),
    );
  });

  it.each([
    ['a list', '- status: blocked\n* blockers: no key\n3. next: wait\n+ help needed: a key'],
    ['a list of tasks', '- [x] status: blocked\n- [ ] blockers: no key\n- [ ] next: wait\n- [ ] help: a key'],
    ['bold keys', '**Status:** blocked\n__Blockers__: no key\n**Next** : wait\n**Help needed:** a key'],
    ['a bold word', 'status: **blocked**\nblockers: no key\nnext: wait\nhelp: a key'],
    ['headings', '## Status: blocked\n### Blockers: no key\n# Next: wait\n#### Help: a key'],
    [
      'headings with the text beneath',
      '## Status\nblocked\n\n## Blockers\n\nno key\n### Next steps\nwait\n## Help\na key',
    ],
    [
      'bold lines with the text beneath',
      '**Status**\nblocked\n**Blockers**\nno key\n**Tomorrow**\nwait\n__Help__\na key',
    ],
    ['emoji', '🔴 Status: 🔴 blocked\n🚧 Blockers: no key\n:soon: Next: wait\n✋🏽 Help: a key'],
  ])('may be written as Markdown: %s', (_, text) => {
    expect(parseReport(text)).toEqual(
      said({ status: 'blocked', blockers: 'no key', tomorrow: 'wait', help: 'a key' }),
    );
  });

  it.each(['', ' \n\t\r\n', 'status:', 'blockers:\n\nhelp needed:\n', '## Progress'])(
    'that says nothing at all is none: %j',
    (text) => {
      expect(parseReport(text)).toBeNull();
    },
  );

  it('that only says that nothing stands in the way is one', () => {
    expect(parseReport('blockers: none')).toEqual(NOTHING);
  });

  it.each(['none', 'None.', '-', '- none', '—', 'n/a', 'N/A', 'nothing', '**none**'])(
    'means nothing by %j, but for its progress',
    (word) => {
      const text = ['progress', 'blockers', 'help', 'tomorrow'].map((key) => `${key}: ${word}`).join('\n');
      expect(parseReport(text)).toEqual(said({ progress: word }));
    },
  );

  it('means something by a text that begins like nothing', () => {
    expect(parseReport('blockers: none but the key')).toEqual(said({ blockers: 'none but the key' }));
  });

  it('never says blocked but by its status', () => {
    expect(parseReport('blockers: blocked by the key\nprogress: blocked')?.status).toBeNull();
  });

  it('is bounded, text by text', () => {
    const long = 'x'.repeat(1_500);
    const fields = parseReport(`${long}\nblockers: ${long}\nnext: ${long}\nhelp: ${long}`);
    const cut = `${'x'.repeat(999)}…`;
    expect(fields).toEqual(said({ progress: cut, blockers: cut, tomorrow: cut, help: cut }));
  });
});

describe('a status', () => {
  it.each([
    ['on track', 'on-track'],
    ['On-Track', 'on-track'],
    ['✅ on track!', 'on-track'],
    [':white_check_mark: `on_track`', 'on-track'],
    ['AHEAD', 'ahead'],
    ['🔴 Blocked ❗️', 'blocked'],
    ['👍🏽 ahead', 'ahead'],
  ])('%j is %s', (word, status) => {
    expect(parseReport(`status: ${word}`)).toEqual(said({ status: ReportFields.shape.status.parse(status) }));
  });

  it.each([
    ['blocked by the review', 'blocked'],
    ['blocked (no key)', 'blocked'],
    ['**blocked** - no key', 'blocked'],
    ['on track, though slow', 'on-track'],
    ['ahead of schedule', 'ahead'],
  ])('may go on: %j is kept in words too', (words, status) => {
    expect(parseReport(`status: ${words}`)).toMatchObject({ status, progress: `status: ${words}` });
  });

  it.each([
    'green',
    'not blocked',
    'unblocked',
    'blocked?',
    'on track|blocked|ahead',
    'blocked no more',
    '~~blocked~~',
  ])('that is none of the three is kept in words only: %j', (words) => {
    expect(parseReport(`- Status: ${words}`)).toEqual(said({ progress: `- Status: ${words}` }));
  });

  it('counts as it was last understood', () => {
    expect(parseReport('status: blocked\nstatus: on track\nstatus: green')).toEqual(
      said({ status: 'on-track', progress: 'status: green' }),
    );
  });
});

describe('a confidence', () => {
  it.each(['high', 'medium', 'low'] as const)('is %s', (word) => {
    expect(parseReport(`confidence: ${word}`)).toEqual(said({ confidence: word }));
  });

  it.each(['80%', 'highly uncertain', 'high/medium'])('is not %s', (words) => {
    expect(parseReport(`confidence: ${words}`)).toEqual(said({ progress: `confidence: ${words}` }));
  });
});

describe('a figure', () => {
  it.each([
    ['1.25', 1.25],
    ['$1.25', 1.25],
    ['1.25 USD', 1.25],
    ['USD 1,250.50', 1250.5],
    ['~$ 3', 3],
    ['**0.05$**', 0.05],
    ['0', 0],
  ])('of cost: %j', (words, cost) => {
    expect(parseReport(`cost: ${words}`)).toEqual(said({ cost }));
  });

  it.each([
    ['120000', 120_000],
    ['120k', 120_000],
    ['1.2M', 1_200_000],
    ['1.001m', 1_001_000],
    ['120,000', 120_000],
    ['~ 1,200 k tokens', 1_200_000],
    ['2 million', 2_000_000],
    ['1 token.', 1],
  ])('of tokens: %j', (words, tokens) => {
    expect(parseReport(`tokens: ${words}`)).toEqual(said({ tokens }));
  });

  it.each([
    'cost: €1.25',
    'cost: 1,25',
    'cost: -1',
    'cost: 1 to 2',
    'cost: a lot',
    'tokens: 1.5',
    'tokens: 120k in, 3k out',
    'tokens: 999999999999 M',
    'tokens: 1e9',
  ])('that cannot be understood is kept in words: %s', (line) => {
    expect(parseReport(line)).toEqual(said({ progress: line }));
  });

  it('that nobody has is none', () => {
    expect(parseReport('cost: n/a\ntokens: none\nprogress: done')).toEqual(said({ progress: 'done' }));
  });
});

/** A text of a report as it comes out: no key, no word for nothing, no space around it. */
const text = fc
  .array(
    fc.constantFrom('the cache', 'Status is good', 'a: b', '', '- item', '**bold**', '#12', '🚧', '\ud83d'),
    {
      maxLength: 5,
    },
  )
  .map((lines) => lines.join('\n').trim());
const fields: fc.Arbitrary<ReportFields> = fc.record({
  status: fc.constantFrom('on-track', 'blocked', 'ahead', null),
  progress: text,
  blockers: text,
  tomorrow: text,
  confidence: fc.constantFrom('high', 'medium', 'low', null),
  help: text,
  cost: fc.option(fc.nat(10_000_000).map((cents) => cents / 100)),
  tokens: fc.option(fc.nat()),
});

describe('whatever is written', () => {
  const anything = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        ...[
          '\n',
          ':',
          '- ',
          '**',
          '## ',
          'status',
          'blocked',
          'cost:',
          '1,',
          'k',
          '$',
          'help needed',
          '🔴',
          'none',
          '_',
        ],
      ),
    ),
    { maxLength: 40 },
  );

  it('is read without fail, within bounds, and is a report of its own when read again', () => {
    fc.assert(
      fc.property(anything, (parts) => {
        const report = parseReport(parts.join(''));
        if (report === null) return;
        expect(ReportFields.parse(report)).toEqual(report);
        for (const words of [report.progress, report.blockers, report.tomorrow, report.help]) {
          expect(words.length).toBeLessThanOrEqual(1_000);
          expect(words).toBe(words.trim());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses no word, whichever key it stands behind and whether or not that understands it', () => {
    const keys = [
      '',
      ...Object.keys(NOTHING).map((key) => `${key}: `),
      '## Status\n',
      'cost:\n',
      'help needed: ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys), { maxLength: 20 }), (before) => {
        const words = before.map((_, index) => `word${index}.`);
        const report = parseReport(before.map((key, index) => `${key}${words[index] ?? ''}`).join('\n'));
        const kept = Object.values(report ?? {}).join('\n');
        expect(words.filter((word) => !kept.includes(word))).toEqual([]);
      }),
    );
  });

  it('comes out as it was meant', () => {
    const marks = fc.constantFrom('', '- ', '* ', '2. ', '### ', '🚧 ', ':soon: ');
    const order = fc.shuffledSubarray(
      ['status', 'progress', 'blockers', 'tomorrow', 'confidence', 'help', 'cost', 'tokens'] as const,
      { minLength: 8 },
    );
    fc.assert(
      fc.property(
        fields,
        order,
        marks,
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        (meant, keys, mark, bold, end) => {
          const lines = keys.map((key) => {
            const named = bold ? `**${key.toUpperCase()}:**` : `${key}:`;
            return `${mark}${named} ${String(meant[key] ?? 'n/a').replaceAll('\n', end)}`;
          });
          const isSaid = Object.values(meant).some((value) => value !== '' && value !== null);
          const report = parseReport(lines.join(end));
          // Whoever gives no figure and says so has said something.
          expect(report).toEqual(isSaid || Object.values(meant).includes(null) ? meant : null);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['space', ' '],
    ['marks', '*'],
    ['names of emoji', ':a:'],
    ['open names of emoji', ':a'],
    ['heading marks', '## '],
    ['words for nothing', '- '],
    ['digits', '1,234'],
    ['words that nearly are a key', 'help '],
    ['keys', 'status: blocked '],
    ['lines', 'cost:\n'],
  ])('takes no time to speak of: very many %s', (_, part) => {
    const many = part.repeat(60_000 / part.length);
    const before = performance.now();
    for (const start of ['', 'status: ', 'cost: ~', 'tokens: 1', 'blockers: none', '** help']) {
      parseReport(`${start}${many}x`);
      parseReport(`${start}${many}`);
    }
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
