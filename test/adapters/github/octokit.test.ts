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

describe('the pace of writes', () => {
  const SPACING = 150;

  /** When each request came, ms, in their order. */
  const comesTo = (scope: nock.Interceptor, times: number[], answer: object, status = 201) => {
    scope.reply(status, () => {
      times.push(performance.now());
      return answer;
    });
  };
  const gaps = (times: number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

  it('leaves the time that GitHub asks for between two of one installation, and no more', async () => {
    const github = await ports({ writeSpacing: SPACING });
    const times: number[] = [];
    // The token is there before the first of them.
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    await github.readPullRequest(REPOSITORY, 12);
    for (const body of ['one', 'two', 'three']) {
      comesTo(
        hello('POST', '/issues/7/comments', { body: `<!-- m -->\n${body}` }),
        times,
        commentJson(1, body, APP_ID),
      );
    }
    await Promise.all(['one', 'two', 'three'].map((body) => github.createComment(REPOSITORY, comment(body))));
    // Over both gaps: on a busy machine one request arrives late, and the next then seems early.
    const whole = gaps(times).reduce((sum, gap) => sum + gap, 0);
    expect(times).toHaveLength(3);
    expect(whole).toBeGreaterThan(2 * SPACING - 40);
    // Spaced twice, each would wait for two.
    expect(whole).toBeLessThan(2 * SPACING * 1.8);
  });

  it('is one for all kinds of writes, GraphQL among them', async () => {
    const github = await ports({ writeSpacing: SPACING });
    const times: number[] = [];
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    await github.readPullRequest(REPOSITORY, 12);
    comesTo(hello('PATCH', '/issues/7'), times, {}, 200);
    comesTo(nock(API).post('/graphql'), times, { data: {} }, 200);
    comesTo(hello('PUT', '/pulls/12/merge'), times, { merged: true }, 200);
    await Promise.all([
      github.closeIssue(REPOSITORY, 7),
      github.markReady(REPOSITORY, { number: 12, nodeId: 'PR_x' }),
      github.merge(REPOSITORY, { number: 12, sha: 'a', method: 'merge', title: 'x' }),
    ]);
    expect(times).toHaveLength(3);
    for (const gap of gaps(times)) expect(gap).toBeGreaterThan(SPACING - 20);
  });

  it('keeps the order in which they were asked for', async () => {
    const github = await ports({ writeSpacing: 5 });
    const seen: unknown[] = [];
    hello('POST', '/issues/7/comments')
      .times(8)
      .reply(201, (_, body) => {
        seen.push(body);
        return commentJson(1, '', APP_ID);
      });
    const bodies = Array.from({ length: 8 }, (_, index) => String(index));
    await Promise.all(bodies.map((body) => github.createComment(REPOSITORY, comment(body))));
    expect(seen).toEqual(bodies.map((body) => ({ body: `<!-- m -->\n${body}` })));
  });

  it('of one installation does not hold up another, nor reads', async () => {
    const { github } = await overTheWire({ writeSpacing: 60_000 });
    for (const installation of [88, 99]) givesToken({ installation, token: `ghs_${installation}` });
    hello('PATCH', '/issues/7').times(2).reply(200, {});
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    await github.closeIssue(REPOSITORY, 7);
    await github.closeIssue({ ...REPOSITORY, installationId: 99 }, 7);
    expect(await github.readPullRequest(REPOSITORY, 12)).toHaveLength(1);
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
