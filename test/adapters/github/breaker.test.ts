import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { Unavailable } from '../../../src/app/ports/github.js';
import { Breaker } from '../../../src/adapters/github/breaker.js';
import { issueJson } from './answers.js';
import {
  API,
  givesToken,
  HELLO,
  hello,
  overTheWire,
  playGitHub,
  ports,
  REPOSITORY,
} from './over-the-wire.js';

const START = 1_000_000;

function breakerAt(): { breaker: Breaker; pass(ms: number): void; ask(answered: boolean): boolean } {
  let now = START;
  const breaker = new Breaker(() => now);
  return {
    breaker,
    pass(ms) {
      now += ms;
    },
    /** Whether it was let through. */
    ask(answered) {
      try {
        breaker.leave(breaker.enter(), answered);
        return true;
      } catch (error) {
        if (error instanceof Unavailable) return false;
        throw error;
      }
    },
  };
}

describe('GitHub that does not answer', () => {
  it('is given a rest after five failures in a row, and then one request tries', () => {
    const { breaker, pass, ask } = breakerAt();
    for (let failed = 0; failed < 4; failed++) ask(false);
    expect(ask(true)).toBe(true);
    for (let failed = 0; failed < 5; failed++) expect(ask(false)).toBe(true);
    expect(ask(true)).toBe(false);
    pass(15_000);
    const probe = breaker.enter();
    expect(ask(true)).toBe(false);
    breaker.leave(probe, true);
    expect([ask(true), ask(true)]).toEqual([true, true]);
  });

  it('is given longer and longer rests, five minutes at most', () => {
    const { pass, ask } = breakerAt();
    for (let failed = 0; failed < 5; failed++) ask(false);
    const rests: number[] = [];
    for (let probe = 0; probe < 8; probe++) {
      let rest = 0;
      for (; !ask(false); rest += 1000) pass(1000);
      rests.push(rest / 1000);
    }
    expect(rests).toEqual([15, 30, 60, 120, 240, 300, 300, 300]);
  });

  it('is given one rest for all that was under way when it began', () => {
    const { breaker, pass, ask } = breakerAt();
    const underWay = Array.from({ length: 20 }, () => breaker.enter());
    pass(10);
    for (const passage of underWay) breaker.leave(passage, false);
    pass(15_000);
    expect(ask(true)).toBe(true);
  });

  it('is not asked before its limit ends', () => {
    const { breaker, pass, ask } = breakerAt();
    breaker.limit(START + 60_000);
    pass(59_999);
    expect(ask(true)).toBe(false);
    pass(1);
    expect(ask(true)).toBe(true);
  });
});

describe('at the wire', () => {
  playGitHub();

  it('a limit that one request met keeps the others of the installation from being sent', async () => {
    const github = await ports();
    hello('GET', '/issues/7').reply(429, { message: 'slow down' }, { 'retry-after': '60' });
    for (let tried = 0; tried < 3; tried++) {
      await expect(github.readIssue(REPOSITORY, 7)).rejects.toMatchObject({
        name: 'Unavailable',
        retryAt: expect.any(Number),
      });
    }
  });

  it('an outage while a token is needed ends for us when it ends for GitHub', async () => {
    let now = Date.now();
    const { github } = await overTheWire({ now: () => now });
    const down = nock(API)
      .post(/access_tokens$/)
      .times(5)
      .reply(502, 'Bad Gateway');
    while (!down.isDone()) await github.closeIssue(REPOSITORY, 7).catch(() => undefined);
    await expect(github.closeIssue(REPOSITORY, 7)).rejects.toMatchObject({ retryAt: expect.any(Number) });
    now += 16_000;
    givesToken();
    hello('PATCH', '/issues/7').reply(200, issueJson(7));
    await github.closeIssue(REPOSITORY, 7);
  });

  it('what has not changed is answered from memory, and the quota is the newest', async () => {
    const github = await ports();
    const quota = (remaining: number) => ({
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': '1800000000',
    });
    nock(API)
      .get(`${HELLO}/issues/7`)
      .reply(200, issueJson(7), { etag: '"one"', ...quota(4000) });
    const first = await github.readIssue(REPOSITORY, 7);
    expect(await github.scarceUntil(REPOSITORY.installationId)).toBe(0);
    nock(API)
      .get(`${HELLO}/issues/7`)
      .matchHeader('if-none-match', '"one"')
      .reply(304, undefined, { etag: '"one"', ...quota(100) });
    expect(await github.readIssue(REPOSITORY, 7)).toEqual(first);
    expect(await github.scarceUntil(REPOSITORY.installationId)).toBe(1_800_000_000_000);
  });

  it('a body that broke off is not kept', async () => {
    const github = await ports();
    const json = { 'content-type': 'application/json', etag: '"one"' };
    nock(API).get(`${HELLO}/issues/7`).reply(200, '{"number":', json);
    await expect(github.readIssue(REPOSITORY, 7)).rejects.toMatchObject({ name: 'Unavailable' });
    nock(API).get(`${HELLO}/issues/7`).reply(200, issueJson(7), json);
    expect(await github.readIssue(REPOSITORY, 7)).toHaveLength(1);
  });
});
