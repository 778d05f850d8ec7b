import { describe, it, expect } from '@jest/globals';
import { redact } from '../../../src/app/texts/redact.js';

// Put together here, so that nobody's scanner takes this file for a leak.
const run = (letters: string, length: number) => letters.repeat(length).slice(0, length);
const KEY = ['-----BEGIN RSA PRIVATE', 'KEY-----'].join(' ');
const END = ['-----END RSA PRIVATE', 'KEY-----'].join(' ');

describe('redact', () => {
  it.each([
    ...['ghp', 'gho', 'ghs', 'ghu', 'ghr'].map((kind) => [`${kind}_${run('aB3', 36)}`]),
    [`github_pat_${run('11AB_c', 60)}`],
    [`AKIA${run('Q7', 16)}`],
    [`npm_${run('x9', 36)}`],
    [`xoxb-${run('12-ab', 40)}`],
    [`eyJ${run('hbGc', 30)}.eyJ${run('zdWI', 40)}.${run('s-i_g', 43)}`],
  ])('hides %s', (secret) => {
    expect(redact(`before ${secret} after`)).toBe('before [redacted] after');
    expect(redact(`x=${secret}`)).toBe('x=[redacted]');
  });

  it.each([
    ['token=abc123', 'token=[redacted]'],
    ['password: hunter2, next', 'password: [redacted], next'],
    ['"password": "two words"', '"password": [redacted]'],
    ["API_KEY='k1'", 'API_KEY=[redacted]'],
    ['AWS_SECRET_ACCESS_KEY=wJalr/X+z', 'AWS_SECRET_ACCESS_KEY=[redacted]'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['curl -H "bearer abcdefghijklmnop1234"', 'curl -H "bearer [redacted]"'],
    ['https://bob:pw1@host.example/x', 'https://[redacted]@host.example/x'],
    ['password="unclosed', 'password=[redacted]'],
  ])('hides the value in %j', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it.each([
    'Unexpected token } in JSON',
    'expect(token).toBe(1)',
    'https://github.com/octo/repo/actions/runs/1',
    'src/auth/password.test.ts:12:5',
    'version 1.2.3 of eyJ',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('hides a private key, whole or with a part cut off', () => {
    const lines = [run('MIIE', 64), run('abc/', 64), 'xyz='];
    expect(redact(['a', KEY, ...lines, END, 'b'].join('\n'))).toBe('a\n[redacted]\n\nb');
    expect(redact(['a', KEY, ...lines].join('\n'))).toBe('a\n[redacted]');
    expect(redact(['a b', ...lines, END, 'b'].join('\n'))).toBe('a b\n[redacted]\nb');
    expect(redact(`key: ${KEY}\\n${lines.join('\\n')}\\n${END} rest`)).not.toContain('MIIE');
  });

  it('takes time in proportion to the text', () => {
    const pieces = [
      'eyJ',
      'eyJabcdef.',
      'token',
      'token="',
      "password='",
      '://',
      '://a:',
      'ghp_',
      'AKIA',
      `${KEY}\n`,
      `${END}\n`,
      'abc=\n',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(300_000 / piece.length);
      const before = performance.now();
      redact(text);
      expect(performance.now() - before).toBeLessThan(1500);
    }
  });
});
