import { describe, expect, it } from '@jest/globals';
import { sha } from '../../contract/samples.js';
import { BRANCH, PAUL, REPOSITORY_ID } from '../names.js';
import { pullRequestChanged, said } from '../news.js';
import { situation, type Situation } from '../situation.js';
import { beginWork, CLOSE, day, HOUR, ours, report, until } from './town.js';

const ATHENA = { login: 'athena-ci', id: 21, type: 'User' } as const;

/** Work that was merged in the afternoon. */
async function finished(): Promise<Situation> {
  const town = situation();
  await until(town, 8 * HOUR);
  await beginWork(town);
  await until(town, 15 * HOUR);
  const at = town.clock.now();
  const head = { ref: BRANCH, sha: sha(3), repositoryId: REPOSITORY_ID };
  await town.tell(pullRequestChanged({ state: 'closed', mergedAt: at, mergedBy: 'maria', head }, at));
  expect((await town.workflow()).status).toBe('complete');
  await until(town, 16 * HOUR);
  return town;
}

describe('the report of a day', () => {
  it('may be given by an agent that finished its work in it', async () => {
    const town = await finished();
    await town.tell(report(town, 'the parser is merged\ncost: 2'));
    await until(town, CLOSE);
    expect(ours(town)[0]?.body).toContain('- Done: the parser is merged');
    expect((await day(town))?.record).toMatchObject({ merged: 1, cost: 2, reported: 0, expected: 0 });
  });

  it.each([
    [PAUL, 'no agent is at work on this issue for whom you could report.'],
    [ATHENA, '`/tekton report` is for an agent that has or had this issue, and you have not.'],
  ])('is not taken of another after that, who is told why', async (by, why) => {
    const town = await finished();
    await town.tell(said('/tekton report all is well', { by, at: town.clock.now() }));
    expect(town.world.comments.at(-1)?.body).toContain(`@${by.login}: ${why}`);
    await until(town, CLOSE);
    expect(ours(town)[0]?.body).not.toContain('all is well');
  });
});
