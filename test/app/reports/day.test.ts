import { describe, expect, it } from '@jest/globals';
import { NotYet, Unavailable } from '../../../src/app/ports/github.js';
import { MINUTE, NOW, sha } from '../../contract/samples.js';
import { APOLLO, MARIA, REPOSITORY_ID } from '../names.js';
import { configurationPushed, labelled, said } from '../news.js';
import { anotherProcess, configure, situation, type Situation } from '../situation.js';
import { seeToDay } from '../../../src/app/reports/see-to-day.js';
import { beginWork, CLOSE, day, HOUR, ours, REMINDER, report, until } from './town.js';

/** Work under way since eight in the morning. */
async function atWork(reporting: object = {}): Promise<Situation> {
  const town = situation({ config: { reporting, shepherd: 'maria' } });
  town.clock.advance(8 * HOUR);
  await beginWork(town);
  return town;
}

const titles = (town: Situation) => ours(town).map(({ title, state }) => `${state}: ${title}`);
const reminders = (town: Situation) =>
  town.world.comments.filter(({ marker }) => marker.includes('report%2F')).map(({ body }) => body);

describe('the day of a project', () => {
  it('ends with a reminder to whoever has not reported, and one issue that tells it', async () => {
    const town = await atWork();
    await until(town, REMINDER - MINUTE);
    expect(reminders(town)).toEqual([]);
    await until(town, REMINDER);
    expect(reminders(town)).toEqual([expect.stringContaining('your report of Thursday 1 January 2026')]);
    await until(town, CLOSE - MINUTE);
    expect(titles(town)).toEqual([]);
    await until(town, CLOSE);
    expect(titles(town)).toEqual(['open: Daily report: octo/list, Thursday 1 January 2026']);
    expect(ours(town)[0]?.body).toContain('**No report:** apollo');
    await until(town, CLOSE + HOUR);
    expect(ours(town)).toHaveLength(1);
    expect((await day(town))?.record).toMatchObject({
      reported: 0,
      expected: 1,
      silent: ['apollo'],
      open: 1,
    });
  });

  it('reminds nobody who has reported, and tells what they said', async () => {
    const town = await atWork();
    town.clock.advance(HOUR);
    await town.tell(report(town, 'status: ahead\nprogress: the parser works'));
    await until(town, REMINDER);
    expect(reminders(town)).toEqual([]);
    await until(town, CLOSE);
    expect(ours(town)[0]?.body).toContain('the parser works');
    expect((await day(town))?.record).toMatchObject({ reported: 1, expected: 1, silent: [] });
  });

  it('counts all that an agent says, in however many words and comments', async () => {
    const town = await atWork();
    town.clock.advance(HOUR);
    const comment = (id: number, count: number) =>
      said(Array.from({ length: count }, (_, at) => `/tekton report word ${id + at}\ncost: 1`).join('\n'), {
        by: APOLLO,
        commentId: id,
        at: town.clock.now(),
      });
    await town.tell(comment(100, 20), comment(200, 20));
    for (let times = 0; times < 12; times++) {
      town.clock.advance(MINUTE);
      await town.tell(comment(300 + times, 1));
    }
    await until(town, CLOSE);
    expect((await day(town))?.record).toMatchObject({ cost: 52, reported: 1 });
    expect(ours(town)[0]?.body).toContain('word 311');
    expect(ours(town)[0]?.body).toContain('The words of 40 earlier reports are left out');
    const reports = Object.values((await town.workflow()).facts.commands).filter(
      ({ verb }) => verb === 'report',
    );
    expect(reports).toHaveLength(10);
  });

  it('has what is said late added to its issue, and once', async () => {
    const town = await atWork();
    await until(town, CLOSE + HOUR);
    const late = report(town, 'the cache is in place');
    await town.tell(late);
    await town.tell(late);
    await until(town, CLOSE + HOUR + MINUTE);
    expect(ours(town)).toHaveLength(1);
    expect(ours(town)[0]?.body).toContain('the cache is in place');
    expect(town.github.count('updateIssue')).toBe(1);
  });

  it('closes the issue of the day before, and the week comes with its last day', async () => {
    const town = await atWork();
    await until(town, CLOSE);
    await until(town, 24 * HOUR + CLOSE);
    expect(titles(town)).toEqual([
      'closed: Daily report: octo/list, Thursday 1 January 2026',
      'open: Daily report: octo/list, Friday 2 January 2026',
      expect.stringContaining('open: Week'),
    ]);
    expect(ours(town)[2]?.body).toContain('@maria');
  });

  it('is told in one issue though its process ended right after GitHub made it', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    town.clock.advance(CLOSE - REMINDER);
    town.github.fail('createIssue', new Error('the connection broke'), { when: 'after' });
    await town.tick();
    expect(ours(town)).toHaveLength(1);
    await until(town, CLOSE + 10 * MINUTE);
    expect(ours(town)).toHaveLength(1);
    expect((await day(town))?.summary?.number).toBe(ours(town)[0]?.number);
  });

  it('is told by one of two processes that see to it at once', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    town.clock.advance(CLOSE - REMINDER);
    const id = `${REPOSITORY_ID}/2026-01-01`;
    await Promise.all([seeToDay(town.app, id), seeToDay(anotherProcess(town), id)]);
    expect(town.github.count('createIssue')).toBe(1);
  });

  it('waits for GitHub as long as GitHub says', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    town.clock.advance(CLOSE - REMINDER);
    town.github.fail('createIssue', new Unavailable('a limit', town.clock.now() + HOUR));
    await town.tick();
    expect(ours(town)).toEqual([]);
    expect(await day(town)).toMatchObject({ lastError: 'a limit', dueAt: town.clock.now() + HOUR });
    await until(town, CLOSE + HOUR);
    expect(ours(town)).toHaveLength(1);
  });

  it.each([
    ['and looks for no issue, as none was written', false],
    ['and looks for the issue, of which something was written', true],
  ])('that is put off comes back when it was told, %s', async (_, isBegun) => {
    const town = await atWork();
    await until(town, REMINDER);
    town.clock.advance(CLOSE - REMINDER);
    for (let times = 0; times < 8; times++) {
      const retryAt = town.clock.now() + 7_000;
      const when = isBegun ? 'after' : 'before';
      town.github.fail('createIssue', new NotYet({ waitsFor: 'turn', retryAt, isBegun }), { when });
      await town.tick();
      expect(await day(town)).toMatchObject({ dueAt: retryAt, attempts: isBegun ? times + 1 : 0 });
      town.clock.advance(7_000);
    }
    await town.tick();
    expect(ours(town)).toHaveLength(1);
    const looks = town.github.calls
      .filter(({ method }) => method === 'createIssue')
      .map(({ args }) => args[1]);
    expect(looks.at(-1)).toMatchObject({ again: isBegun });
    expect(town.notes.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('of which there is nothing to tell makes no issue, and is kept for the trend', async () => {
    const town = await atWork();
    await town.tell(said('/tekton stop', { at: town.clock.now() }));
    await until(town, CLOSE);
    expect(ours(town)).toHaveLength(1);
    await until(town, 24 * HOUR + CLOSE);
    await until(town, 4 * 24 * HOUR + CLOSE);
    expect(titles(town).filter((title) => title.includes('Daily'))).toHaveLength(1);
    expect((await day(town, '2026-01-05'))?.record?.health.score).toBeGreaterThanOrEqual(0);
  });

  it('is left alone where reports are off, and in a dry run writes nothing', async () => {
    const off = await atWork({ enabled: false });
    await until(off, CLOSE);
    expect(ours(off)).toEqual([]);
    expect(await day(off)).toBeUndefined();

    const dry = situation({ config: { mode: 'dry-run' } });
    await dry.tell(labelled(MARIA));
    await until(dry, CLOSE);
    expect(dry.github.count('createIssue', 'createComment', 'updateIssue', 'closeIssue')).toBe(0);
    expect((await day(dry))?.publishedAt).not.toBeNull();
  });

  it('follows the configuration when that changes its times', async () => {
    const town = await atWork();
    town.clock.advance(MINUTE);
    configure(town.world, { reporting: { daily_report_time: '12:00', reminder_time: '11:00' } });
    await town.tell(configurationPushed(sha(9), town.clock.now()));
    await until(town, 12 * HOUR);
    expect(ours(town)).toHaveLength(1);
  });
});

describe('a hub', () => {
  it('tells the day of all projects of its installation, a while after its own', async () => {
    const town = await atWork({ hub: 'list' });
    await until(town, CLOSE);
    expect(ours(town)).toHaveLength(1);
    await until(town, CLOSE + 10 * MINUTE);
    expect(ours(town)).toHaveLength(2);
    expect(ours(town)[1]?.body).toContain('octo/list');
    await until(town, CLOSE + 2 * HOUR);
    expect(ours(town)).toHaveLength(2);
  });
});

describe('a pause of the whole project', () => {
  it('stops the work on every issue, and lets it go on when it is lifted', async () => {
    const town = situation();
    town.world.permissions.set(MARIA.login, 'maintain');
    await town.tell(said('/tekton pause release freeze', { at: town.clock.now() }));
    town.clock.advance(MINUTE);
    await town.tell(labelled(MARIA, { at: town.clock.now() }));
    await until(town, 2 * MINUTE);
    expect(town.github.count('createBranch')).toBe(0);
    expect(town.world.comments.at(-1)?.body).toContain('release freeze');
    await town.tell(said('/tekton resume', { at: town.clock.now() }));
    await until(town, 4 * MINUTE);
    expect(town.github.count('createBranch')).toBe(1);
  });

  it('is not lifted by an older word that comes late', async () => {
    const town = situation();
    town.world.permissions.set(MARIA.login, 'maintain');
    town.clock.advance(HOUR);
    await town.tell(said('/tekton pause', { at: NOW + HOUR }));
    await town.tell(said('/tekton resume', { at: NOW + MINUTE }));
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value.pause?.on).toBe(true);
  });
});
