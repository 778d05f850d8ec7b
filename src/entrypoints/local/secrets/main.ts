import { secretsClient } from '../../../adapters/secrets-manager/client.js';
import { putSecret } from '../../../adapters/secrets-manager/put-secret.js';
import { noCredentialsToPut, noSuchSecret, secretsPut } from '../../../app/texts/deploying.js';
import { SECRETS_USAGE } from '../../../app/texts/usage.js';
import { readSettings } from '../../settings.js';
import { commandLine, runCommand, UsageError } from '../command-line.js';
import { readEnvFile } from '../env-file.js';
import { privateKeyIn } from '../private-key.js';

const STAGE = /^[a-z][a-z0-9-]{0,19}$/i;

/** `npm run secrets`: puts the App's credentials into the secrets of a stage, each function's where it may read it. */
async function main(): Promise<void> {
  const { values } = commandLine({ usage: SECRETS_USAGE, values: ['stage', 'region'] });
  const stage = values.get('stage') ?? 'dev';
  if (!STAGE.test(stage)) throw new UsageError(`'${stage}' is no name of a stage.`, SECRETS_USAGE);
  readEnvFile();
  const { credentials } = readSettings(process.env, privateKeyIn);
  if (credentials === null) throw new Error(noCredentialsToPut());
  const { appId, privateKey, webhookSecret, previousWebhookSecret: previous } = credentials;
  const region = values.get('region') ?? process.env['AWS_REGION'] ?? 'us-east-1';
  const client = secretsClient(region);
  const wanted = {
    app: { APP_ID: String(appId), PRIVATE_KEY: privateKey },
    webhook: {
      WEBHOOK_SECRET: webhookSecret,
      ...(previous === undefined ? {} : { PREVIOUS_WEBHOOK_SECRET: previous }),
    },
  };
  for (const [name, value] of Object.entries(wanted)) {
    const id = `tekton-core/${stage}/${name}`;
    if ((await putSecret(client, id, value)) === 'missing') throw new Error(noSuchSecret(id, region, stage));
  }
  process.stdout.write(`${secretsPut(stage, region, previous !== undefined)}\n`);
}

runCommand(main);
