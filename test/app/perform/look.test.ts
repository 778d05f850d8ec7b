import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../../src/app/ports/github.js';
import { LOOK_AFTER } from '../../../src/domain/workflow/wanted/look.js';
import { MINUTE, NOW, sampleIssue, sha } from '../../contract/samples.js';
import { APOLLO, BRANCH, MARIA, STRANGER } from '../names.js';
import { checked, labelled, pushed, said, sampleCheck } from '../news.js';
import { situation, type Situation } from '../situation.js';

/** Nothing is told any more; time goes on until the next look, and what it found is worked off. */
async function later(town: Situation, length = LOOK_AFTER): Promise<void> {
  town.clock.advance(length);
  await town.tick();
  for (const { what, id } of await town.store.port.listWaiting(10))
    if (what === 'delivery') await town.workOff(id);
}

async function underWay(): Promise<Situation> {
  const town = situation();
  await town.tell(labelled(MARIA));
  town.clock.advance(MINUTE);
  return town;
}

const looks = ({ github }: Situation) => github.count('readPullRequestsFrom');

describe('a look at a workflow', () => {
  it('comes an hour after the last, finds the commit and the checks that no webhook told of, and goes on', async () => {
    const town = await underWay();
    town.world.branches.set(BRANCH, sha(2));
    town.world.reported.set(sha(2), [sampleCheck({ name: 'test', conclusion: 'success', at: NOW })]);
    await later(town, LOOK_AFTER - 2 * MINUTE);
    expect(looks(town)).toBe(0);
    await later(town, MINUTE);
    expect(looks(town)).toBe(1);
    expect([...town.world.pullRequests.values()].map(({ pullRequest }) => pullRequest.head.sha)).toEqual([
      sha(2),
    ]);
    await later(town, MINUTE);
    expect(looks(town)).toBe(1);
    await later(town);
    expect(looks(town)).toBe(2);
  });

  it('finds a command and the agent’s word that were never heard, and takes them as if they came now', async () => {
    const town = await underWay();
    const at = town.clock.now();
    town.world.written.push(
      said('/tekton hold wait', { by: MARIA, at, commentId: 800 }),
      said('Nearly there.', { by: APOLLO, at: at + 1, commentId: 801 }),
      said('Nice weather.', { by: STRANGER, at: at + 2, commentId: 802 }),
    );
    await later(town);
    const { facts } = await town.workflow();
    expect(Object.values(facts.commands).map(({ verb }) => verb)).toEqual(['start', 'hold']);
    expect(facts.heard['wf-100-7/1']).toMatchObject({ progressAt: at + 1 });
    await later(town);
    expect(town.store.count('addDelivery')).toBe(2);
  });

  it('finds that the issue was closed, and then comes no more', async () => {
    const town = await underWay();
    town.world.issues.set(7, { issue: sampleIssue({ state: 'closed' }), updatedAt: town.clock.now() });
    await later(town);
    expect((await town.workflow()).status).toBe('cancelled');
    expect((await town.workflow()).dueAt).toBeNull();
  });

  it('finds that the issue was deleted', async () => {
    const town = await underWay();
    town.world.issues.delete(7);
    await later(town);
    expect((await town.workflow()).status).toBe('cancelled');
  });

  it('waits while few of the hour’s requests are left, unless somebody asked for it', async () => {
    const town = await underWay();
    town.world.scarceUntil = NOW + 3 * LOOK_AFTER;
    await later(town);
    expect(looks(town)).toBe(0);
    await town.tell(said('/tekton refresh', { by: MARIA, at: town.clock.now() }));
    expect(looks(town)).toBe(1);
    await later(town);
    expect(looks(town)).toBe(1);
    await later(town, 2 * LOOK_AFTER);
    expect(looks(town)).toBe(2);
  });

  it('answers any number of requests with one look each, and comes to rest', async () => {
    const town = await underWay();
    for (let request = 1; request <= 20; request++) {
      town.clock.advance(MINUTE);
      await town.tell(said('/tekton refresh', { by: MARIA, at: town.clock.now(), commentId: 900 + request }));
      expect(looks(town)).toBe(request);
    }
    expect((await town.workflow()).outbox).toEqual({});
  });

  it('goes on with the rest when it may not read one thing', async () => {
    const town = await underWay();
    town.github.fail('readIssue', new Refusal('forbidden', 'Resource not accessible by integration'));
    town.world.branches.set(BRANCH, sha(2));
    await later(town);
    expect((await town.workflow()).facts.branches[BRANCH]?.head.value.sha).toBe(sha(2));
  });

  it('is no sign of life of the agent', async () => {
    const town = await underWay();
    await town.tell(
      pushed(sha(2), town.clock.now()),
      checked(sha(2), { conclusion: 'failure', at: town.clock.now() }),
    );
    const told = town.clock.now();
    for (let hours = 0; hours < 12; hours++) await later(town);
    expect(town.clock.now() - told).toBe(12 * LOOK_AFTER);
    expect(Object.values((await town.workflow()).facts.assignments).map(({ agent }) => agent)).toEqual([
      'apollo',
      'athena',
    ]);
  });
});
