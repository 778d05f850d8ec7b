import { expect, it } from '@jest/globals';
import { DAY, NOW, sampleDay } from '../samples.js';
import { opened, upTo, type OpenStore } from './opened.js';

export function describeDays(open: OpenStore): void {
  const store = opened(open);
  const date = (at: number) => new Date(NOW + at * DAY).toISOString().slice(0, 10);
  const datesIn = async (repositoryId: number, from: string, to: string): Promise<string[]> =>
    (await store().listDays(repositoryId, { from, to })).map((day) => day.date);

  it('knows no day that was never saved', async () => {
    expect(await store().getDay(404, '2026-03-02')).toBeNull();
    expect(await store().listDays(404, { from: '2026-01-01', to: '2026-12-31' })).toEqual([]);
  });

  it('creates a day with version 0, counts its saves, and conflicts with any other version', async () => {
    const day = sampleDay({ repositoryId: 1 });
    expect(await store().saveDay(day, 1)).toBe('conflict');
    expect(await store().getDay(1, day.date)).toBeNull();
    expect(await store().saveDay(day, 0)).toBe('saved');
    expect(await store().getDay(1, day.date)).toEqual({ value: day, version: 1 });
    const next = { ...day, publishedAt: NOW, record: null, dueAt: null };
    expect(await store().saveDay(next, 0)).toBe('conflict');
    expect(await store().saveDay(next, 2)).toBe('conflict');
    expect(await store().getDay(1, day.date)).toEqual({ value: day, version: 1 });
    expect(await store().saveDay(next, 1)).toBe('saved');
    expect(await store().getDay(1, day.date)).toEqual({ value: next, version: 2 });
  });

  it('lets exactly one of 20 saves from the same version through', async () => {
    for (const version of [0, 1]) {
      const outcomes = await Promise.all(
        upTo(20).map((attempts) => store().saveDay(sampleDay({ repositoryId: 2, attempts }), version)),
      );
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      const stored = await store().getDay(2, sampleDay().date);
      expect(stored).toMatchObject({
        value: { attempts: outcomes.indexOf('saved') },
        version: version + 1,
      });
    }
  });

  it('lists from one date to another, both included, the oldest first, and each as it is now', async () => {
    for (const each of ['2026-03-10', '2025-12-31', '2026-03-02', '2026-02-28', '2026-03-01'])
      await store().saveDay(sampleDay({ repositoryId: 3, date: each }), 0);
    expect(await datesIn(3, '2026-02-28', '2026-03-02')).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
    expect(await datesIn(3, '2026-03-01', '2026-03-01')).toEqual(['2026-03-01']);
    expect(await datesIn(3, '2026-03-03', '2026-03-09')).toEqual([]);
    expect(await datesIn(3, '2025-01-01', '2026-02-27')).toEqual(['2025-12-31']);
    const last = sampleDay({ repositoryId: 3, date: '2026-03-10', publishedAt: NOW, dueAt: null });
    await store().saveDay(last, 1);
    expect(await store().listDays(3, { from: '2026-03-10', to: '2026-03-31' })).toEqual([last]);
  });

  it('lists nothing from a date to an earlier one', async () => {
    await store().saveDay(sampleDay({ repositoryId: 4, date: '2026-03-02' }), 0);
    expect(await datesIn(4, '2026-03-03', '2026-03-01')).toEqual([]);
  });

  it('lists the days of one repository', async () => {
    for (const repositoryId of [5, 50, 55])
      await store().saveDay(sampleDay({ repositoryId, date: date(repositoryId) }), 0);
    expect(await datesIn(5, date(0), date(99))).toEqual([date(5)]);
    expect(await datesIn(55, date(0), date(99))).toEqual([date(55)]);
    expect(await store().getDay(5, date(50))).toBeNull();
  });

  it('lists 62 days, however much is in them, and never more', async () => {
    const lastError = 'Long. '.repeat(4_000);
    for (const at of upTo(64))
      await store().saveDay(sampleDay({ repositoryId: 6, date: date(at), lastError }), 0);
    expect(await datesIn(6, date(0), date(61))).toEqual(upTo(62).map(date));
    expect(await datesIn(6, date(0), date(63))).toEqual(upTo(62).map(date));
    expect(await datesIn(6, date(1), date(63))).toEqual(upTo(62).map((at) => date(at + 1)));
    expect(await datesIn(6, date(60), date(99))).toEqual(upTo(4).map((at) => date(at + 60)));
  });

  it('says which day is corrupt, and where, also in a list', async () => {
    // @ts-expect-error such a thing gets in by a change of the schema, or by hand
    await store().saveDay(sampleDay({ repositoryId: 7, record: 'nonsense' }), 0);
    const readings = [
      () => store().getDay(7, '2026-01-01'),
      () => store().listDays(7, { from: '2026-01-01', to: '2026-01-01' }),
    ];
    for (const read of readings) {
      const reading = read();
      await expect(reading).rejects.toMatchObject({ name: 'CorruptRecordError' });
      await expect(reading).rejects.toThrow(/day.*7.*2026-01-01[\s\S]*record/);
    }
  });
}
