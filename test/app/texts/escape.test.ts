import { describe, it, expect } from '@jest/globals';
import { clean, cut, cutMiddle, oneLine } from '../../../src/app/texts/clean.js';
import { code, fence, withCode } from '../../../src/app/texts/code.js';
import { escapeLines, escapeText } from '../../../src/app/texts/escape.js';
import { calling, commit, issueOf, link, listed, mention } from '../../../src/app/texts/names.js';

describe('escapeText', () => {
  it.each([
    ['plain words, as they are: 100 %', 'plain words, as they are: 100 %'],
    ['mail @bob', 'mail @&ZeroWidthSpace;bob'],
    ['fixes #12', 'fixes #&ZeroWidthSpace;12'],
    ['GH-7', 'GH-&ZeroWidthSpace;7'],
    ['https://x.example', 'https:&ZeroWidthSpace;//x.example'],
    ['see WWW.x.example', 'see WWW&ZeroWidthSpace;.x.example'],
    ['/tekton stop', '&sol;tekton stop'],
    ['either/or', 'either/or'],
    ['a\n/b', 'a /b'],
    ['a | b', 'a &vert; b'],
    ['<b> & `c`', '&lt;b&gt; &amp; \\`c\\`'],
    ['*a* _b_ ~c~ [d]', '\\*a\\* \\_b\\_ \\~c\\~ \\[d\\]'],
    ['# title', '\\# title'],
    ['- item', '\\- item'],
    ['12. item', '12\\. item'],
    ['\u001B[31mred\u001B[0m', 'red'],
    ['a\u200Bb\u202Ec\uFFF9', 'abc'],
    ['what this fixes', 'what this fixes&ZeroWidthSpace;'],
    ['it closes:', 'it closes&ZeroWidthSpace;:'],
    ['closes the gap', 'closes the gap'],
    ['prefix', 'prefix'],
  ])('shows %j as %j', (text, shown) => {
    expect(escapeText(text)).toBe(shown);
  });

  it('keeps within four times what was asked for', () => {
    expect(escapeText('@'.repeat(1000), 100).length).toBeLessThan(450);
    expect(code('|@'.repeat(1000), 100).length).toBeLessThan(450);
  });

  it('cuts long text, never through the middle of a character', () => {
    expect(escapeText('abcdef', 4)).toBe('abc…');
    expect(cut('ab😀cd', 4)).toBe('ab…');
  });
});

describe('escapeLines', () => {
  const lines = (text: string) => escapeLines(text, { most: 20, lines: 3 });

  it('keeps lines apart, and takes their marks away', () => {
    expect(lines('done:\r\n- *one*\n\n  * two ')).toEqual(['done:', '\\*one\\*', 'two']);
    expect(lines('')).toEqual([]);
  });

  it('says that there were more', () => {
    expect(lines('a\nb\nc\nd')).toEqual(['a', 'b', 'c', '…']);
  });

  it('lets no line act', () => {
    expect(lines('a\n/tekton stop\n- - @bob')).toEqual(['a', '&sol;tekton stop', '\\- @&ZeroWidthSpace;bob']);
  });
});

describe('words with code', () => {
  it.each([
    ['`agents.quiet_after`: must be `2h`', '`agents.quiet_after`: must be `2h`'],
    ['see `a` and *b*', 'see `a` and \\*b\\*'],
    ['`@bob` or @bob', '`@bob` or @&ZeroWidthSpace;bob'],
    ['one ` alone', 'one \\` alone'],
    ['``two`` ` `', '\\`\\`two\\`\\` \\` \\`'],
    ['a|`b|c`', 'a&vert;<code>b&vert;c</code>'],
    ['', ''],
  ])('%j are %j', (text, shown) => {
    expect(withCode(text, 300)).toBe(shown);
  });

  it('keep within four times what was asked for', () => {
    expect(withCode('`a`@@@@@@@@'.repeat(100), 100).length).toBeLessThan(450);
  });
});

describe('clean', () => {
  it('takes away what a terminal would read', () => {
    expect(clean('\u001B[1;32mok\u001B[0m \u001B]8;;https://x.example\u001B\\link\u001B]8;;\u001B\\')).toBe(
      'ok link',
    );
    expect(clean('\u001B]0;title\u0007after \u009B31mred \u001B(Bplain')).toBe('after red plain');
  });

  it('keeps lines and tabs, and no other control character', () => {
    expect(clean('a\r\nb\rc\u2028d\te\u0000f\u0008')).toBe('a\nb\nc\nd\tef');
    expect(oneLine('  a \n\n b\t', 10)).toBe('a b');
  });

  it('mends halves of characters', () => {
    expect(clean('a\uD800b')).toBe('a\uFFFDb');
  });

  it('leaves out the middle of long text', () => {
    const text = `first${'.'.repeat(1000)}last`;
    expect(cutMiddle(text, 60)).toMatch(/^first\.+\n\[… \d+ characters left out …\]\n\.+last$/);
    expect(cutMiddle('short', 60)).toBe('short');
  });
});

describe('code', () => {
  it.each([
    ['unit (node 22)', '`unit (node 22)`'],
    ['@bob fixes #1', '`@bob fixes #1`'],
    ['', '`?`'],
    ['a`b', '<code>a\\`b</code>'],
    ['a|b', '<code>a&vert;b</code>'],
    ['a\nb', '`a b`'],
  ])('draws %j as %j', (text, shown) => {
    expect(code(text)).toBe(shown);
  });
});

describe('fence', () => {
  it('is longer than any run of backticks inside', () => {
    expect(fence('a')).toBe('```text\na\n```');
    expect(fence('a\n````\nb')).toBe('`````text\na\n````\nb\n`````');
  });

  it('lets no line begin with a slash', () => {
    expect(fence('a\n/tekton stop')).toBe('```text\na\n /tekton stop\n```');
  });
});

describe('names', () => {
  it('mentions accounts, never a team or what is none', () => {
    expect(mention('alice')).toBe('@alice');
    expect(mention('renovate[bot]')).toBe('@renovate[bot]');
    expect(mention('octo/team')).toBe('`octo/team`');
    expect(mention('a b')).toBe('`a b`');
    expect(calling(['alice', 'bob', 'alice', ''])).toBe('@alice and @bob: ');
    expect(calling([])).toBe('');
  });

  it('links to web addresses only', () => {
    expect(link('run', 'https://x.example/a b?c=(1)')).toBe('[run](https://x.example/a%20b?c=%281%29)');
    expect(link('run', 'https://user:secret@x.example/')).toBe('[run](https://x.example/)');
    expect(link('run', 'javascript:alert(1)')).toBe('run');
    expect(link('run', 'nonsense')).toBe('run');
    expect(link('[run]', null)).toBe('\\[run\\]');
  });

  it('refers to an issue elsewhere only where there can be one', () => {
    expect(issueOf({ owner: 'octo', name: 'list.js' }, 12)).toBe('octo/list.js#12');
    expect(issueOf({ owner: 'octo', name: '__list' }, 12)).toBe('octo/\\_\\_list#12');
    expect(issueOf({ owner: 'octo', name: 'a b@c' }, 12)).toBe('octo/a b@&ZeroWidthSpace;c, issue 12');
  });

  it('lists a few and counts the rest', () => {
    expect(listed(['a'], String)).toBe('a');
    expect(listed(['a', 'b', 'c'], String, 2)).toBe('a, b and 1 more');
    expect(commit('3f2c1ab9d8e7')).toBe('`3f2c1ab`');
  });
});
