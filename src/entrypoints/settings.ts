import * as z from 'zod';
import { SettingsError } from './settings-error.js';
import { AppId, digits, milliseconds, Tuning } from './tuning.js';
import { secretsIn, WebhookSecretVariables, type WebhookSecrets } from './webhook-secrets.js';

/**
 * What the environment says, read once and in one place. All faults are told at once, each with what to do.
 */

const Port = digits('must be a port number').pipe(
  z.number().min(0, 'must be a port number').max(65535, 'must be a port number'),
);
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const TABLE_NAME_WRONG = 'must be the name of a DynamoDB table, of 3 to 255 characters';

const Variables = Tuning.extend({
  PORT: Port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  TABLE_NAME: z.string().min(3, TABLE_NAME_WRONG).max(255, TABLE_NAME_WRONG).optional(),
  DYNAMODB_ENDPOINT: z.url('must be an address such as http://127.0.0.1:8000').optional(),
  AWS_REGION: z.string().min(1).default('us-east-1'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  TICK_MS: milliseconds(50, 'must be at least 50 milliseconds').default(5000),
});
const Environment = Variables.refine(
  ({ DYNAMODB_ENDPOINT, TABLE_NAME }) => DYNAMODB_ENDPOINT === undefined || TABLE_NAME !== undefined,
  {
    path: ['DYNAMODB_ENDPOINT'],
    error: 'is of no use without TABLE_NAME: set TABLE_NAME to the table, or take DYNAMODB_ENDPOINT out',
  },
);

const Credentials = z.object({ APP_ID: AppId, ...WebhookSecretVariables.shape });

/** As whom we speak to GitHub. */
export interface AppCredentials {
  appId: number;
  /** PEM. */
  privateKey: string;
}

export interface Credentials extends AppCredentials, WebhookSecrets {}

export interface Settings {
  port: number;
  host: string;
  store:
    | { kind: 'embedded'; directory: string }
    | { kind: 'dynamodb'; table: string; endpoint: string | null; region: string; hasCredentials: boolean };
  githubApiUrl: string;
  logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  /** ms. */
  writeSpacing: number;
  /** Tries of a webhook delivery whose handling fails, before it is given up. */
  deliveryTries: number;
  /** How often the local process looks for what is due, ms. */
  tickEvery: number;
  /** Null: none are set, and the demo runs instead. */
  credentials: Credentials | null;
}

/** Any of these says where the SDK is to find credentials. */
const CREDENTIALS_OF_AWS = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'];

type Env = Record<string, string | undefined>;

/**
 * @param readPrivateKey throws the fault as it is to be told.
 * @throws SettingsError naming every variable that is wrong or missing.
 */
export function readSettings(env: Env, readPrivateKey: (env: Env) => string | null): Settings {
  // An empty variable is one that is not set: shells and .env files make them easily.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const faults: string[] = [];
  const parsed = Environment.safeParse(given);
  if (!parsed.success)
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const credentials = readCredentials(given, readPrivateKey, faults);
  if (!parsed.success || faults.length > 0) throw new SettingsError(faults);
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    store:
      data.TABLE_NAME === undefined
        ? { kind: 'embedded', directory: data.DATA_DIR }
        : {
            kind: 'dynamodb',
            table: data.TABLE_NAME,
            endpoint: data.DYNAMODB_ENDPOINT ?? null,
            region: data.AWS_REGION,
            hasCredentials: CREDENTIALS_OF_AWS.some((name) => given[name] !== undefined),
          },
    githubApiUrl: data.GITHUB_API_URL,
    logLevel: data.LOG_LEVEL,
    writeSpacing: data.WRITE_SPACING_MS,
    deliveryTries: data.DELIVERY_TRIES,
    tickEvery: data.TICK_MS,
    credentials,
  };
}

/** For commands that do not speak for the App: the demo has credentials of its own, and a look at the store needs none. */
export function withoutCredentials(env: Env): Env {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !CREDENTIAL_NAMES.some((known) => known === name)),
  );
}

const CREDENTIAL_NAMES = [
  'APP_ID',
  'PRIVATE_KEY',
  'PRIVATE_KEY_PATH',
  'WEBHOOK_SECRET',
  'PREVIOUS_WEBHOOK_SECRET',
] as const;

/** Which of the variables that hold the App's credentials are set. */
export function credentialsIn(env: Env): string[] {
  return CREDENTIAL_NAMES.filter((name) => (env[name] ?? '').trim() !== '');
}

function readCredentials(
  env: Env,
  readPrivateKey: (env: Env) => string | null,
  faults: string[],
): Credentials | null {
  if (credentialsIn(env).length === 0) return null;
  const parsed = Credentials.safeParse(env);
  if (!parsed.success) {
    for (const { path } of parsed.error.issues) {
      const name = String(path[0]);
      faults.push(
        env[name] === undefined
          ? `${name} is missing: it is on the App’s settings page at GitHub`
          : `${name} is wrong: it must be the App’s number, in digits`,
      );
    }
  }
  const privateKey = readKey(env, readPrivateKey, faults);
  if (!parsed.success || privateKey === null) return null;
  return { appId: parsed.data.APP_ID, ...secretsIn(parsed.data), privateKey };
}

function readKey(env: Env, readPrivateKey: (env: Env) => string | null, faults: string[]): string | null {
  try {
    const key = readPrivateKey(env);
    if (key === null) {
      faults.push(
        'PRIVATE_KEY is missing: set it, or PRIVATE_KEY_PATH to the .pem file that GitHub gave you',
      );
    }
    return key;
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
    return null;
  }
}
