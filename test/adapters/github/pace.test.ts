import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { memoryStore } from '../../../src/adapters/embedded/embedded-store.js';
import { NotYet, type GitHub } from '../../../src/app/ports/github.js';
import type { PaceStore, Store } from '../../../src/app/ports/store.js';
import { watched } from '../../app/watched.js';
import { pullRequestJson } from './answers.js';
import { API, REPOSITORY, givesToken, hello, overTheWire, playGitHub } from './over-the-wire.js';

playGitHub();

/** Longer than a request takes, and eight of them are within patience. ms */
const SPACING = 200;
/** The throttling plugin by itself would have merges wait for three times 3 s, and all writes for 7 s. ms */
const PACED_TWICE = 5_000;
const APOLLO = { ...REPOSITORY, installationId: 99 };

/** A store that notes the turns it gave, ms. */
function recording(): { store: PaceStore; turns: number[] } {
  const turns: number[] = [];
  const { takeTurn, rest } = memoryStore();
  return {
    turns,
    store: {
      rest,
      takeTurn: async (...asked) => {
        const turn = await takeTurn(...asked);
        if ('at' in turn) turns.push(turn.at);
        return turn;
      },
    },
  };
}

/** A process that has its token: two that ask for one at the same time would share the answer. */
async function withToken(of: Parameters<typeof overTheWire>[0]): Promise<GitHub> {
  const { github } = await overTheWire(of);
  givesToken();
  hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
  await github.readPullRequest(REPOSITORY, 12);
  return github;
}

const merges = (github: GitHub) =>
  github.merge(REPOSITORY, { number: 12, sha: 'a', method: 'merge', title: 'x' });
const closes = (github: GitHub) => github.closeIssue(REPOSITORY, 7);

describe('the writes of one installation', () => {
  it('keep one pace, whichever process sends them and whatever kind they are, and none comes before its turn', async () => {
    const { store, turns } = recording();
    const settings = { store, writeSpacing: SPACING };
    const one = await withToken(settings);
    const other = await withToken(settings);
    const sent: number[] = [];
    const noting = (answer: object) => () => {
      sent.push(Date.now());
      return answer;
    };
    hello('PATCH', '/issues/7').times(2).reply(200, noting({}));
    hello('PUT', '/pulls/12/merge')
      .times(4)
      .reply(200, noting({ merged: true }));
    nock(API)
      .post('/graphql')
      .times(2)
      .reply(200, noting({ data: {} }));
    await Promise.all(
      [one, other].flatMap((github) => [
        closes(github),
        merges(github),
        github.markReady(REPOSITORY, { number: 12, nodeId: 'PR_x' }),
        merges(github),
      ]),
    );
    expect(turns).toHaveLength(8);
    for (const [at, turn] of turns.entries())
      if (at > 0) expect(turn - (turns[at - 1] ?? 0)).toBeGreaterThanOrEqual(SPACING);
    // A timer may ring a millisecond early.
    const late = sent.sort((a, b) => a - b).map((time, at) => time - (turns[at] ?? 0));
    expect(Math.min(...late)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...late)).toBeLessThan(PACED_TWICE);
  });

  it('hold up neither another installation, nor reads', async () => {
    const { github } = await overTheWire({ writeSpacing: 60_000 });
    for (const installation of [88, 99]) givesToken({ installation, token: `ghs_${installation}` });
    hello('PATCH', '/issues/7').times(2).reply(200, {});
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    await closes(github);
    await github.closeIssue(APOLLO, 7);
    expect(await github.readPullRequest(REPOSITORY, 12)).toHaveLength(1);
  });

  it('are not sent when their turn is far away, and each is told another time to come back', async () => {
    const start = Date.now();
    const store = memoryStore();
    const settings = { store, writeSpacing: 60_000, now: () => start };
    const { github: one } = await overTheWire(settings);
    const { github: other } = await overTheWire(settings);
    givesToken();
    hello('PATCH', '/issues/7').reply(200, {});
    await closes(one);
    for (const [github, minutes] of [
      [one, 1],
      [other, 2],
      [one, 3],
    ] as const) {
      const error: unknown = await closes(github).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(NotYet);
      expect(error).toMatchObject({ retryAt: start + minutes * 60_000, waitsFor: 'turn', isBegun: false });
    }
  });

  it('tell when one of several was sent before the next was put off', async () => {
    const { github } = await overTheWire({ writeSpacing: 60_000 });
    givesToken();
    hello('POST', '/pulls').reply(201, pullRequestJson(12));
    const wanted = { branch: 'b', base: 'main', title: 't', body: '', draft: false, labels: ['ours'] };
    await expect(github.openPullRequest(REPOSITORY, wanted)).rejects.toMatchObject({
      waitsFor: 'turn',
      isBegun: true,
    });
  });

  it('are not sent when the store gives no turn', async () => {
    const { port: store, fail } = watched<Store>(memoryStore());
    const { github } = await overTheWire({ store });
    fail('takeTurn', new Error('the disk is full'));
    await expect(closes(github)).rejects.toMatchObject({
      name: 'Unavailable',
      message: 'The store gave no turn to write to GitHub: the disk is full',
      retryAt: null,
    });
  });
});

describe('a rest that one process gives GitHub', () => {
  const LIMITED_AT = Date.now() - (Date.now() % 1000);
  const limited = () =>
    hello('PATCH', '/issues/7').reply(
      429,
      { message: 'slow down' },
      { 'retry-after': '60', date: new Date(LIMITED_AT).toUTCString() },
    );

  /** Two processes, both with a token, at a time that stands still. */
  async function two(): Promise<{ one: GitHub; other: GitHub; store: ReturnType<typeof watched<Store>> }> {
    const store = watched<Store>(memoryStore());
    const settings = { store: store.port, now: () => LIMITED_AT };
    const { github: one } = await overTheWire(settings);
    const { github: other } = await overTheWire(settings);
    givesToken();
    return { one, other, store };
  }

  it('for a limit holds the writes of the others, and not their reads', async () => {
    const { one, other } = await two();
    limited();
    const retryAt = LIMITED_AT + 60_000;
    await expect(closes(one)).rejects.toMatchObject({ message: "GitHub's limit: slow down", retryAt });
    await expect(closes(other)).rejects.toMatchObject({ waitsFor: 'rest', retryAt });
    givesToken();
    hello('GET', '/pulls/12').reply(200, pullRequestJson(12));
    expect(await other.readPullRequest(REPOSITORY, 12)).toHaveLength(1);
  });

  it('for failures in a row holds them as well', async () => {
    const { one, other } = await two();
    hello('PATCH', '/issues/7').times(5).reply(502, 'Bad Gateway');
    for (let failed = 0; failed < 5; failed++) await closes(one).catch(() => undefined);
    await expect(closes(other)).rejects.toMatchObject({ waitsFor: 'rest' });
  });

  it('is told to the store once, and again when that failed, and no request fails of it', async () => {
    const { one, store } = await two();
    limited();
    store.fail('rest', new Error('the store is slow'));
    await expect(closes(one)).rejects.toMatchObject({ message: "GitHub's limit: slow down" });
    for (let tried = 0; tried < 3; tried++)
      await expect(closes(one)).rejects.toMatchObject({ message: /is given a rest/ });
    expect(store.count('rest')).toBe(2);
    expect(store.count('takeTurn')).toBe(1);
  });
});
