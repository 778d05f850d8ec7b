import { describe, expect, it } from '@jest/globals';
import { Refusal, Unavailable } from '../../../src/app/ports/github.js';
import { explained, isStatus } from '../../../src/adapters/github/faults.js';
import { FORBIDDEN, NOT_FOUND, PRIMARY_LIMIT, SECONDARY_LIMIT, pullRequestJson } from './answers.js';
import { NOW, REPOSITORY, hello, overTheWire, playGitHub, ports, tokenAsked } from './over-the-wire.js';
import nock from 'nock';

playGitHub();

const DATE = { date: new Date(NOW).toUTCString() };
const TOO_QUICK = {
  message: 'Validation Failed',
  errors: [{ resource: 'IssueComment', code: 'unprocessable', message: 'was submitted too quickly' }],
};
const close = async (status: number, answer: object, headers: Record<string, string> = {}) => {
  const github = await ports();
  hello('PATCH', '/issues/7').reply(status, answer, headers);
  return github.closeIssue(REPOSITORY, 7).catch((error: unknown) => error);
};

describe('what GitHub refuses', () => {
  it.each([
    [400, 'invalid'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'not-allowed'],
    [409, 'conflict'],
    [410, 'not-found'],
    [422, 'invalid'],
    [451, 'forbidden'],
  ])('with %d is a refusal: %s, in its own words', async (status, code) => {
    const error = await close(status, { message: 'Because.', documentation_url: 'https://docs.github.com' });
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ code, message: expect.stringContaining('Because.') });
  });

  it.each([500, 502, 503, 504])('with %d is no refusal: it may go another time', async (status) => {
    const error = await close(status, { message: 'Because.' });
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ retryAt: null, message: `GitHub answered ${status}: Because.` });
  });
});

describe('a limit', () => {
  const reset = NOW / 1000 + 1800;

  it.each<[string, number, object, Record<string, string>, number]>([
    [
      'of requests, until it is reset',
      403,
      PRIMARY_LIMIT,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      NOW + 1_800_000,
    ],
    [
      'of requests, told with 429',
      429,
      PRIMARY_LIMIT,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      NOW + 1_800_000,
    ],
    ['of requests, without a time', 403, PRIMARY_LIMIT, {}, NOW + 60_000],
    ['of pace, with its time', 403, SECONDARY_LIMIT, { 'retry-after': '90' }, NOW + 90_000],
    ['of pace, with its time and 429', 429, SECONDARY_LIMIT, { 'retry-after': '90' }, NOW + 90_000],
    ['of pace, without a time', 403, SECONDARY_LIMIT, {}, NOW + 60_000],
    ['of pace, without a time and with 429', 429, SECONDARY_LIMIT, {}, NOW + 60_000],
    [
      'of pace, while requests are left',
      403,
      SECONDARY_LIMIT,
      { 'x-ratelimit-remaining': '4000' },
      NOW + 60_000,
    ],
    ['that is not called one', 429, { message: 'Too many requests' }, {}, NOW + 60_000],
    ['with a time that is none', 429, SECONDARY_LIMIT, { 'retry-after': 'soon' }, NOW + 60_000],
    ['of new content', 422, TOO_QUICK, {}, NOW + 60_000],
  ])('%s, is a time to come back', async (_, status, answer, headers, retryAt) => {
    const began = performance.now();
    const error = await close(status, answer, { ...DATE, ...headers });
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ retryAt, message: expect.stringMatching(/^GitHub's limit: /) });
    // It is not slept through in here.
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('is counted from now on where GitHub tells no time of its own', async () => {
    const before = Date.now();
    const error = await close(403, SECONDARY_LIMIT, { 'retry-after': '90' });
    if (!(error instanceof Unavailable)) throw new Error('a limit was expected');
    expect(error.retryAt).toBeGreaterThanOrEqual(before + 90_000);
    expect(error.retryAt).toBeLessThan(Date.now() + 91_000);
  });

  it('is not tried against: a read answers at once as well', async () => {
    for (const status of [403, 429]) {
      const github = await ports();
      hello('GET', '/pulls/12').reply(status, SECONDARY_LIMIT, { ...DATE, 'retry-after': '60' });
      await expect(github.readPullRequest(REPOSITORY, 12)).rejects.toMatchObject({ retryAt: NOW + 60_000 });
    }
  });

  it('is not taken for the answer that its status would be', async () => {
    const github = await ports();
    hello('POST', '/pulls').reply(422, TOO_QUICK, DATE);
    const wanted = { branch: 'feature', base: 'main', title: 'x', body: '', draft: false, labels: [] };
    const opening = github.openPullRequest(REPOSITORY, wanted);
    await expect(opening).rejects.toMatchObject({ name: 'Unavailable', retryAt: NOW + 60_000 });
  });

  it('that a refusal carries by chance is none', async () => {
    const error = await close(403, FORBIDDEN, {
      'x-ratelimit-remaining': '12',
      'x-ratelimit-reset': String(reset),
    });
    expect(error).toMatchObject({ name: 'Refusal', code: 'forbidden' });
  });
});

describe('the errors of GraphQL', () => {
  const ready = async (errors: object[], headers: Record<string, string> = {}) => {
    const github = await ports();
    nock('https://api.github.com')
      .post('/graphql')
      .reply(200, { data: null, errors }, { ...DATE, ...headers });
    return github.markReady(REPOSITORY, { number: 12, nodeId: 'PR_x' }).catch((error: unknown) => error);
  };
  const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 600) };

  it('that speak of the limit are a time to come back', async () => {
    const error = await ready([{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }], reset);
    expect(error).toMatchObject({ name: 'Unavailable', retryAt: NOW + 600_000 });
  });

  it('that speak of the pace are one as well', async () => {
    const error = await ready([{ message: 'You have exceeded a secondary rate limit.' }], {
      'retry-after': '30',
    });
    expect(error).toMatchObject({ name: 'Unavailable', retryAt: NOW + 30_000 });
  });

  it.each([
    [{ message: 'Something went wrong while executing your query. Please include `ABCD:1234`.' }],
    [{ message: 'Timeout on validation of query' }],
    [{ type: 'SERVICE_UNAVAILABLE', message: 'Try later' }],
  ])('that are GitHub’s own fault are no refusal: %j', async (fault) => {
    expect(await ready([fault])).toMatchObject({ name: 'Unavailable', retryAt: null });
  });

  it.each([
    [{ type: 'NOT_FOUND', message: 'Could not resolve to a node' }, 'not-found'],
    [{ type: 'INSUFFICIENT_SCOPES', message: 'Your token has not been granted' }, 'forbidden'],
    [{ type: 'STALE_DATA', message: 'Stale' }, 'conflict'],
    [{ type: 'SOMETHING_NEW', message: 'No' }, 'invalid'],
    [{ extensions: { code: 'undefinedField' }, message: "Field 'x' doesn't exist" }, 'invalid'],
  ])('that will be said again are refusals: %j', async (fault, code) => {
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12, { draft: true }));
    expect(await ready([fault])).toMatchObject({ name: 'Refusal', code, message: fault.message });
  });

  it('come by way of an Enterprise server too', async () => {
    const api = 'https://github.example.com/api/v3';
    const { github } = await overTheWire({ api });
    tokenAsked(88, api).reply(201, { token: 'ghs_x', permissions: {}, expires_at: '2026-11-23T11:00:00Z' });
    nock('https://github.example.com')
      .post('/api/graphql')
      .reply(
        200,
        { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
        reset,
      );
    await expect(github.markReady(REPOSITORY, { number: 12, nodeId: 'PR_x' })).rejects.toMatchObject({
      name: 'Unavailable',
      retryAt: NOW + 600_000,
    });
  });
});

