import { describe, expect, it } from '@jest/globals';
import { Announcement } from '../../../src/domain/announcement.js';
import { MINUTE } from '../../contract/samples.js';
import { situation, type Situation } from '../situation.js';
import { beginWork, CLOSE, day, HOUR, ours, report, until } from './town.js';

async function atWork(config: object = {}): Promise<Situation> {
  const town = situation({ config });
  town.clock.advance(8 * HOUR);
  await beginWork(town);
  return town;
}

const published = ({ announced }: Situation) =>
  announced.flatMap((event) => (event.type === 'tekton.report.published' ? event : []));

describe('that a day is told', () => {
  it('is announced once, in numbers', async () => {
    const town = await atWork();
    await until(town, CLOSE + 2 * HOUR);
    expect(published(town)).toMatchObject([
      { date: '2026-01-01', mode: 'live', repository: { id: 100 }, open: 1, merged: 0 },
    ]);
    expect(published(town)[0]?.issue_id).toBe(ours(town)[0]?.number);
    expect(published(town).map((event) => Announcement.parse(event))).toEqual(published(town));
  });

  it('is announced anew when it is told anew', async () => {
    const town = await atWork();
    await until(town, CLOSE + HOUR);
    await town.tell(report(town, 'the cache is in place'));
    await until(town, CLOSE + HOUR + MINUTE);
    const [first, second] = published(town);
    expect(published(town)).toHaveLength(2);
    expect(second?.id).not.toBe(first?.id);
    expect(Date.parse(second?.published_at ?? '')).toBeGreaterThan(Date.parse(first?.published_at ?? ''));
  });

  it('is announced again, under the same id, when the bus did not say that it took it; the next day begins all the same', async () => {
    const town = await atWork();
    town.bus.before('publish', ([events]) => {
      if (!JSON.stringify(events).includes('report.published')) return;
      town.bus.before('publish', () => undefined);
      town.bus.fail('publish', new Error('the bus is gone'), { when: 'after' });
    });
    town.clock.advance(10 * HOUR);
    await town.tick();
    expect(await day(town)).toMatchObject({ announcedAt: null, lastError: 'the bus is gone' });
    expect(await day(town, '2026-01-02')).toBeDefined();
    await until(town, CLOSE + HOUR);
    expect(published(town)).toHaveLength(2);
    expect(new Set(published(town).map(({ id }) => id)).size).toBe(1);
    expect(ours(town)).toHaveLength(1);
  });

  it('is announced of a dry run, with no issue', async () => {
    const town = await atWork({ mode: 'dry-run' });
    await until(town, CLOSE);
    expect(published(town)).toMatchObject([{ mode: 'dry-run', issue_id: null }]);
  });
});
