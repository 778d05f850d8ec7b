import { describe, expect, it } from '@jest/globals';
import { backlog } from '../../src/app/health.js';
import { Unavailable } from '../../src/app/ports/github.js';
import { MINUTE, NOW, sampleDelivery } from '../contract/samples.js';
import { MARIA } from './names.js';
import { labelled } from './news.js';
import { situation } from './situation.js';

const at = (time: number) => new Date(time).toISOString();

describe('what waits', () => {
  it('is nothing at first', async () => {
    expect(await backlog(situation().store.port)).toEqual({
      inbox: { waiting: 0, inHand: 0, retrying: 0, nextTryAt: null, dead: 0 },
      effects: { waiting: 0, nextTryAt: null },
    });
  });

  it('is told apart: new, in hand, to be tried again, given up, and effects', async () => {
    const town = situation();
    const { port } = town.store;
    town.github.fail('createBranch', new Unavailable('down', NOW + 5 * MINUTE));
    await town.tell(labelled(MARIA));
    await town.deliver('new');
    await port.addDelivery(
      sampleDelivery({ id: 'failed', attempts: 2, lastError: 'odd', dueAt: NOW + MINUTE }),
    );
    await port.addDelivery(sampleDelivery({ id: 'dead', state: 'dead', dueAt: null }));
    await town.deliver('held', labelled(MARIA));
    const held = town.store.hold('getWorkflow');
    const working = town.workOff('held');
    await held.arrived;
    expect(await backlog(port)).toEqual({
      inbox: { waiting: 1, inHand: 1, retrying: 1, nextTryAt: at(NOW + MINUTE), dead: 1 },
      effects: { waiting: 1, nextTryAt: at(NOW + 5 * MINUTE) },
    });
    held.letGo();
    await working;
  });

  it('is counted up to a hundred, and no more is read', async () => {
    const town = situation();
    for (let count = 0; count < 150; count += 1) {
      await town.store.port.addDelivery(sampleDelivery({ id: `new-${count}` }));
      await town.store.port.addDelivery(sampleDelivery({ id: `dead-${count}`, state: 'dead', dueAt: null }));
    }
    expect((await backlog(town.store.port)).inbox).toMatchObject({
      waiting: '>100',
      retrying: '>0',
      dead: '>100',
    });
    expect(town.store.count('getDelivery')).toBe(100);
  });
});
