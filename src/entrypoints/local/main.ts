import { existsSync, readFileSync } from 'node:fs';
import { readSettings, type Settings } from '../settings.js';
import { runCommand, switches } from './command-line.js';
import { loggerAt } from './logger.js';
import { plainReason } from './plain-reason.js';
import { privateKeyIn } from './private-key.js';
import { stopOnSignal } from './stop-on-signal.js';

/** `npm start`: the product with credentials, and the demo without. */
async function main(): Promise<void> {
  switches([], 'npm start');
  readEnvFile();
  const settings = readSettings(process.env, privateKeyIn);
  if (settings.credentials === null) {
    const { showDemo } = await import('./demo/demo.js');
    await showDemo(settings);
    return;
  }
  await runProduct(settings, settings.credentials);
}

/** What the shell says wins over the file. */
function readEnvFile(): void {
  if (!existsSync('.env')) return;
  try {
    // It says better what is wrong than the loading does.
    readFileSync('.env');
    process.loadEnvFile('.env');
  } catch (error) {
    const reason = plainReason(error);
    throw new Error(
      `.env cannot be read (${reason}): make it a file that this user may read, or take it away`,
      {
        cause: error,
      },
    );
  }
}

async function runProduct(
  settings: Settings,
  credentials: NonNullable<Settings['credentials']>,
): Promise<void> {
  const log = loggerAt(settings.logLevel);
  const { startLocal } = await import('./local-process.js');
  const local = await startLocal(settings, credentials, log, { introduced: true });
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

runCommand(main);
