import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { analyse } from '../../../src/domain/analysis/analyse.js';
import { Requirement } from '../../../src/domain/matching/ranking.js';

const TEAM = [
  'python',
  'typescript',
  'go',
  'c++',
  'documentation',
  'performance',
  'security',
  'testing',
  'debugging',
  'frontend',
];

function issue(given: Partial<Parameters<typeof analyse>[0]>): Parameters<typeof analyse>[0] {
  return { title: 'A title', body: '', labels: [], ...given };
}

/** The capabilities with what told them: `python (code: main.py)`. */
function needs(given: Partial<Parameters<typeof analyse>[0]>, team = TEAM): string[] {
  const { evidence } = analyse(issue(given), team);
  return evidence
    .filter(({ what }) => what.startsWith('capability/'))
    .map(({ what, from, value }) => `${what.slice('capability/'.length)} (${from}: ${value})`);
}

function complexity(given: Partial<Parameters<typeof analyse>[0]>): string {
  const { complexity: level, evidence } = analyse(issue(given), TEAM);
  const signs = evidence.filter(({ what }) => what === `complexity/${level}`);
  return `${level} (${signs.map(({ from, value }) => `${from}: ${value}`).join(', ')})`;
}

describe('the capabilities an issue needs', () => {
  it.each([
    ['a label of the kind', { labels: ['performance', 'enhancement'] }, ['performance (label: performance)']],
    [
      'a label in a group',
      { labels: ['kind/bug', 'area: Frontend'] },
      ['debugging (label: kind/bug)', 'frontend (label: area: Frontend)'],
    ],
    ['another word for it', { labels: ['docs'] }, ['documentation (label: docs)']],
    ['a word of the title', { title: 'Port the Python client' }, ['python (title: python)']],
    ['a word that belongs to it', { title: 'Upgrade Django' }, ['python (title: django)']],
    ['a word of the body', { body: 'It is **TypeScript**, really.' }, ['typescript (body: typescript)']],
    ['part of a word', { body: 'the python-based tool' }, ['python (body: python)']],
    ['the language of a code block', { body: '```py\nx = 1\n```' }, ['python (code: py)']],
    ['a file', { body: 'See src/app/main.py.' }, ['python (code: main.py)']],
    ['a file in a stack trace', { body: '```\nFile "app/main.py", line 3\n```' }, ['python (code: main.py)']],
    ['a name with signs in it', { title: 'Build the C++ part' }, ['c++ (title: c++)']],
    [
      'the strongest sign first',
      { title: 'Slow', body: 'python', labels: ['security'] },
      ['security (label: security)', 'performance (title: slow)', 'python (body: python)'],
    ],
  ])('are told by %s', (_, given, found) => {
    expect(needs(given)).toEqual(found);
  });

  it.each([
    ['an everyday word', { title: 'Let it go', body: 'go on' }],
    ['what nobody on the team declares', { title: 'Rewrite in COBOL' }],
    ['what a template hides', { body: '<!-- python or typescript? -->' }],
    ['code', { body: '```\nimport typescript\n```' }],
    ['the host of an address', { body: 'https://example.py/page' }],
    ['a word inside another', { body: 'pythonic' }],
  ])('are not told by %s', (_, given) => {
    expect(needs(given)).toEqual([]);
  });

  it('are those of the labels alone where `capability/…` labels say so, whether the team has them or not', () => {
    const given = { title: 'Python', labels: ['Capability/Go', 'capability/cobol', 'security'] };
    expect(needs(given)).toEqual(['go (label: Capability/Go)', 'cobol (label: capability/cobol)']);
    expect(analyse(issue(given), TEAM).capabilities).toEqual(['go', 'cobol']);
  });

  it('are at most eight', () => {
    expect(analyse(issue({ body: TEAM.join(' ') + ' golang main.go' }), TEAM).capabilities).toHaveLength(8);
  });

  it('are each named once, however often they are told', () => {
    expect(analyse(issue({ title: 'python python', body: 'python main.py' }), TEAM).capabilities).toEqual([
      'python',
    ]);
  });
});

