import fc from 'fast-check';

/** Words that would act on GitHub, or change how a page is built, if they were not escaped. */
export const HOSTILE = [
  '@everyone and @octo/team, see https://evil.example/x and www.evil.example, mail me@evil.example',
  'fixes #1, closes octo/repo#2, resolves GH-3, fixes https://github.com/octo/repo/issues/4',
  '/tekton approve',
  '/assign @mallory',
  'x\n/tekton stop\n/hold\r/merge\u2028/lgtm',
  '<script>alert(1)</script><!-- --><img src=x onerror=y></details></summary></code>',
  '`` ``` ```` ` code',
  'log\n```\n/tekton approve @mallory fixes #1\n~~~\n````\n@mallory',
  'a | b || c \\| d \\',
  '# title\n\n- item\n> quote\n---\n1. one',
  '[click](https://evil.example) ![image](https://evil.example/x.png) [a]: https://evil.example',
  '*bold* _it_ ~~no~~ **x** $y$ \\`z\\`',
  '\u001B[31mred\u001B[0m \u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007 \u009B1m',
  'zero\u200Bwidth \u202Eesrever\u202C \u2066x\u2069 \uFEFF \u{E0041} \uD800 lone',
  '--> <!-- tekton-core:v1 kind=status key=1 -->',
  '&#64;mallory &commat;mallory &lt;b&gt;',
  '1. @a',
  'what this fixes',
  'and this one closes:',
  '',
  ' ',
  '`',
  '\\',
];

export const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc
    .array(fc.constantFrom(...HOSTILE, ' ', '\n', '@', '#', '1', '/', '`', '|', '<', '>', '\\', 'a'), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
