import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { commentJson, pullRequestJson } from './answers.js';
import {
  API,
  APP_ID,
  HELLO,
  PRIVATE_KEY,
  REPOSITORY,
  TOKEN,
  WEBHOOK_SECRET,
  givesToken,
  hello,
  overTheWire,
  playGitHub,
  ports,
  tokenAsked,
} from './over-the-wire.js';

playGitHub();

const comment = (body: string) => ({ number: 7, marker: '<!-- m -->', body, again: false });

describe('a read', () => {
  it.each([
    ['GitHub fails', () => hello('GET', '/pulls/12').times(2).reply(502, 'Bad Gateway')],
    ['the line breaks', () => hello('GET', '/pulls/12').times(2).replyWithError('read ECONNRESET')],
    ['no answer comes', () => hello('GET', '/pulls/12').times(2).delay(5_000).reply(200, {})],
  ])('is tried again twice when %s', async (_, fail) => {
    const github = await ports({ timeout: 400 });
    fail();
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    expect(await github.readPullRequest(REPOSITORY, 12)).toHaveLength(1);
  });

  it('is given up after that', async () => {
    const github = await ports();
    hello('GET', '/pulls/12').times(3).reply(500, { message: 'Server Error' });
    await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it.each([400, 403, 404, 405, 409, 410, 422, 429, 451])(
    'is not tried again when GitHub answers %d',
    async (status) => {
      const github = await ports();
      hello('GET', '/pulls/12').reply(status, { message: 'No.' });
      await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toThrow('No.');
    },
  );

  it('asks for its token again as well', async () => {
    const { github } = await overTheWire();
    tokenAsked().reply(502, 'Bad Gateway');
    givesToken();
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    expect(await github.readPullRequest(REPOSITORY, 12)).toHaveLength(1);
  });

  it('says who asks', async () => {
    const github = await ports();
    nock(API, { reqheaders: { 'user-agent': /^tekton-core\b/, authorization: `token ${TOKEN}` } })
      .get(`${HELLO}/pulls/12`)
      .reply(200, pullRequestJson(12));
    await github.readPullRequest(REPOSITORY, 12);
  });
});

describe('an answer that is not JSON', () => {
  it.each([
    ['nothing', ''],
    ['a text that breaks off', '{"number": 12, "ti'],
  ])('is no answer: %s', async (_, body) => {
    const github = await ports();
    hello('GET', '/pulls/12').reply(200, body, { 'content-type': 'application/json; charset=utf-8' });
    await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toMatchObject({
      name: 'Unavailable',
      message: "GitHub's answer is not JSON (status 200)",
    });
  });

  it('is no answer: the page of a proxy', async () => {
    const github = await ports();
    hello('GET', '/pulls/12').reply(200, '<html>Please log in</html>', { 'content-type': 'text/html' });
    await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toMatchObject({
      name: 'Unavailable',
      message: "GitHub's answer is not JSON (status 200)",
    });
  });

  it('is no answer: a body that never ends', async () => {
    const github = await ports({ timeout: 400 });
    const endless = new Readable({ read: () => undefined });
    endless.push('{"number": 12,');
    hello('GET', '/pulls/12').reply(200, () => endless, { 'content-type': 'application/json' });
    await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('the log', () => {
  it('never shows a token, the key or the secret, whatever happens', async () => {
    const { github, lines, probot } = await overTheWire({ timeout: 400 });
    tokenAsked().reply(401, { message: 'A JSON web token could not be decoded' });
    await github.closeIssue(REPOSITORY, 7).catch(() => undefined);
    givesToken();
    hello('POST', '/issues/7/comments').reply(201, commentJson(1, '', APP_ID));
    hello('PATCH', '/issues/7').reply(403, { message: 'You have exceeded a secondary rate limit' });
    hello('GET', '/pulls/12').times(3).reply(500, { message: 'Server Error' });
    hello('GET', '/pulls/13').times(3).replyWithError('read ECONNRESET');
    nock(API)
      .post('/graphql')
      .reply(200, { errors: [{ type: 'RATE_LIMITED', message: 'no' }] });
    const failures: unknown[] = [];
    // The limit last: what comes after it is not asked for at all.
    for (const failing of [
      () => github.readPullRequest(REPOSITORY, 12),
      () => github.createComment(REPOSITORY, comment('a word')),
      () => github.readPullRequest(REPOSITORY, 13),
      () => github.markReady(REPOSITORY, { number: 12, nodeId: 'PR_x' }),
      () => github.closeIssue(REPOSITORY, 7),
    ]) {
      await failing().catch((error: unknown) => failures.push(error));
    }
    expect(failures).toHaveLength(4);
    // As whoever logs an error with its causes would.
    for (const failure of failures) probot.log.error(failure);

    const text = lines.join('');
    expect(text).toContain('comments - 201');
    expect(text).toContain('ECONNRESET');
    const key = PRIVATE_KEY.split('\n')[1] ?? '';
    expect(key.length).toBeGreaterThan(40);
    for (const secret of [TOKEN, WEBHOOK_SECRET, key, 'eyJhbGciOi']) expect(text).not.toContain(secret);
  });
});