describe('a token that is not given', () => {
  it.each([
    [401, 'A JSON web token could not be decoded'],
    [403, 'This installation has been suspended'],
    [404, 'Not Found'],
    [422, 'There is at least one repository that does not exist'],
  ])('with %d says nothing of what was asked for', async (status, message) => {
    const { github } = await overTheWire();
    tokenAsked().reply(status, { message });
    await expect(github.closeIssue(REPOSITORY, 7)).rejects.toMatchObject({
      name: 'Unavailable',
      retryAt: null,
      message: expect.stringContaining(`GitHub gave no token: ${message}`),
    });
  });

  it('for a limit waits for its end', async () => {
    const { github } = await overTheWire();
    tokenAsked().reply(403, SECONDARY_LIMIT, { ...DATE, 'retry-after': '120' });
    await expect(github.closeIssue(REPOSITORY, 7)).rejects.toMatchObject({ retryAt: NOW + 120_000 });
  });
});

describe('what is thrown besides', () => {
  it('is Unavailable, with its cause', () => {
    const cause = new TypeError('fetch failed');
    expect(explained(cause)).toMatchObject({
      name: 'Unavailable',
      message: 'GitHub could not be asked: fetch failed',
      cause,
    });
    expect(explained('a text')).toMatchObject({ name: 'Unavailable', message: 'GitHub could not be asked' });
  });

  it('is left as it is where it is in our words', () => {
    const refusal = new Refusal('conflict', 'no');
    expect(explained(refusal)).toBe(refusal);
  });

  it('is no status, without an answer', () => {
    expect(isStatus(Object.assign(new Error('no answer'), { status: 404 }), 404)).toBe(false);
    expect(isStatus({ status: 404, response: { headers: {} } }, 404)).toBe(false);
    expect(
      isStatus(Object.assign(new Error(NOT_FOUND.message), { status: 404, response: { headers: {} } }), 404),
    ).toBe(true);
  });
});
