import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { privateKeyIn } from '../../../src/entrypoints/local/private-key.js';

const pem = (type: 'pkcs1' | 'pkcs8') =>
  generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type, format: 'pem' }).toString();
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tekton-key-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (text: string) => {
  const path = join(folder, 'app.pem');
  writeFileSync(path, text);
  return path;
};

describe('the private key', () => {
  it('is what the file holds that PRIVATE_KEY_PATH names, before what PRIVATE_KEY says', () => {
    const key = pem('pkcs1');
    expect(privateKeyIn({ PRIVATE_KEY_PATH: file(key), PRIVATE_KEY: 'other' })).toBe(key);
  });

  it('is PRIVATE_KEY, with its line ends written out or the whole in Base64', () => {
    const key = pem('pkcs8');
    expect(privateKeyIn({ PRIVATE_KEY: key })).toBe(key);
    expect(privateKeyIn({ PRIVATE_KEY: key.replaceAll('\n', '\\n') })).toBe(key);
    expect(privateKeyIn({ PRIVATE_KEY: Buffer.from(key).toString('base64') })).toBe(key);
  });

  it('may be missing', () => {
    expect(privateKeyIn({})).toBeNull();
  });

  it.each([
    ['is not there', () => join(folder, 'none.pem'), 'which cannot be read (there is nothing of this name)'],
    ['is a folder', () => folder, 'which cannot be read (it is a folder)'],
    ['is no key', () => file('words'), 'which holds no RSA private key'],
    ['is a key of another kind', () => file(elliptic), 'which holds no RSA private key'],
  ])('names the variable and the file when the file %s', (_what, path, why) => {
    const given = path();
    expect(() => privateKeyIn({ PRIVATE_KEY_PATH: given })).toThrow(
      `PRIVATE_KEY_PATH is ${given}, ${why}: set it to the .pem file that GitHub gave you`,
    );
  });

  it.each(['words', elliptic, '-----BEGIN RSA PRIVATE KEY-----\nsecret\n-----END RSA PRIVATE KEY-----'])(
    'names PRIVATE_KEY when that is none, and none of its words',
    (key) => {
      expect(() => privateKeyIn({ PRIVATE_KEY: key })).toThrow(
        'PRIVATE_KEY is not the App’s private key: copy the whole of the .pem file that GitHub gave you, or set PRIVATE_KEY_PATH to it',
      );
    },
  );
});
