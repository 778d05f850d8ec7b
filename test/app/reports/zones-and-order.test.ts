import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WEEKDAYS } from '../../../src/domain/calendar/calendar.js';
import { MINUTE, sha } from '../../contract/samples.js';
import { APOLLO, BRANCH, MARIA } from '../names.js';
import { labelled, pushed, said } from '../news.js';
import { situation, type Situation } from '../situation.js';

const HOUR = 60 * MINUTE;

/** Work that began then, in a project whose days are told by these times. */
async function atWork(since: string, reporting: object): Promise<Situation> {
  const town = situation({
    config: { reporting: { days: [...WEEKDAYS], weekly_on: 'never', ...reporting } },
  });
  town.clock.advance(Date.parse(since) - town.clock.now());
  const at = town.clock.now();
  await town.tell(labelled(MARIA, { at }), pushed(sha(3), at, BRANCH));
  return town;
}

async function until(town: Situation, moment: string): Promise<void> {
  town.clock.advance(Date.parse(moment) - town.clock.now());
  while ((await town.tick()) > 0);
}

const told = (town: Situation) =>
  [...town.world.issues.values()]
    .map(({ issue }) => issue)
    .filter(({ body }) => body.includes('kind=report'))
    .map(({ title }) => title.replace('Daily report: octo/list, ', ''));

describe('a day', () => {
  it('is that of its zone, though it is another one in UTC', async () => {
    const town = await atWork('2026-03-01T20:00:00Z', { time_zone: 'Pacific/Auckland' });
    await until(town, '2026-03-02T04:59:00Z');
    expect(told(town)).toEqual([]);
    await until(town, '2026-03-02T05:00:00Z');
    expect(told(town)).toEqual(['Monday 2 March 2026']);
    // Midnight has passed there, and not in UTC.
    await until(town, '2026-03-02T12:00:00Z');
    await until(town, '2026-03-03T05:00:00Z');
    expect(told(town)).toEqual(['Monday 2 March 2026', 'Tuesday 3 March 2026']);
  });

  it('is told once, at the first of an hour that exists twice', async () => {
    const times = { reminder_time: '02:10', daily_report_time: '02:30' };
    const town = await atWork('2026-10-24T22:00:00Z', { time_zone: 'Europe/Berlin', ...times });
    await until(town, '2026-10-25T00:29:00Z');
    expect(told(town)).toEqual([]);
    for (const moment of ['00:30', '01:10', '01:30', '01:31', '03:00'])
      await until(town, `2026-10-25T${moment}:00Z`);
    expect(told(town)).toEqual(['Sunday 25 October 2026']);
    await until(town, '2026-10-26T01:30:00Z');
    expect(told(town)).toEqual(['Sunday 25 October 2026', 'Monday 26 October 2026']);
  });

  it('is told an hour later where its hour does not exist', async () => {
    const times = { reminder_time: '02:10', daily_report_time: '02:30' };
    const town = await atWork('2026-03-28T22:00:00Z', { time_zone: 'Europe/Berlin', ...times });
    await until(town, '2026-03-29T01:29:00Z');
    expect(told(town)).toEqual([]);
    await until(town, '2026-03-29T01:30:00Z');
    expect(told(town)).toEqual(['Sunday 29 March 2026']);
  });

  it('reads the same in whatever order, and however often, its reports come in', async () => {
    const reports = [
      'status: ahead\nprogress: one',
      'blockers: two',
      'cost: 3',
      'status: blocked',
      'four',
      'five',
    ];
    const bodyAfter = async (order: readonly number[]) => {
      const town = await atWork('2026-03-02T08:00:00Z', {});
      const words = reports.map((text, index) =>
        said(`/tekton report ${text}`, {
          commentId: 7000 + index,
          by: APOLLO,
          at: town.clock.now() + index * MINUTE,
        }),
      );
      town.clock.advance(HOUR);
      for (const index of order) {
        const report = words[index];
        if (report !== undefined) await town.tell(report);
      }
      await until(town, '2026-03-02T18:00:00Z');
      return [...town.world.issues.values()].find(({ issue }) => issue.body.includes('kind=report'))?.issue
        .body;
    };
    const all = reports.map((_, index) => index);
    const inOrder = await bodyAfter(all);
    expect(inOrder).toContain('four');
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
        async (order) => {
          expect(await bodyAfter(order)).toBe(inOrder);
        },
      ),
      { numRuns: 6 },
    );
  });
});
