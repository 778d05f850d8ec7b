import { describe, expect, it } from '@jest/globals';
import { takeOver } from '../../../src/app/inbox/take-over.js';
import { Unavailable } from '../../../src/app/ports/github.js';
import { MARIA } from '../names.js';
import { labelled } from '../news.js';
import { situation, type Situation } from '../situation.js';

const dueAt = async ({ store }: Situation, id: string) => (await store.port.getDelivery(id))?.value.dueAt;

describe('taking over what an earlier process left', () => {
  it('frees a delivery and a workflow that were in hand, so that they go on at once', async () => {
    const town = situation();
    await town.deliver('d-1', labelled(MARIA));
    const held = town.github.hold('createBranch');
    void town.workOff('d-1'); // and it never comes back
    await held.arrived;
    expect((await town.workflow()).lease).not.toBeNull();
    expect(await town.tick()).toBe(0);

    expect(await takeOver(town.app)).toBe(2);
    expect((await town.workflow()).lease).toBeNull();
    expect(await town.tick()).toBe(2);
    expect(await town.workflow()).toMatchObject({ lease: null, outbox: {} });
    expect(town.comments()).toEqual(['hand-over', 'status']);
    expect(town.notes).toContainEqual({
      level: 'info',
      message: 'goes on with what the last process had in hand',
      fields: { deliveries: 1, workflows: 1 },
    });
  });

  it('wakes the worker for what was stored and not begun', async () => {
    const town = situation();
    await town.deliver('d-1', labelled(MARIA));
    town.woken.length = 0;
    expect(await takeOver(town.app)).toBe(0);
    expect(town.woken).toEqual(['d-1']);
    await town.workOff('d-1');
    expect(town.comments()).toEqual(['hand-over', 'status']);
  });

  it('leaves a delivery that waits for its next try, and an effect that does, to their time', async () => {
    const town = situation();
    town.github.fail('createBranch', new Unavailable('down', null));
    await town.tell(labelled(MARIA));
    await town.deliver('d-1', labelled(MARIA));
    town.store.fail('getProject', new Error('odd'));
    await town.workOff('d-1');
    const [delivery, workflow] = [await dueAt(town, 'd-1'), await town.workflow()];
    expect(await takeOver(town.app)).toBe(0);
    expect(await dueAt(town, 'd-1')).toBe(delivery);
    expect(await town.workflow()).toEqual(workflow);
  });
});
