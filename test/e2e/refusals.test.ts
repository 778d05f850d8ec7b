import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newCredentials } from './acme.js';
import { npm, run, type Child } from './child.js';
import { environmentOf } from './environment.js';
import { newFolder } from './stores.js';
import { portOf } from '../loopback.js';

jest.setTimeout(60_000);

let folder: string;
let taken: Server;
let port: string;

beforeAll(async () => {
  folder = newFolder();
  writeFileSync(join(folder, 'file'), '');
  taken = createServer();
  port = String(await portOf(taken));
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

const START = 'src/entrypoints/local/main.ts';
const DEMO = 'src/entrypoints/local/demo/main.ts';
const SETUP = 'src/entrypoints/local/setup/main.ts';
const SIMULATE = 'dist/simulation/main.js';

const ENV_IS_FOLDER =
  '.env cannot be read (it is a folder): make it a file that this user may read, or take it away\n';

/** Nobody answers there: nothing of this comes as far as asking GitHub. */
const configured = (changes: Record<string, string>) =>
  environmentOf({ credentials: newCredentials(), url: 'http://127.0.0.1:9' }, folder, changes);

/** How it ended, and all that it said: plain sentences. */
async function endOf(child: Child): Promise<{ code: number | NodeJS.Signals; said: string }> {
  const code = await child.ended;
  expect(child.err()).not.toMatch(/^\s+at /m);
  expect(child.out()).toBe('');
  return { code, said: child.err() };
}

describe('a start that cannot be', () => {
  it.each([
    [
      'DATA_DIR is a file',
      () => ({ DATA_DIR: join(folder, 'file') }),
      /DATA_DIR is \S+file, where nothing can be kept \(it is a file\): set it to a folder/,
    ],
    [
      'DATA_DIR is below a file',
      () => ({ DATA_DIR: join(folder, 'file', 'data') }),
      /where nothing can be kept \(a part of its path is a file\)/,
    ],
    [
      'DATA_DIR is where the system lets nothing be made',
      () => ({ DATA_DIR: '/proc/data' }),
      /DATA_DIR is \/proc\/data, where nothing can be kept \(.+\): set it to a folder/,
    ],
    [
      'HOST is another machine’s',
      () => ({ HOST: '192.0.2.1' }),
      /HOST is 192\.0\.2\.1, which is no address of this machine: set it to/,
    ],
    [
      'PRIVATE_KEY_PATH leads nowhere',
      () => ({ PRIVATE_KEY_PATH: 'none.pem' }),
      /PRIVATE_KEY_PATH is none\.pem, which cannot be read/,
    ],
    [
      'DYNAMODB_ENDPOINT comes alone',
      () => ({ DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' }),
      /DYNAMODB_ENDPOINT is of no use without TABLE_NAME/,
    ],
  ])('says what to do when %s', async (_what, changes, sentence) => {
    const { code, said } = await endOf(run({ script: START, env: configured(changes()), folder }));
    expect(code).toBe(1);
    expect(said).toMatch(sentence);
  });

  it('says what to do when .env is no file', async () => {
    const here = join(folder, 'elsewhere');
    mkdirSync(join(here, '.env'), { recursive: true });
    const { code, said } = await endOf(run({ script: START, env: configured({}), folder: here }));
    expect(code).toBe(1);
    expect(said).toBe(ENV_IS_FOLDER);
    const setup = await endOf(run({ script: SETUP, env: {}, folder: here }));
    expect(setup).toEqual({ code: 1, said: ENV_IS_FOLDER });
  });

  it.each([
    [START, ['--demo'], /^Unknown option '--demo'\.\nUsage: npm start\n/],
    [DEMO, ['twice'], /^Unexpected argument 'twice'\.\nUsage: npm run demo -- \[--once \[--json\]\]\n/],
    [DEMO, ['--json'], /^--json goes with --once\.\nUsage: npm run demo/],
    [DEMO, ['--once=2'], /^--once takes no value\.\nUsage: npm run demo/],
    [SETUP, ['--port'], /^Unknown option '--port'\.\nUsage: .+ npm run setup\n/],
    [SIMULATE, ['--nope'], /^Unknown option '--nope'\.\nUsage: npm run simulate/],
    [SIMULATE, ['--histories', 'abc'], /^--histories must be a whole number, 1 or more\.\nUsage: /],
    [SIMULATE, ['--histories', '0'], /^--histories must be a whole number, 1 or more\.\nUsage: /],
    [SIMULATE, ['--seed', 'abc'], /^--seed must be a whole number, 0 or more\.\nUsage: /],
    [SIMULATE, ['--path', 'home'], /^--path must be numbers with colons between them.+\nUsage: /],
  ])('%s answers %j with its usage', async (script, args, sentence) => {
    const { code, said } = await endOf(run({ script, args, env: {}, folder }));
    expect(code).toBe(2);
    expect(said).toMatch(sentence);
  });

  it.each([START, DEMO, SETUP, SIMULATE])(
    '%s says how it is used, when that is the question',
    async (script) => {
      const child = run({ script, args: ['--help'], env: {}, folder });
      expect({ code: await child.ended, err: child.err() }).toEqual({ code: 0, err: '' });
      expect(child.out()).toMatch(/^Usage: .*npm /);
    },
  );

  it('npm run cases answers what it does not know with its usage', async () => {
    expect(await endOf(npm(['--silent', 'run', 'cases', '--', 'no-such-case']))).toEqual({
      code: 2,
      said: "There is no case 'no-such-case' in test/cases.\nUsage: npm run cases -- [NAME …] [--write]\n",
    });
  });

  it.each([
    [
      'its port is taken',
      () => ({ PORT: port }),
      /^port \d+ on 127\.0\.0\.1 is taken: stop what runs there, or set PORT to another\n$/,
    ],
    ['PORT is too high', () => ({ PORT: '99999' }), /^Some .+ wrong:\n {2}PORT must be a port number\n$/],
    ['PORT is no number', () => ({ PORT: 'abc' }), /^Some .+ wrong:\n {2}PORT must be a port number\n$/],
    [
      'some credentials are there and some are missing',
      () => ({ APP_ID: '3' }),
      /^Some .+ missing or wrong:\n {2}WEBHOOK_SECRET is missing.+\n {2}PRIVATE_KEY is missing.+\n.+APP_ID is set.+To make a new App, take out/,
    ],
    ['there is an App already', () => configured({}), /^There are credentials already.+: run npm start\./],
  ])('npm run setup says what to do when %s', async (_what, env, sentence) => {
    const { code, said } = await endOf(run({ script: SETUP, env: env(), folder }));
    expect(code).toBe(1);
    expect(said).toMatch(sentence);
  });

  it('npm run setup sees the PORT that .env names', async () => {
    const here = join(folder, 'with-env');
    mkdirSync(here);
    writeFileSync(join(here, '.env'), `PORT=${port}\n`);
    const { code, said } = await endOf(run({ script: SETUP, env: {}, folder: here }));
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringContaining(`port ${port} on 127.0.0.1 is taken`),
    });
  });
});
