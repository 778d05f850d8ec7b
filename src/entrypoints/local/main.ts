import { START_USAGE } from '../../app/texts/usage.js';
import { readSettings, type Settings } from '../settings.js';
import { commandLine, runCommand } from './command-line.js';
import { readEnvFile } from './env-file.js';
import { loggerAt } from './logger.js';
import { privateKeyIn } from './private-key.js';
import { stopOnSignal } from './stop-on-signal.js';

/** `npm start`: the product with credentials, and the demo without. */
async function main(): Promise<void> {
  commandLine({ usage: START_USAGE });
  readEnvFile();
  const settings = readSettings(process.env, privateKeyIn);
  if (settings.credentials === null) {
    const { showDemo } = await import('./demo/demo.js');
    await showDemo(settings);
    return;
  }
  await runProduct(settings, settings.credentials);
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
