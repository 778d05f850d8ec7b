import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { NOT_FOUND, commentJson, invalid } from '../answers.js';
import {
  API,
  APP_ID,
  HELLO,
  REPOSITORY,
  hello,
  overTheWire,
  playGitHub,
  ports,
  tokenAsked,
} from '../over-the-wire.js';

playGitHub();

const MARKER = '<!-- tekton-core:v1 kind=status key=7 -->';
const OURS = `${MARKER}\nAll is well.`;
const wanted = { number: 7, marker: MARKER, body: 'All is well.', again: false };
const create = () => hello('POST', '/issues/7/comments', { body: OURS });
const list = (query: object) =>
  nock(API)
    .get(`${HELLO}/issues/7/comments`)
    .query({ ...query });

describe('a new comment', () => {
  it('begins with its marker, and is known by its id from then on', async () => {
    const github = await ports();
    create().reply(201, commentJson(501, OURS, APP_ID));
    expect(await github.createComment(REPOSITORY, wanted)).toBe(501);
  });

  it('is asked for once when GitHub fails, for it may have been written', async () => {
    const github = await ports();
    create().reply(500, { message: 'Server Error' });
    await expect(github.createComment(REPOSITORY, wanted)).rejects.toMatchObject({
      name: 'Unavailable',
      retryAt: null,
      message: expect.stringContaining('500'),
    });
  });

  it('is asked for once when the answer does not come', async () => {
    const github = await ports({ timeout: 400 });
    create()
      .delay(5_000)
      .reply(201, commentJson(501, OURS, APP_ID));
    await expect(github.createComment(REPOSITORY, wanted)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('is asked for once when the line breaks', async () => {
    const github = await ports();
    create().replyWithError('read ECONNRESET');
    await expect(github.createComment(REPOSITORY, wanted)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('ECONNRESET'),
    });
  });

  it('without an id was not understood', async () => {
    const github = await ports();
    create().reply(201, { body: OURS });
    await expect(github.createComment(REPOSITORY, wanted)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('not as documented: id'),
    });
  });

  it.each([
    [404, NOT_FOUND, 'not-found'],
    [410, { message: 'This issue was deleted', status: '410' }, 'not-found'],
    [403, { message: 'Unable to create comment because issue is locked.', status: '403' }, 'forbidden'],
    [422, invalid('body is too long (maximum is 65536 characters)', 'IssueComment'), 'invalid'],
  ])('that GitHub answers with %d is refused', async (status, answer, code) => {
    const github = await ports();
    create().reply(status, answer);
    await expect(github.createComment(REPOSITORY, wanted)).rejects.toMatchObject({ name: 'Refusal', code });
  });
});

describe('a comment that may have been written before', () => {
  const again = { ...wanted, again: true };

  it('is looked for, and written if there is none', async () => {
    const github = await ports();
    list({ per_page: 100 }).reply(200, [commentJson(1, 'A word of somebody', null)]);
    create().reply(201, commentJson(501, OURS, APP_ID));
    expect(await github.createComment(REPOSITORY, again)).toBe(501);
  });

  it('is found by its marker and by our App as its author', async () => {
    const github = await ports();
    list({ per_page: 100 }).reply(200, [
      commentJson(1, OURS, null),
      commentJson(2, OURS, APP_ID + 1),
      commentJson(3, `Somebody said:\n${OURS}`, APP_ID),
      commentJson(4, '<!-- tekton-core:v1 kind=status key=70 -->\nAnother.', APP_ID),
      commentJson(5, OURS, APP_ID),
    ]);
    expect(await github.createComment(REPOSITORY, again)).toBe(5);
  });

  it('is not the forgery of somebody else', async () => {
    const github = await ports();
    list({ per_page: 100 }).reply(200, [commentJson(1, OURS, null), commentJson(2, OURS, APP_ID + 1)]);
    create().reply(201, commentJson(501, OURS, APP_ID));
    expect(await github.createComment(REPOSITORY, again)).toBe(501);
  });

  it('is found however long the thread: on page 101', async () => {
    const github = await ports();
    const last = 101;
    nock(API)
      // GitHub's links name the repository by its number.
      .get(
        /^\/(repos\/octo-org\/hello|repositories\/1296269)\/issues\/7\/comments\?per_page=100(&page=\d+)?$/,
      )
      .times(last)
      .reply((uri) => {
        const page = Number(new URL(uri, API).searchParams.get('page') ?? 1);
        const next = `<${API}/repositories/1296269/issues/7/comments?per_page=100&page=${page + 1}>; rel="next"`;
        const onLast = page === last;
        const comments = [commentJson(page, onLast ? OURS : 'chatter', onLast ? APP_ID : null)];
        return [200, comments, onLast ? {} : { link: next }];
      });
    expect(await github.createComment(REPOSITORY, again)).toBe(last);
  });

  it('is not written when the look fails', async () => {
    const github = await ports();
    list({ per_page: 100 }).times(3).reply(502, 'Bad Gateway');
    await expect(github.createComment(REPOSITORY, again)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it.each([
    ['an object', {}],
    ['comments without ids', [{ body: OURS }]],
    ['an empty body', ''],
  ])('is not written when the look answers %s', async (_, answer) => {
    const github = await ports();
    list({ per_page: 100 }).reply(200, answer, { 'content-type': 'application/json' });
    await expect(github.createComment(REPOSITORY, again)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringMatching(/not as documented|not JSON/),
    });
  });
});

describe('a comment that is there', () => {
  const change = { id: 501, body: OURS };
  const edit = () => hello('PATCH', '/issues/comments/501', { body: OURS });

  it('is edited', async () => {
    const github = await ports();
    edit().reply(200, commentJson(501, OURS, APP_ID));
    expect(await github.updateComment(REPOSITORY, change)).toBe('updated');
  });

  it.each([404, 410])('is gone when GitHub answers with %d', async (status) => {
    const github = await ports();
    edit().reply(status, NOT_FOUND);
    expect(await github.updateComment(REPOSITORY, change)).toBe('gone');
  });

  it('is not taken for gone when it was the token that was not to be had', async () => {
    const { github } = await overTheWire();
    tokenAsked().reply(404, NOT_FOUND);
    await expect(github.updateComment(REPOSITORY, change)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('no token'),
    });
  });

  it('is not taken for gone when it may not be edited', async () => {
    const github = await ports();
    edit().reply(403, { message: 'Resource not accessible by integration' });
    await expect(github.updateComment(REPOSITORY, change)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a reaction', () => {
  it.each([
    ['new', 201],
    ['there already', 200],
  ])('is %s', async (_, status) => {
    const github = await ports();
    hello('POST', '/issues/comments/501/reactions', { content: 'rocket' }).reply(status, {
      id: 1,
      content: 'rocket',
    });
    await github.react(REPOSITORY, 501, 'rocket');
  });

  it('to a comment that is gone is refused', async () => {
    const github = await ports();
    hello('POST', '/issues/comments/501/reactions', { content: 'confused' }).reply(404, NOT_FOUND);
    await expect(github.react(REPOSITORY, 501, 'confused')).rejects.toMatchObject({ code: 'not-found' });
  });
});
