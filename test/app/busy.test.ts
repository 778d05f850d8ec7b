import { describe, expect, it } from '@jest/globals';
import { MINUTE, sha } from '../contract/samples.js';
import { BRANCH, MARIA, PAUL, TINA } from './names.js';
import { checked, labelled, pushed, reviewed, said } from './news.js';
import { situation, type Situation } from './situation.js';

/** 15 pushes, each with 20 jobs that pass, each job in a workflow of its own. */
async function busyCi({ tell, clock, world }: Situation): Promise<string> {
  let id = 50_000_000_000;
  for (let push = 0; push < 15; push += 1) {
    clock.advance(10 * MINUTE);
    const commit = sha(20 + push);
    world.branches.set(BRANCH, commit);
    await tell(pushed(commit, clock.now()));
    const jobs = Array.from({ length: 20 }, (_, job) => {
      const suite = (id += 1);
      const at = clock.now();
      const name = `build / test (ubuntu-latest, node 20, shard ${job})`;
      return [
        checked(commit, { key: `run:${suite}:${name}`, name, id, suite, at }),
        checked(commit, { key: `suite:${suite}`, name: 'GitHub Actions', id: suite, suite, at }),
      ];
    });
    await tell(...jobs.flat());
  }
  return sha(34);
}

describe('a workflow with a busy CI', () => {
  it('hears commands and reviews as ever', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    const head = await busyCi(town);
    const pullRequest = [...town.world.pullRequests.values()].at(-1)?.pullRequest;
    town.clock.advance(MINUTE);
    const at = town.clock.now();
    await town.tell(said('/tekton hold', { by: PAUL, at }));
    await town.tell(reviewed(PAUL, { pullRequestNumber: pullRequest?.number ?? 0, sha: head, at }));
    const { facts } = await town.workflow();
    expect(Object.values(facts.commands).map(({ verb }) => verb)).toEqual(['start', 'hold']);
    expect(Object.keys(facts.reviews[String(pullRequest?.number)] ?? {})).toEqual([PAUL.login]);
    expect(facts.turnedAway).toBeNull();
    expect(JSON.stringify(facts).length).toBeLessThan(120_000);
  });
});

describe('whoever is turned away', () => {
  it('is told of once, however few the commands are', async () => {
    const town = situation({ config: { limits: { comments_per_hour: 200 } } });
    await town.tell(labelled(MARIA));
    const shout = () => said(`/tekton escalate ${'x'.repeat(500)}`, { by: TINA, at: town.clock.now() });
    for (let index = 0; index < 80; index += 1) {
      await town.tell(shout());
      town.clock.advance(MINUTE);
    }
    const { facts } = await town.workflow();
    expect(Object.keys(facts.commands).length).toBeLessThan(80);
    expect(facts.turnedAway).toBe('strangers');
    const told = town.world.comments.filter(({ body }) => body.includes('from those who may not write'));
    expect(told).toHaveLength(1);
  });
});
