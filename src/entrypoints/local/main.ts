import { createPrivateKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { getPrivateKey } from '@probot/get-private-key';
import { readSettings, type Settings } from '../settings.js';
import { showDemo } from './demo/demo.js';
import { startLocal } from './local-process.js';
import { loggerAt } from './logger.js';
import { stopOnSignal } from './stop-on-signal.js';

/** `npm start`: the product with credentials, and the demo without. */
async function main(): Promise<void> {
  // What the shell says wins over the file.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings(process.env, privateKeyIn);
  if (settings.credentials === null) {
    await showDemo(settings);
    return;
  }
  await runProduct(settings, settings.credentials);
}

/** The App's key as Probot finds it, seen to be one before anything is served. */
function privateKeyIn(env: NodeJS.ProcessEnv): string | null {
  const key = getPrivateKey({ env, filepath: env['PRIVATE_KEY_PATH'] });
  if (key !== null && createPrivateKey(key).asymmetricKeyType !== 'rsa') throw new Error('it is no RSA key');
  return key;
}

async function runProduct(
  settings: Settings,
  credentials: NonNullable<Settings['credentials']>,
): Promise<void> {
  const log = loggerAt(settings.logLevel);
  const local = await startLocal(settings, credentials, log);
  const { url } = local.server;
  log.info(
    { url: `${url}/api/github/webhooks`, health: `${url}/health`, github: settings.githubApiUrl },
    'tekton-core is listening',
  );
  stopOnSignal((signal) => {
    log.info({ signal }, 'stopping');
    return local.stop();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
