import { expect, it } from '@jest/globals';
import { BadCursorError } from '../../../src/app/ports/store.js';
import type { Outcome } from '../../../src/domain/report/outcome.js';
import { NOW, sampleOutcome, sampleReport } from '../samples.js';
import { allPages, opened, upTo, type OpenStore } from './opened.js';

export function describeOutcomes(open: OpenStore): void {
  const store = opened(open);
  const all = { limit: 100, after: null };
  const ever = { since: 0, until: Infinity };
  const put = async (...outcomes: Partial<Outcome>[]): Promise<void> => {
    for (const outcome of outcomes) await store().putOutcome(sampleOutcome(outcome));
  };

  it('gives back an outcome as it was, and nothing where nothing ended', async () => {
    expect(await store().listOutcomes(404, ever, all)).toEqual({ items: [], next: null });
    await put({ repositoryId: 1, pullRequest: null, agents: [], steps: [] });
    expect(await store().listOutcomes(1, ever, all)).toEqual({
      items: [sampleOutcome({ repositoryId: 1, pullRequest: null, agents: [], steps: [] })],
      next: null,
    });
  });

  it('is one however often it is told, and as it was told last', async () => {
    await put({ repositoryId: 2 }, { repositoryId: 2 }, { repositoryId: 2, title: 'Renamed' });
    expect((await store().listOutcomes(2, ever, all)).items).toEqual([
      sampleOutcome({ repositoryId: 2, title: 'Renamed' }),
    ]);
  });

  it('is another one of another issue, of another end, and at another time', async () => {
    await put(
      { repositoryId: 3 },
      { repositoryId: 3, issueNumber: 8 },
      { repositoryId: 3, end: 'closed' },
      { repositoryId: 3, endedAt: NOW + 1 },
      { repositoryId: 33 },
    );
    expect((await store().listOutcomes(3, ever, all)).items).toHaveLength(4);
    expect((await store().listOutcomes(33, ever, all)).items).toEqual([sampleOutcome({ repositoryId: 33 })]);
  });

  it('lists what ended from one time on and before another, the earliest first', async () => {
    const times = [NOW + 10, 9, NOW, NOW + 9.5, 100, NOW + 1];
    await put(...times.map((endedAt, at) => ({ repositoryId: 4, issueNumber: at + 1, endedAt })));
    const timesIn = async (since: number, until: number): Promise<number[]> =>
      (await store().listOutcomes(4, { since, until }, all)).items.map(({ endedAt }) => endedAt);
    expect(await timesIn(0, Infinity)).toEqual([9, 100, NOW, NOW + 1, NOW + 9.5, NOW + 10]);
    expect(await timesIn(NOW, NOW + 10)).toEqual([NOW, NOW + 1, NOW + 9.5]);
    expect(await timesIn(NOW + 0.5, NOW + 1)).toEqual([]);
    expect(await timesIn(NOW, NOW)).toEqual([]);
    expect(await timesIn(NOW + 10, NOW)).toEqual([]);
  });

  it('pages through those of one moment without losing or repeating any', async () => {
    const ends = ['merged', 'closed', 'stopped'] as const;
    const numbers = [10, 9, 100, 1];
    await put({ repositoryId: 5, endedAt: NOW - 1 }, { repositoryId: 5, endedAt: NOW + 1 });
    await put(
      ...numbers.flatMap((issueNumber) => ends.map((end) => ({ repositoryId: 5, issueNumber, end }))),
    );
    await put({ repositoryId: 50, endedAt: NOW }, { repositoryId: 55, endedAt: NOW });
    const expected = [
      'merged of 7',
      ...[1, 9, 10, 100].flatMap((number) => [
        `closed of ${number}`,
        `merged of ${number}`,
        `stopped of ${number}`,
      ]),
      'merged of 7',
    ];
    for (const limit of [1, 2, 5, 14]) {
      const pages = await allPages((page) => store().listOutcomes(5, ever, page), limit);
      expect(pages.flat().map(({ end, issueNumber }) => `${end} of ${issueNumber}`)).toEqual(expected);
      expect(pages).toHaveLength(Math.ceil(14 / limit));
    }
    const atOnce = { since: NOW, until: NOW + 1 };
    const pages = await allPages((page) => store().listOutcomes(5, atOnce, page), 5);
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
  });

  it('goes on behind where a page ended, within what is asked for then', async () => {
    await put(...upTo(6).map((at) => ({ repositoryId: 6, endedAt: NOW + at })));
    const { next } = await store().listOutcomes(6, ever, { limit: 2, after: null });
    await put({ repositoryId: 6, endedAt: NOW - 1 }, { repositoryId: 6, endedAt: NOW + 1.5 });
    const timesIn = async (since: number, until: number): Promise<number[]> =>
      (await store().listOutcomes(6, { since, until }, { limit: 9, after: next })).items.map(
        ({ endedAt }) => endedAt - NOW,
      );
    expect(await timesIn(0, Infinity)).toEqual([1.5, 2, 3, 4, 5]);
    expect(await timesIn(0, NOW + 3)).toEqual([1.5, 2]);
    expect(await timesIn(NOW + 4, Infinity)).toEqual([4, 5]);
    expect(await timesIn(0, NOW)).toEqual([]);
  });

  it('pages through outcomes of much text', async () => {
    const title = 'x'.repeat(60_000);
    await put(...upTo(30).map((at) => ({ repositoryId: 7, endedAt: NOW + at, title })));
    const pages = await allPages((page) => store().listOutcomes(7, ever, page), 30);
    expect(pages.flat().map(({ endedAt }) => endedAt - NOW)).toEqual(upTo(30));
  });

  it('refuses a cursor that is none of this list', async () => {
    for (const agent of ['a', 'b']) await store().saveReport(sampleReport({ repositoryId: 8, agent }), 0);
    const other = await store().listReports(8, sampleReport().date, { limit: 1, after: null });
    expect(other.next).not.toBeNull();
    const odd = { list: 'outcomes', endedAt: NOW, issueNumber: 7, end: 'nonsense' };
    for (const after of [
      '',
      'garbage',
      Buffer.from(JSON.stringify(odd)).toString('base64url'),
      other.next ?? '',
    ])
      await expect(store().listOutcomes(8, ever, { limit: 1, after })).rejects.toThrow(BadCursorError);
  });

  it('says which outcome is corrupt, and where', async () => {
    // @ts-expect-error such a thing gets in by a change of the schema, or by hand
    await store().putOutcome(sampleOutcome({ repositoryId: 9, title: 7 }));
    const reading = store().listOutcomes(9, ever, all);
    await expect(reading).rejects.toMatchObject({ name: 'CorruptRecordError' });
    await expect(reading).rejects.toThrow(/outcome.*9[\s\S]*title/);
  });

  it('refuses a time that is none, and keeps nothing of it', async () => {
    await expect(put({ repositoryId: 10, endedAt: Number.NaN })).rejects.toThrow('NaN cannot be stored');
    expect((await store().listOutcomes(10, ever, all)).items).toEqual([]);
  });
}
