import { describe, expect, it } from '@jest/globals';
import { MINUTE, NOW, sha } from '../../contract/samples.js';
import { BRANCH, MARIA, REPOSITORY_ID } from '../names.js';
import { configurationPushed, labelled, pullRequestChanged, pushed, said } from '../news.js';
import { configure, situation, type Situation } from '../situation.js';
import { beginWork, CLOSE, day, FRIDAY, HOUR, ours, REMINDER, report, until } from './town.js';

async function atWork(): Promise<Situation> {
  const town = situation();
  town.world.permissions.set(MARIA.login, 'maintain');
  await until(town, 8 * HOUR);
  await beginWork(town);
  return town;
}

const told = async (town: Situation, words: string) => {
  await town.tell(said(words, { at: town.clock.now() }));
  town.clock.advance(MINUTE);
};

describe('a report', () => {
  it('that comes while the day is being posted is not lost', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    town.github.once('createIssue', () => town.tell(report(town, 'just in time')));
    await until(town, CLOSE);
    await until(town, CLOSE + 10 * MINUTE);
    expect(ours(town)).toHaveLength(1);
    expect(ours(town)[0]?.body).toContain('just in time');
  });

  it('that comes between a try that was cut off and the next is in the issue that the first made', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    town.github.fail('createIssue', new Error('the connection broke'), { when: 'after' });
    town.clock.advance(CLOSE - REMINDER);
    await town.tick();
    await town.tell(report(town, 'in between'));
    await until(town, CLOSE + 10 * MINUTE);
    expect(ours(town)).toHaveLength(1);
    expect(ours(town)[0]?.body).toContain('in between');
  });

  it('of the first evening belongs to the first day that is told', async () => {
    const town = situation();
    await until(town, 19 * HOUR);
    await beginWork(town);
    await until(town, 20 * HOUR);
    await town.tell(report(town, 'the first words'));
    await until(town, FRIDAY + CLOSE);
    expect(ours(town)[0]?.body).toContain('the first words');
  });

  it('that was late for one day is none of the next', async () => {
    const town = await atWork();
    await until(town, CLOSE + HOUR);
    await town.tell(report(town, 'late'));
    await town.tell(pushed(sha(4), town.clock.now(), BRANCH));
    await until(town, FRIDAY + REMINDER);
    const reminders = town.world.comments.filter(({ marker }) => marker.includes('%2F1%2F2026-01-02'));
    expect(reminders).toHaveLength(1);
  });
});

