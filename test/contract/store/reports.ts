import { expect, it } from '@jest/globals';
import { BadCursorError } from '../../../src/app/ports/store.js';
import { NOW, sampleOutcome, sampleReport, sampleReportEntry } from '../samples.js';
import { allPages, opened, upTo, type OpenStore } from './opened.js';

export function describeReports(open: OpenStore): void {
  const store = opened(open);
  const date = '2026-03-02';
  const all = { limit: 100, after: null };

  it('knows no report that was never saved', async () => {
    expect(await store().getReport(404, date, 'apollo')).toBeNull();
    expect(await store().listReports(404, date, all)).toEqual({ items: [], next: null });
  });

  it('creates a report with version 0, counts its saves, and conflicts with any other version', async () => {
    const report = sampleReport({ repositoryId: 1, date });
    expect(await store().saveReport(report, 1)).toBe('conflict');
    expect(await store().saveReport(report, 0)).toBe('saved');
    const next = {
      ...report,
      entries: { ...report.entries, 'c-901': sampleReportEntry({ id: 'c-901', issueNumber: null }) },
    };
    expect(await store().saveReport(next, 0)).toBe('conflict');
    expect(await store().saveReport(next, 2)).toBe('conflict');
    expect(await store().getReport(1, date, 'apollo')).toEqual({ value: report, version: 1 });
    expect(await store().saveReport(next, 1)).toBe('saved');
    expect(await store().getReport(1, date, 'apollo')).toEqual({ value: next, version: 2 });
  });

  it('lets exactly one of 20 first reports of an agent through', async () => {
    const ids = upTo(20).map((at) => `c-${at}`);
    const outcomes = await Promise.all(
      ids.map((id) =>
        store().saveReport(
          sampleReport({ repositoryId: 2, date, entries: { [id]: sampleReportEntry({ id }) } }),
          0,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    const stored = await store().getReport(2, date, 'apollo');
    expect(Object.keys(stored?.value.entries ?? {})).toEqual([ids[outcomes.indexOf('saved')]]);
  });

  it('lists what was said of one day of one repository, page by page, by the agents’ names', async () => {
    const names = ['numa', 'apollo', 'athena', 'zeus', 'apollo-2', 'Bacchus', 'ödipus'];
    for (const agent of names) await store().saveReport(sampleReport({ repositoryId: 3, date, agent }), 0);
    for (const of of [
      { repositoryId: 33, date },
      { repositoryId: 3, date: '2026-03-03' },
      { repositoryId: 3, date: '2026-03-0' },
    ])
      await store().saveReport(sampleReport({ ...of, agent: 'elsewhere' }), 0);
    const pages = await allPages((page) => store().listReports(3, date, page), 3);
    expect(pages.map((page) => page.map(({ agent }) => agent))).toEqual([
      ['Bacchus', 'apollo', 'apollo-2'],
      ['athena', 'numa', 'zeus'],
      ['ödipus'],
    ]);
    expect(pages[0]?.[1]).toEqual(sampleReport({ repositoryId: 3, date }));
  });

  it('says that a page is the last although it is full', async () => {
    for (const agent of ['a', 'b'])
      await store().saveReport(sampleReport({ repositoryId: 4, date, agent }), 0);
    const page = await store().listReports(4, date, { limit: 2, after: null });
    expect(page.items).toHaveLength(2);
    expect(page.next).toBeNull();
  });

  it('goes on behind where a page ended, whoever reports between two pages', async () => {
    const report = (agent: string) => sampleReport({ repositoryId: 5, date, agent });
    for (const agent of ['b', 'd', 'f']) await store().saveReport(report(agent), 0);
    const { next } = await store().listReports(5, date, { limit: 2, after: null });
    for (const agent of ['a', 'e']) await store().saveReport(report(agent), 0);
    await store().saveReport({ ...report('f'), entries: {} }, 1);
    expect(await store().listReports(5, date, { limit: 2, after: next })).toEqual({
      items: [report('e'), { ...report('f'), entries: {} }],
      next: null,
    });
  });

  it('keeps reports apart whose dates and names look alike', async () => {
    const places = [
      ['2026-03-02', 'a'],
      ['2026-03-02/a', ''],
      ['2026-03-02#a', ''],
      ['2026-03-02', '=a'],
      ['2026-03-02"', 'a'],
      ['', '2026-03-02'],
    ] as const;
    const reports = places.map(([each, agent]) => sampleReport({ repositoryId: 6, date: each, agent }));
    for (const report of reports) expect(await store().saveReport(report, 0)).toBe('saved');
    const read = await Promise.all(places.map(([each, agent]) => store().getReport(6, each, agent)));
    expect(read.map((stored) => stored?.value)).toEqual(reports);
    expect((await store().listReports(6, '2026-03-02', all)).items).toEqual([reports[3], reports[0]]);
  });

  it('pages through reports of much text', async () => {
    const { fields } = sampleReportEntry();
    const progress = 'x'.repeat(60_000);
    const entries = { c: sampleReportEntry({ id: 'c', fields: { ...fields, progress } }) };
    const names = upTo(30).map((at) => `agent-${String(at).padStart(2, '0')}`);
    for (const agent of names)
      await store().saveReport(sampleReport({ repositoryId: 7, date, agent, entries }), 0);
    const pages = await allPages((page) => store().listReports(7, date, page), 30);
    expect(pages.flat().map(({ agent }) => agent)).toEqual(names);
  });

  it('refuses a cursor that is none of this list', async () => {
    await store().putOutcome(sampleOutcome({ repositoryId: 8, issueNumber: 1 }));
    await store().putOutcome(sampleOutcome({ repositoryId: 8, issueNumber: 2 }));
    const other = await store().listOutcomes(8, { since: 0, until: NOW + 1 }, { limit: 1, after: null });
    expect(other.next).not.toBeNull();
    for (const after of ['', 'garbage', Buffer.from('{}').toString('base64url'), other.next ?? ''])
      await expect(store().listReports(8, date, { limit: 1, after })).rejects.toThrow(BadCursorError);
  });

  it('says which report is corrupt, and where, also in a list', async () => {
    // @ts-expect-error such a thing gets in by a change of the schema, or by hand
    await store().saveReport(sampleReport({ repositoryId: 9, date, entries: { c: 'nonsense' } }), 0);
    const readings = [() => store().getReport(9, date, 'apollo'), () => store().listReports(9, date, all)];
    for (const read of readings) {
      const reading = read();
      await expect(reading).rejects.toMatchObject({ name: 'CorruptRecordError' });
      await expect(reading).rejects.toThrow(/report.*9.*2026-03-02.*apollo[\s\S]*entries/);
    }
  });
}
