import { once } from 'node:events';
import { createServer } from 'node:net';
import { HAS_CREDENTIALS, hasSomeCredentials, noWayForWebhooks } from '../../../app/texts/setting-up.js';
import { SETUP_USAGE } from '../../../app/texts/usage.js';
import { SettingsError } from '../../settings-error.js';
import { credentialsIn, readSettings, type Settings } from '../../settings.js';
import { commandLine, runCommand } from '../command-line.js';
import { readEnvFile } from '../env-file.js';
import { listeningFault } from '../listening-fault.js';
import { privateKeyIn } from '../private-key.js';

/** `npm run setup`: Probot's page, which makes the GitHub App from `app.yml` and writes its credentials to `.env`. */
async function main(): Promise<void> {
  commandLine({ usage: SETUP_USAGE });
  readEnvFile();
  const { host, port: wanted, credentials } = settings();
  if (credentials !== null) throw new Error(HAS_CREDENTIALS);
  const port = await freePort(host, wanted);
  if ((process.env['WEBHOOK_PROXY_URL'] ?? '') === '') process.stderr.write(`${noWayForWebhooks(host)}\n`);
  await showPage(host, port);
}

/** As the product reads them. */
function settings(): Settings {
  try {
    return readSettings(process.env, privateKeyIn);
  } catch (error) {
    const some = credentialsIn(process.env);
    if (!(error instanceof SettingsError) || some.length === 0) throw error;
    throw new Error(`${error.message}\n${hasSomeCredentials(some)}`, { cause: error });
  }
}

/** Probot would tell with a stack that it cannot listen there. */
async function freePort(host: string, port: number): Promise<number> {
  const trial = createServer().listen({ port, host });
  try {
    await once(trial, 'listening');
  } catch (error) {
    throw listeningFault(error, { host, port });
  }
  const address = trial.address();
  trial.close();
  await once(trial, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function showPage(host: string, port: number): Promise<void> {
  const { run } = await import('probot');
  // It can make no channel by itself, nor pass on what comes through one, and would say so in puzzling words.
  const { WEBHOOK_PROXY_URL: _, ...env } = process.env;
  process.env['NO_SMEE_SETUP'] = 'true';
  const given = { ...process.env };
  await run(() => undefined, { env: { ...env, HOST: host, PORT: String(port) } });
  // Probot lets `.env` win over the shell, here and nowhere else.
  Object.assign(process.env, given);
}

runCommand(main);
