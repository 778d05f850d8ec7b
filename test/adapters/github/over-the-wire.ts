import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import nock from 'nock';
import { pino } from 'pino';
import { Probot } from 'probot';
import { memoryStore } from '../../../src/adapters/embedded/embedded-store.js';
import { githubOver } from '../../../src/adapters/github/github.js';
import { octokitWith } from '../../../src/adapters/github/octokit.js';
import { octokitsOf } from '../../../src/adapters/github/octokits.js';
import type { GitHub, RepositoryAddress } from '../../../src/app/ports/github.js';
import type { PaceStore } from '../../../src/app/ports/store.js';

/** A real Probot and its Octokits, and GitHub's answers played at the wire: nothing of ours is replaced. */

export const API = 'https://api.github.com';
export const APP_ID = 4711;
export const INSTALLATION = 88;
export const NOW = Date.parse('2026-11-23T10:00:00Z');
export const TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
export const WEBHOOK_SECRET = 'a webhook secret that nobody may read';
export const REPOSITORY: RepositoryAddress = {
  installationId: INSTALLATION,
  repositoryId: 1296269,
  owner: 'octo-org',
  name: 'hello',
};
/** Where most of it happens. */
export const HELLO = '/repos/octo-org/hello';

export const { privateKey: PRIVATE_KEY } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export interface Wire {
  probot: Probot;
  github: GitHub;
  /** Every line that Probot and its Octokits logged, down to trace. */
  lines: string[];
}

/** One process; those that are given the same store share the pace of writes. */
export async function overTheWire(
  of: {
    api?: string;
    writeSpacing?: number;
    timeout?: number;
    now?: () => number;
    store?: PaceStore;
  } = {},
): Promise<Wire> {
  const lines: string[] = [];
  const settings = {
    writeSpacing: of.writeSpacing ?? 0,
    patience: 5_000,
    store: of.store ?? memoryStore(),
    timeout: of.timeout ?? 5_000,
    ...(of.now === undefined ? {} : { now: of.now }),
  };
  const probot = new Probot({
    appId: APP_ID,
    privateKey: PRIVATE_KEY,
    secret: WEBHOOK_SECRET,
    baseUrl: of.api ?? API,
    log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }),
    // Only the pauses between tries are shorter.
    Octokit: octokitWith(settings).defaults((options: { retry?: object }) => ({
      ...options,
      retry: { ...options.retry, retryAfterBaseValue: 5 },
    })),
  });
  await probot.ready();
  const note = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const log = { info: note, warn: note, error: note };
  const github = githubOver(octokitsOf(probot), {
    appId: APP_ID,
    asApp: () => probot.auth(),
    now: () => NOW,
    log,
  });
  return { probot, lines, github };
}

/** The ports, and GitHub ready to give the one token that they need. */
export async function ports(of: { timeout?: number } = {}): Promise<GitHub> {
  givesToken();
  return (await overTheWire(of)).github;
}

/** In a test file: nothing but what a test announces may be asked for, and all of it must be. */
export function playGitHub(): void {
  let unannounced: string[] = [];
  beforeAll(() => {
    nock.disableNetConnect();
    nock.emitter.on('no match', (request: { method?: string; path?: string }) => {
      unannounced.push(`${request.method ?? ''} ${request.path ?? ''}`);
    });
  });
  afterEach(() => {
    const seen = { unannounced, missing: nock.pendingMocks() };
    unannounced = [];
    nock.abortPendingRequests();
    nock.cleanAll();
    expect(seen).toEqual({ unannounced: [], missing: [] });
  });
  afterAll(() => {
    nock.emitter.removeAllListeners('no match');
    nock.enableNetConnect();
    nock.restore();
  });
}

/** One request about the repository `octo-org/hello`; with `body`, with just that. */
export function hello(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: nock.DataMatcherMap,
) {
  return nock(API).intercept(`${HELLO}${path}`, method, body);
}

/** https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app */
export function tokenAsked(installation = INSTALLATION, api = API): nock.Interceptor {
  return nock(api).post(`/app/installations/${installation}/access_tokens`);
}

export function givesToken(of: { installation?: number; api?: string; token?: string } = {}): void {
  tokenAsked(of.installation, of.api).reply(201, {
    token: of.token ?? TOKEN,
    expires_at: new Date(Date.now() + 60 * 60_000).toISOString(),
    permissions: { issues: 'write', contents: 'write', metadata: 'read' },
    repository_selection: 'selected',
  });
}
