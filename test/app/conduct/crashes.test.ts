import { describe, expect, it } from '@jest/globals';
import { lookAgain } from '../../../src/app/projects/look-again.js';
import { MINUTE } from '../../contract/samples.js';
import { BRANCH, MARIA } from '../names.js';
import { labelled } from '../news.js';
import { anotherProcess, situation, type Situation } from '../situation.js';

const crash = new Error('the process was killed');

/** The calls of a method that were made so far with `again: true`. */
function looks({ github }: Situation, method: string): number {
  return github.calls.filter(
    ({ method: called, args }) => called === method && JSON.stringify(args).includes('"again":true'),
  ).length;
}

function saves({ store }: Situation): number {
  return store.count('saveWorkflow');
}

/** How many saves a start takes when nothing goes wrong. */
async function savesOfAStart(): Promise<number> {
  const undisturbed = situation();
  await undisturbed.tell(labelled(MARIA));
  return saves(undisturbed);
}

describe('a process that is killed', () => {
  // Before: between deciding or performing and the save. After: between the save and what it lets perform.
  it.each(['before', 'after'] as const)(
    '%s any one save: another does all that is left, and nothing twice',
    async (when) => {
      for (let nth = 1; nth <= (await savesOfAStart()); nth++) {
        const town = situation();
        const { store, github, world, tell, tick, clock, workflow, comments } = town;
        store.before('saveWorkflow', () => {
          if (saves(town) === nth) store.fail('saveWorkflow', crash, { when });
        });
        await expect(tell(labelled(MARIA))).rejects.toThrow(crash.message);

        // The inbox brings the delivery again, while the lease may still be held; the tick comes when it is over.
        const other = anotherProcess(town);
        await tell(labelled(MARIA));
        clock.advance(MINUTE + 1);
        await lookAgain(other, 'wf-100-7');

        expect(comments().sort()).toEqual(['hand-over', 'status']);
        expect([...world.branches.keys()]).toEqual(['main', BRANCH]);
        expect(await workflow()).toMatchObject({ outbox: {}, lease: null, status: 'active' });
        expect(await tick()).toBe(0);
        const leases = await store.port.getLeases(1, ['apollo', 'athena'], clock.now());
        expect([...(leases['apollo'] ?? []), ...(leases['athena'] ?? [])]).toHaveLength(1);
        expect(github.count('createBranch', 'createComment')).toBeLessThanOrEqual(4);
      }
    },
  );

  it('after performing: the next one looks before it creates', async () => {
    const town = situation();
    const { store, github, tell, clock, world } = town;
    github.once('createBranch', () => {
      store.fail('saveWorkflow', crash);
    });
    await expect(tell(labelled(MARIA))).rejects.toThrow(crash.message);
    expect(world.branches.has(BRANCH)).toBe(true);
    clock.advance(MINUTE + 1);
    await lookAgain(anotherProcess(town), 'wf-100-7');
    expect(looks(town, 'createBranch')).toBe(1);
    expect(world.branches.get(BRANCH)).toBe(world.branches.get('main'));
  });

  it('while it holds the lease: others bring their news, and perform nothing before it is over', async () => {
    const town = situation();
    const { store, github, tell, clock, workflow } = town;
    github.once('createBranch', () => {
      store.fail('saveWorkflow', crash);
    });
    await expect(tell(labelled(MARIA))).rejects.toThrow(crash.message);
    const calls = github.count('createBranch', 'createComment');
    await tell(labelled(MARIA, { label: 'bug' }));
    await lookAgain(anotherProcess(town), 'wf-100-7');
    expect(github.count('createBranch', 'createComment')).toBe(calls);
    expect((await workflow()).dueAt).toBe(clock.now() + MINUTE);
  });

  it('while it writes the history: what it did is done again, by looking, and not lost', async () => {
    const town = situation();
    const { store, tell, clock, comments, workflow } = town;
    store.fail('appendAudit', crash);
    await expect(tell(labelled(MARIA))).rejects.toThrow(crash.message);
    clock.advance(MINUTE + 1);
    await lookAgain(anotherProcess(town), 'wf-100-7');
    expect(comments()).toEqual(['hand-over', 'status']);
    expect((await workflow()).outbox).toEqual({});
  });
});