describe('a day', () => {
  it.each([
    ['the App was suspended', 'suspended', 'unsuspended'],
    ['the repository was archived', 'archived', 'back'],
  ])('whose time fell in an hour when %s is told when that is over', async (_, away, back) => {
    const town = await atWork();
    await until(town, REMINDER - MINUTE);
    const change = async (what: string) => {
      const at = town.clock.now();
      const account = { login: 'octo', id: 5, type: 'Organization' };
      const where = { installationId: 1, seenAt: at, at };
      if (what === 'suspended' || what === 'unsuspended')
        await town.tell({ kind: 'installation-changed', ...where, account, change: what, repositories: [] });
      else {
        const repository = { ...town.world.repository, archived: what === 'archived' };
        await town.tell({
          kind: 'repository-changed',
          ...where,
          repositoryId: REPOSITORY_ID,
          repository,
          removed: false,
        });
      }
    };
    await change(away);
    await until(town, CLOSE + 10 * MINUTE);
    expect(ours(town)).toEqual([]);
    await change(back);
    await until(town, CLOSE + 2 * HOUR);
    expect(ours(town).map(({ title }) => title)).toEqual([
      'Daily report: octo/list, Thursday 1 January 2026',
    ]);
  });

  it('that was cut off right after its issue was made has one issue, though the App was suspended in between', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    town.github.fail('createIssue', new Error('the connection broke'), { when: 'after' });
    town.clock.advance(CLOSE - REMINDER);
    await town.tick();
    const account = { login: 'octo', id: 5, type: 'Organization' };
    for (const change of ['suspended', 'unsuspended'] as const) {
      const at = town.clock.now();
      const where = { installationId: 1, seenAt: at, at, account, repositories: [] };
      await town.tell({ kind: 'installation-changed', ...where, change });
      await until(town, at - NOW + HOUR);
    }
    await until(town, CLOSE + 4 * HOUR);
    expect(ours(town)).toHaveLength(1);
    expect((await day(town))?.summary?.number).toBe(ours(town)[0]?.number);
  });

  it('is told with what merged shortly before its close, though that was heard of later', async () => {
    const town = await atWork();
    await until(town, CLOSE + MINUTE);
    const at = town.clock.now();
    const merged = { state: 'closed', mergedAt: at - 2 * MINUTE, mergedBy: 'maria' } as const;
    const head = { ref: BRANCH, sha: sha(3), repositoryId: REPOSITORY_ID };
    await town.tell(pullRequestChanged({ ...merged, head }, at));
    await until(town, CLOSE + 10 * MINUTE);
    expect((await day(town))?.record?.merged).toBe(1);
    expect(ours(town)[0]?.body).toContain('1 merged');
  });

  it('of which the configuration makes a holiday is told with the next', async () => {
    const town = await atWork();
    town.clock.advance(HOUR);
    configure(town.world, { reporting: { holidays: ['2026-01-01'] } });
    await town.tell(configurationPushed(sha(9), town.clock.now()));
    await until(town, FRIDAY - MINUTE);
    expect(ours(town)).toEqual([]);
    await until(town, FRIDAY + CLOSE);
    expect((await day(town, '2026-01-02'))?.since).toBe(NOW + 8 * HOUR);
  });

  it('after days of silence of our own begins where the last told one ended', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    await until(town, 4 * 24 * HOUR + 9 * HOUR);
    await until(town, 4 * 24 * HOUR + CLOSE);
    expect((await day(town, '2026-01-05'))?.since).toBe(NOW + CLOSE);
  });
});

describe('a pause', () => {
  it('of many on one issue leaves it at rest', async () => {
    const town = await atWork();
    for (let times = 0; times < 16; times++) {
      await told(town, '/tekton pause');
      await told(town, '/tekton resume');
    }
    await until(town, 12 * HOUR);
    town.store.calls.length = 0;
    town.clock.advance(MINUTE);
    await town.tick();
    expect(town.store.count('saveProject')).toBe(0);
    expect(town.notes.filter(({ message }) => message.includes('does not come to rest'))).toEqual([]);
  });

  it('that was refused is not done when the configuration would allow it later', async () => {
    const town = situation({ config: { commands: { permissions: { pause: 'admin' } } } });
    town.world.permissions.set(MARIA.login, 'maintain');
    await told(town, '/tekton pause');
    configure(town.world, {});
    await town.tell(configurationPushed(sha(9), town.clock.now()));
    await until(town, HOUR);
    await told(town, '/tekton status');
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value.pause ?? null).toBeNull();
  });

  it('takes the work from nobody when it ends', async () => {
    const town = situation();
    town.world.permissions.set(MARIA.login, 'maintain');
    await town.tell(labelled(MARIA));
    await until(town, 2.5 * HOUR);
    await told(town, '/tekton pause');
    await until(town, 14 * HOUR);
    await told(town, '/tekton resume');
    await until(town, 14.5 * HOUR);
    const turns = Object.values((await town.workflow()).facts.assignments);
    expect(turns.map(({ agent }) => agent)).toEqual(['apollo']);
  });

  it('and its end in one comment leave the project at work', async () => {
    const town = await atWork();
    await told(town, '/tekton pause\n/tekton resume');
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value.pause?.on).toBe(false);
  });

  it('asks nobody for a report, and counts nobody as silent', async () => {
    const town = await atWork();
    await told(town, '/tekton pause');
    await until(town, CLOSE);
    expect(town.world.comments.filter(({ marker }) => marker.includes('report%2F'))).toEqual([]);
    expect((await day(town))?.record).toMatchObject({ expected: 0, silent: [], needs: [] });
  });
});
