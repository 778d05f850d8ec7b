import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import nock from 'nock';
import { octokitsOf } from '../../../src/adapters/github/octokits.js';
import { pullRequestJson } from './answers.js';
import {
  API,
  APP_ID,
  HELLO,
  REPOSITORY,
  givesToken,
  hello,
  overTheWire,
  playGitHub,
  tokenAsked,
} from './over-the-wire.js';

playGitHub();

const MINUTE = 60_000;

// The clock alone, and only forwards: all that waits goes on waiting for real.
beforeAll(() => {
  jest.useFakeTimers({
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
});
afterAll(() => {
  jest.useRealTimers();
});
const pass = (time: number): void => {
  jest.setSystemTime(Date.now() + time);
};

/** The pull request 12, asked for with a token. */
function read(token: string, api = API): nock.Interceptor {
  return nock(api, { reqheaders: { authorization: `token ${token}` } }).get(`${HELLO}/pulls/12`);
}

describe('the token of an installation', () => {
  it('is asked for once and used for an hour', async () => {
    const { github } = await overTheWire();
    givesToken({ token: 'ghs_first' });
    for (const minutes of [0, 30, 28]) {
      pass(minutes * MINUTE);
      read('ghs_first').reply(200, pullRequestJson(12));
      await github.readPullRequest(REPOSITORY, 12);
    }
  });

  it('is asked for once, however many requests need it at the same time', async () => {
    const { github } = await overTheWire();
    givesToken({ token: 'ghs_first' });
    read('ghs_first').times(30).reply(200, pullRequestJson(12));
    await Promise.all(Array.from({ length: 30 }, () => github.readPullRequest(REPOSITORY, 12)));
  });

  it('is renewed before it expires', async () => {
    const { github } = await overTheWire();
    givesToken({ token: 'ghs_first' });
    read('ghs_first').reply(200, pullRequestJson(12));
    await github.readPullRequest(REPOSITORY, 12);
    pass(59 * MINUTE + 1);
    givesToken({ token: 'ghs_second' });
    read('ghs_second').reply(200, pullRequestJson(12));
    await github.readPullRequest(REPOSITORY, 12);
  });

  it('is renewed as soon as GitHub does not know it any more', async () => {
    const { github } = await overTheWire();
    givesToken({ token: 'ghs_first' });
    read('ghs_first').reply(200, pullRequestJson(12));
    await github.readPullRequest(REPOSITORY, 12);
    pass(MINUTE);
    read('ghs_first').reply(401, { message: 'Bad credentials' });
    await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('GitHub answered 401: Bad credentials'),
    });
    givesToken({ token: 'ghs_second' });
    read('ghs_second').reply(200, pullRequestJson(12));
    await github.readPullRequest(REPOSITORY, 12);
  });

  it('is of one installation only', async () => {
    const { github } = await overTheWire();
    for (const installation of [88, 99]) givesToken({ installation, token: `ghs_${installation}` });
    for (const installationId of [88, 99]) {
      read(`ghs_${installationId}`).reply(200, pullRequestJson(12));
      await github.readPullRequest({ ...REPOSITORY, installationId }, 12);
    }
  });

  it('is asked for in the name of our App', async () => {
    const { github } = await overTheWire();
    let header = '';
    tokenAsked().reply(201, function () {
      header = String(this.req.headers['authorization']);
      return { token: 'ghs_first', expires_at: new Date().toISOString(), permissions: {} };
    });
    hello('PATCH', '/issues/7').reply(200, {});
    await github.closeIssue(REPOSITORY, 7);
    const [, claims = ''] = header.replace(/^bearer /i, '').split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ iss: APP_ID });
  });
});

describe('another address of GitHub’s API', () => {
  it.each([
    ['an Enterprise server', 'https://github.example.com/api/v3', 'https://github.example.com/api/graphql'],
    ['a server without TLS', 'http://localhost:3999', 'http://localhost:3999/graphql'],
    ['a server behind a path', 'http://localhost:3999/github', 'http://localhost:3999/github/graphql'],
  ])('is the one for tokens and for everything else: %s', async (_, api, graphql) => {
    const { github } = await overTheWire({ api });
    givesToken({ api, token: 'ghs_there' });
    read('ghs_there', api).reply(200, pullRequestJson(12));
    nock(api).patch(`${HELLO}/issues/7`).reply(200, {});
    nock(graphql).post('').reply(200, { data: {} });
    await github.readPullRequest(REPOSITORY, 12);
    await github.closeIssue(REPOSITORY, 7);
    await github.markReady(REPOSITORY, { number: 12, nodeId: 'PR_x' });
  });

  it('takes many requests at the same time, though each needs the token first', async () => {
    const api = 'https://github.example.com/api/v3';
    const { github } = await overTheWire({ api });
    givesToken({ api, token: 'ghs_there' });
    read('ghs_there', api).times(30).reply(200, pullRequestJson(12));
    await Promise.all(Array.from({ length: 30 }, () => github.readPullRequest(REPOSITORY, 12)));
  });
});

describe('the Octokits', () => {
  it('are one for each installation', async () => {
    const { probot } = await overTheWire();
    const octokits = octokitsOf(probot);
    const first = await octokits(88);
    expect(await octokits(88)).toBe(first);
    expect(await octokits(99)).not.toBe(first);
  });

  it('are no more than a thousand: the one unused for longest goes', async () => {
    let made = 0;
    const { probot } = await overTheWire();
    const auth: typeof probot.auth = (installationId) => {
      made += 1;
      return probot.auth(installationId);
    };
    const octokits = octokitsOf({ auth });
    const first = await octokits(1);
    for (let id = 2; id <= 1_000; id++) await octokits(id);
    expect(await octokits(1)).toBe(first);
    await octokits(1_001);
    expect(made).toBe(1_001);
    expect(await octokits(1)).toBe(first);
    await octokits(2);
    expect(made).toBe(1_002);
  });

  it('are made anew after a failure', async () => {
    const { probot } = await overTheWire();
    let failures = 1;
    const octokits = octokitsOf({
      auth: (installationId) =>
        failures-- > 0 ? Promise.reject(new Error('not now')) : probot.auth(installationId),
    });
    await expect(octokits(88)).rejects.toThrow('not now');
    expect(await octokits(88)).toHaveProperty('rest');
  });
});
