import { describe, expect, it } from '@jest/globals';
import { SettingsError } from '../../src/entrypoints/settings-error.js';
import { readSettings } from '../../src/entrypoints/settings.js';

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----';
const WHOLE = { APP_ID: '12345', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 'secret' };

const fromEnv = (env: Record<string, string | undefined>) => env['PRIVATE_KEY'] ?? null;
const read = (env: Record<string, string | undefined>) => readSettings(env, fromEnv);

/** The sentences of the fault, without their heading. */
function faultsOf(env: Record<string, string | undefined>, readKey = fromEnv): string[] {
  try {
    readSettings(env, readKey);
  } catch (error) {
    if (error instanceof SettingsError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('are those of the demo when no credential is set: no credentials, and a default for all the rest', () => {
    expect(read({ HOME: '/home/maria' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      store: { kind: 'embedded', directory: '.data' },
      githubApiUrl: 'https://api.github.com',
      logLevel: 'info',
      writeSpacing: 1000,
      deliveryTries: 8,
      tickEvery: 5000,
      credentials: null,
    });
  });

  it('are what the environment says', () => {
    const env = {
      ...WHOLE,
      PORT: '8080',
      HOST: '0.0.0.0',
      TABLE_NAME: 'tekton',
      DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000',
      AWS_REGION: 'eu-central-1',
      GITHUB_API_URL: 'https://github.example.com/api/v3/',
      LOG_LEVEL: 'debug',
      WRITE_SPACING_MS: '0',
      TICK_MS: '250',
    };
    expect(read(env)).toEqual({
      port: 8080,
      host: '0.0.0.0',
      store: {
        kind: 'dynamodb',
        table: 'tekton',
        endpoint: 'http://127.0.0.1:8000',
        region: 'eu-central-1',
        hasCredentials: false,
      },
      githubApiUrl: 'https://github.example.com/api/v3',
      logLevel: 'debug',
      writeSpacing: 0,
      deliveryTries: 8,
      tickEvery: 250,
      credentials: { appId: 12345, privateKey: KEY, webhookSecret: 'secret' },
    });
    expect(read({ DATA_DIR: '/var/tekton' }).store).toEqual({ kind: 'embedded', directory: '/var/tekton' });
    expect(read({ TABLE_NAME: 'tekton' }).store).toMatchObject({ endpoint: null, region: 'us-east-1' });
    expect(read({ TABLE_NAME: 'tekton', AWS_PROFILE: 'me' }).store).toMatchObject({ hasCredentials: true });
  });

  it('take an empty variable for one that is not set', () => {
    expect(read({ PORT: '', APP_ID: '', PRIVATE_KEY: ' ', WEBHOOK_SECRET: '' })).toMatchObject({
      port: 3000,
      credentials: null,
    });
  });

  it.each([
    ['PORT', 'http', 'PORT must be a port number'],
    ['PORT', '70000', 'PORT must be a port number'],
    ['PORT', '-1', 'PORT must be a port number'],
    ['PORT', '80.5', 'PORT must be a port number'],
    ['TABLE_NAME', 'ab', 'TABLE_NAME must be the name of a DynamoDB table, of 3 to 255 characters'],
    [
      'TABLE_NAME',
      'a'.repeat(256),
      'TABLE_NAME must be the name of a DynamoDB table, of 3 to 255 characters',
    ],
    ['DYNAMODB_ENDPOINT', 'localhost', 'DYNAMODB_ENDPOINT must be an address such as http://127.0.0.1:8000'],
    [
      'GITHUB_API_URL',
      'github.example.com',
      'GITHUB_API_URL must be an http or https address such as https://github.example.com/api/v3',
    ],
    [
      'GITHUB_API_URL',
      'ftp://github.example.com',
      'GITHUB_API_URL must be an http or https address such as https://github.example.com/api/v3',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent'],
    ['WRITE_SPACING_MS', 'slow', 'WRITE_SPACING_MS must be a whole number of milliseconds'],
    ['WRITE_SPACING_MS', '-5', 'WRITE_SPACING_MS must not be less than 0'],
    ['TICK_MS', '1.5', 'TICK_MS must be a whole number of milliseconds'],
    ['TICK_MS', '10', 'TICK_MS must be at least 50 milliseconds'],
  ])('%s=%s is told: %s', (name, value, sentence) => {
    expect(faultsOf({ TABLE_NAME: 'tekton', [name]: value })).toEqual([sentence]);
  });

  it.each([
    [
      'APP_ID',
      { ...WHOLE, APP_ID: undefined },
      'APP_ID is missing: it is on the App’s settings page at GitHub',
    ],
    ['APP_ID', { ...WHOLE, APP_ID: 'tekton' }, 'APP_ID is wrong: it must be the App’s number, in digits'],
    ['APP_ID', { ...WHOLE, APP_ID: '-3' }, 'APP_ID is wrong: it must be the App’s number, in digits'],
    ['APP_ID', { ...WHOLE, APP_ID: '1e3' }, 'APP_ID is wrong: it must be the App’s number, in digits'],
    ['APP_ID', { ...WHOLE, APP_ID: '0' }, 'APP_ID is wrong: it must be the App’s number, in digits'],
    ['PORT', { PORT: '0x10' }, 'PORT must be a port number'],
    [
      'WEBHOOK_SECRET',
      { ...WHOLE, WEBHOOK_SECRET: undefined },
      'WEBHOOK_SECRET is missing: it is on the App’s settings page at GitHub',
    ],
    [
      'PRIVATE_KEY',
      { ...WHOLE, PRIVATE_KEY: undefined },
      'PRIVATE_KEY is missing: set it, or PRIVATE_KEY_PATH to the .pem file that GitHub gave you',
    ],
  ])('%s missing or wrong beside the others is told', (_name, env, sentence) => {
    expect(faultsOf(env)).toEqual([sentence]);
  });

  it('tell why a key cannot be read', () => {
    const unreadable = () => {
      throw new Error('PRIVATE_KEY_PATH is app.pem, which cannot be read');
    };
    expect(faultsOf({ ...WHOLE, PRIVATE_KEY_PATH: 'app.pem' }, unreadable)).toEqual([
      'PRIVATE_KEY_PATH is app.pem, which cannot be read',
    ]);
  });

  it('tell of an endpoint that no table goes with', () => {
    expect(faultsOf({ DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' })).toEqual([
      'DYNAMODB_ENDPOINT is of no use without TABLE_NAME: set TABLE_NAME to the table, or take DYNAMODB_ENDPOINT out',
    ]);
  });

  it('are told to be missing or wrong, for either may be', () => {
    expect(() => read({ APP_ID: '7', PORT: 'x' })).toThrow(/^Some settings are missing or wrong:\n/);
  });

  it('tell all faults at once', () => {
    expect(faultsOf({ PORT: 'x', LOG_LEVEL: 'y', APP_ID: 'z' }).map((fault) => fault.split(' ')[0])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'APP_ID',
      'WEBHOOK_SECRET',
      'PRIVATE_KEY',
    ]);
  });
});
