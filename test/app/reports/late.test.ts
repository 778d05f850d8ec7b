import { describe, expect, it } from '@jest/globals';
import { seeToDay } from '../../../src/app/reports/see-to-day.js';
import { bytesOf } from '../../../src/domain/cut.js';
import { workflowId } from '../../../src/domain/workflow/workflow.js';
import { MINUTE, NOW, sampleIssue, sha } from '../../contract/samples.js';
import { APOLLO, BRANCH, MARIA, REPOSITORY_ID } from '../names.js';
import { pullRequestChanged, pushed, said } from '../news.js';
import { situation, type Situation } from '../situation.js';
import { beginWork, CLOSE, day, FRIDAY, HOUR, ours, REMINDER, report, until } from './town.js';

async function atWork(): Promise<Situation> {
  const town = situation();
  await until(town, 8 * HOUR);
  await beginWork(town);
  return town;
}

const bodyOf = (town: Situation) => ours(town)[0]?.body ?? '';
const HEAD = { ref: BRANCH, sha: sha(3), repositoryId: REPOSITORY_ID };

async function merge(town: Situation, at: number): Promise<void> {
  await town.tell(
    pullRequestChanged({ state: 'closed', mergedAt: at, mergedBy: 'maria', head: HEAD }, town.clock.now()),
  );
}

describe('what comes after the close of a day', () => {
  it('is added, and the work is told as it stood at the close', async () => {
    const town = await atWork();
    await until(town, REMINDER);
    await until(town, CLOSE);
    const before = bodyOf(town).split('\n');
    const record = (await day(town))?.record;
    await until(town, CLOSE + HOUR);
    await town.tell(pushed(sha(4), town.clock.now(), BRANCH), said('/tekton hold', { at: town.clock.now() }));
    await until(town, CLOSE + 2 * HOUR);
    await town.tell(report(town, 'the cache is in place\ncost: 2'));
    await until(town, CLOSE + 2 * HOUR + MINUTE);
    const after = bodyOf(town).split('\n');
    expect(after.filter((line) => !before.includes(line))).toEqual([
      '  - Late, at 20:00',
      '    - Done: the cache is in place',
      '    - Spent: 2.00 US dollars',
      expect.stringContaining('**No report:** apollo (late).'),
      '**Cost, as far as agents told it:** 2.00 US dollars.',
    ]);
    expect(before.filter((line) => !after.includes(line) && !line.startsWith('**No report:**'))).toEqual([]);
    expect((await day(town))?.record).toEqual({ ...record, cost: 2 });
  });

  it('is told alike, in whatever order it is heard', async () => {
    const bodies: string[] = [];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const town = await atWork();
      const words = [17.9, 18.5, 19].map((hour, index) =>
        said(`/tekton report word ${index}\ncost: 1`, {
          by: APOLLO,
          commentId: 900 + index,
          at: NOW + hour * HOUR,
        }),
      );
      await until(town, CLOSE + 2 * HOUR);
      for (const index of order) {
        const word = words[index];
        if (word !== undefined) await town.tell(word);
        await until(town, town.clock.now() - NOW + 5 * MINUTE);
      }
      bodies.push(bodyOf(town));
    }
    expect(bodies[0]).toContain('word 0');
    expect(bodies[0]).toContain('3.00 US dollars');
    expect(new Set(bodies).size).toBe(1);
  });

  it('leaves ticked what a person has ticked', async () => {
    const town = await atWork();
    await town.tell(said('/tekton hold the release comes first', { by: MARIA, at: town.clock.now() }));
    await until(town, CLOSE);
    const [issue] = ours(town);
    expect(issue?.body).toContain('- [ ] #7');
    if (issue !== undefined)
      town.world.issues.set(issue.number, {
        issue: { ...issue, body: issue.body.replace('- [ ] #7', '- [x] #7') },
        updatedAt: town.clock.now(),
      });
    await town.tell(report(town, 'late'));
    await until(town, CLOSE + 10 * MINUTE);
    expect(bodyOf(town)).toContain('late');
    expect(bodyOf(town)).toContain('- [x] #7');
  });

  it('shows what ended before the close as ended, and no longer as open', async () => {
    const town = await atWork();
    await until(town, CLOSE + MINUTE);
    expect(bodyOf(town)).toContain('1 moved');
    await merge(town, NOW + CLOSE - MINUTE);
    await until(town, CLOSE + 10 * MINUTE);
    expect(bodyOf(town)).toContain('1 merged, 0 moved');
    expect((await day(town))?.record).toMatchObject({ merged: 1, moved: 0, open: 0 });
  });

  it('counts for the day, and leaves its issue alone once a later day was told', async () => {
    const town = await atWork();
    await until(town, CLOSE);
    await until(town, FRIDAY + CLOSE);
    const before = bodyOf(town);
    expect(ours(town)).toHaveLength(3);
    await merge(town, NOW + CLOSE - MINUTE);
    await until(town, FRIDAY + CLOSE + 10 * MINUTE);
    expect((await day(town))?.record).toMatchObject({ merged: 1, moved: 1 });
    expect((await day(town))?.dueAt).toBeNull();
    expect(bodyOf(town)).toBe(before);
  });

  it('needs little room to be added to, however much is under way', async () => {
    const town = await atWork();
    const workflow = await town.workflow();
    const title = '\u{1F600}'.repeat(128);
    for (let number = 100; number < 1_100; number++) {
      const agent = `agent-${number}`.padEnd(39, '-long');
      const issue = workflow.facts.issue && {
        ...workflow.facts.issue,
        value: { ...sampleIssue(), number, title },
      };
      const turns = Object.entries(workflow.facts.assignments);
      const assignments = Object.fromEntries(turns.map(([id, turn]) => [id, { ...turn, agent }]));
      const facts = { ...workflow.facts, issue, assignments };
      const id = workflowId(REPOSITORY_ID, number);
      await town.app.store.saveWorkflow({ ...workflow, id, issueNumber: number, facts, dueAt: null }, 0);
    }
    town.clock.advance(CLOSE - 8 * HOUR);
    await seeToDay(town.app, `${REPOSITORY_ID}/2026-01-01`);
    const closing = (await town.app.store.getClosing(REPOSITORY_ID))?.value;
    expect(closing?.atWork.others).toHaveLength(1_001);
    expect(closing?.moved.shown.length).toBeGreaterThan(20);
    expect((await day(town))?.record?.open).toBe(1_001);
    expect(bytesOf(JSON.stringify(closing))).toBeLessThan(150_000);
  }, 60_000);
});
