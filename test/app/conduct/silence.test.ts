import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '../../../src/app/ports/github.js';
import { LOOK_AFTER } from '../../../src/domain/workflow/wanted/look.js';
import { MINUTE, NOW } from '../../contract/samples.js';
import { APOLLO, BRANCH, MARIA } from '../names.js';
import { labelled, said } from '../news.js';
import { situation, type Situation } from '../situation.js';

const HOUR = 60 * MINUTE;

/** The clock goes on by quarters of an hour, and tick runs each time, as it would. */
async function pass({ clock, tick }: Situation, length: number): Promise<void> {
  for (let passed = 0; passed < length; passed += 15 * MINUTE) {
    clock.advance(15 * MINUTE);
    await tick();
  }
}

const turns = async ({ workflow }: Situation) =>
  Object.values((await workflow()).facts.assignments).map(({ agent, epoch }) => `${epoch} ${agent}`);

describe('an agent that falls silent', () => {
  it('is asked, and then the next one goes on with its branch, with nothing told in between', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    expect((await town.workflow()).dueAt).toBe(NOW + LOOK_AFTER);

    await pass(town, 2 * HOUR);
    expect(town.comments()).toEqual(['hand-over', 'status', 'notice']);
    expect(await turns(town)).toEqual(['1 apollo']);

    await pass(town, 6 * HOUR);
    expect(await turns(town)).toEqual(['1 apollo', '2 athena']);
    const second = (await town.workflow()).facts.assignments['wf-100-7/2'];
    expect(second).toMatchObject({ agent: 'athena', branch: BRANCH });
    expect(await town.store.port.getLeases(1, ['apollo', 'athena'], town.clock.now())).toMatchObject({
      apollo: [],
      athena: [{ assignmentId: 'wf-100-7/2' }],
    });
    expect(town.world.comments.at(-1)?.body).toContain('apollo had the issue before');
  });

  it('keeps its turn as long as it says something now and then', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    for (let hours = 0; hours < 24; hours += 3) {
      await pass(town, 3 * HOUR);
      await town.tell(
        said('Still at it: the cache is larger than I thought.', { by: APOLLO, at: town.clock.now() }),
      );
    }
    expect(await turns(town)).toEqual(['1 apollo']);
  });

  it('is not given up while the question cannot reach it', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    town.github.fail('createComment', new Unavailable('GitHub answered 502', null), { times: 1000 });
    await pass(town, 24 * HOUR);
    expect(await turns(town)).toEqual(['1 apollo']);
  });

  it('is followed by nobody when there is nobody, until somebody is free', async () => {
    const town = situation();
    const key = { installationId: 1, agent: 'athena' };
    const lease = { assignmentId: 'wf-9-9/1', workflowId: 'wf-9-9', until: NOW + 100 * HOUR };
    await town.store.port.reserve(key, lease, 1, NOW);
    await town.tell(labelled(MARIA));
    await pass(town, 9 * HOUR);
    expect(await turns(town)).toEqual(['1 apollo']);
    expect(town.world.comments.at(-1)?.body).toContain('no agent is free');

    await town.store.port.release(key, 'wf-9-9/1');
    await pass(town, 15 * MINUTE);
    expect(await turns(town)).toEqual(['1 apollo', '2 athena']);
  });
});
