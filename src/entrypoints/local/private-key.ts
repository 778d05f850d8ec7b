import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getPrivateKey } from '@probot/get-private-key';
import { plainReason } from './plain-reason.js';

const WHICH = 'the .pem file that GitHub gave you';

/**
 * The App's key, from the file or the variable, seen to be one before anything is served. Null: there is none.
 *
 * @throws with the fault as it is to be told, without a word of what was read.
 */
export function privateKeyIn(env: NodeJS.ProcessEnv): string | null {
  const path = env['PRIVATE_KEY_PATH'];
  if (path !== undefined) return keyInFile(path);
  try {
    const key = getPrivateKey({ env });
    return key === null ? null : seen(key);
  } catch {
    if (env['PRIVATE_KEY'] === undefined)
      throw new Error(
        `the .pem files in this folder leave open which is the key: set PRIVATE_KEY_PATH to ${WHICH}`,
      );
    throw new Error(
      `PRIVATE_KEY is not the App’s private key: copy the whole of ${WHICH}, or set PRIVATE_KEY_PATH to it`,
    );
  }
}

function keyInFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(
      `PRIVATE_KEY_PATH is ${path}, which cannot be read (${plainReason(error)}): set it to ${WHICH}`,
      {
        cause: error,
      },
    );
  }
  try {
    return seen(text);
  } catch (error) {
    throw new Error(`PRIVATE_KEY_PATH is ${path}, which holds no RSA private key: set it to ${WHICH}`, {
      cause: error,
    });
  }
}

function seen(key: string): string {
  if (createPrivateKey(key).asymmetricKeyType !== 'rsa') throw new Error('it is no RSA key');
  return key;
}