describe('the complexity of an issue', () => {
  const tasks = (count: number) => '- [ ] do it\n'.repeat(count);

  it.each([
    ['nothing special', {}, 'simple (length: 0)'],
    [
      'the example of the specification',
      { title: 'Add caching layer', labels: ['enhancement', 'performance'] },
      'medium (label: performance)',
    ],
    ['two tasks', { body: tasks(2) }, 'simple (length: 23)'],
    ['three tasks', { body: tasks(3) }, 'medium (checklist: 3)'],
    ['eight tasks, some done', { body: tasks(7) + '1. [x] done' }, 'complex (checklist: 8)'],
    ['tasks in code', { body: `\`\`\`\n${tasks(9)}\`\`\`` }, 'simple (length: 0)'],
    ['a long text', { body: 'a '.repeat(1000) }, 'medium (length: 1999)'],
    ['a very long text', { body: 'a '.repeat(3000) }, 'complex (length: 5999)'],
    ['a long log', { body: `\`\`\`\n${'a '.repeat(9000)}\n\`\`\`` }, 'simple (length: 0)'],
    ['a great word', { title: 'Rewrite the parser', labels: ['security'] }, 'complex (title: rewrite)'],
    [
      'several signs of it',
      { title: 'Redesign', labels: ['security'] },
      'medium (label: security, title: redesign)',
    ],
  ])('%s', (_, given, level) => {
    expect(complexity(given)).toBe(level);
  });

  it.each([
    ['complexity/s', 'simple'],
    ['complexity/m', 'medium'],
    ['Complexity/L', 'complex'],
    ['complexity/simple', 'simple'],
    ['complexity/medium', 'medium'],
    ['complexity/complex', 'complex'],
  ])('the label %s settles it', (label, level) => {
    expect(complexity({ title: 'Epic rewrite', body: tasks(3), labels: [label] })).toBe(
      `${level} (label: ${label})`,
    );
  });

  it('is the greatest of labels that disagree, and a label it does not know says nothing', () => {
    expect(complexity({ labels: ['complexity/s', 'complexity/l', 'complexity/huge'] })).toBe(
      'complex (label: complexity/l)',
    );
    expect(complexity({ labels: ['complexity/huge'] })).toBe('simple (length: 0)');
  });
});

describe('for any issue', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'python',
          'main.py',
          '```',
          '<!--',
          '-->',
          '\n',
          '- [ ] ',
          ' ',
          '🎉',
          '-',
          '.',
          'complexity/',
          '__proto__',
        ),
      )
      .map((parts) => parts.join('')),
  );

  it('gives a requirement of a small size, and the same again', () => {
    fc.assert(
      fc.property(texts, texts, fc.array(texts, { maxLength: 20 }), (title, body, labels) => {
        const found = analyse({ title, body, labels }, TEAM);
        expect(Requirement.parse(found)).toEqual(found);
        expect(found.evidence.length).toBeLessThanOrEqual(12);
        expect(found.evidence.length).toBeGreaterThan(0);
        expect(analyse({ title, body, labels }, TEAM)).toEqual(found);
      }),
    );
  });

  it.each([
    [
      'a label of 50 odd characters',
      { labels: ['\u202e🎉"<script>`../\\\u0000 ~^:?*[@{}'.padEnd(50, '\u200b')] },
    ],
    ['a title of 256 emojis', { title: '🎉'.repeat(256) }],
    [
      'a capability that is called constructor',
      { title: 'constructor __proto__', labels: ['capability/__proto__'] },
    ],
  ])('stands %s', (_, given) => {
    expect(Requirement.safeParse(analyse(issue(given), ['constructor'])).success).toBe(true);
  });

  it.each(['-', '.', 'a-', '<!--', '```\n', '- [ ] ', ' ', '[', 'https://', 'a.py ', '1. ', '\n', '-a._'])(
    'reads 65,536 characters of %j in its stride',
    (piece) => {
      const began = performance.now();
      analyse(issue({ body: piece.repeat(Math.ceil(65_536 / piece.length)) }), TEAM);
      expect(performance.now() - began).toBeLessThan(1000);
    },
  );
});
