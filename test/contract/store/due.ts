import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Store } from '../../../src/app/ports/store.js';
import { MINUTE, NOW, sampleDay, sampleDelivery, sampleWorkflow } from '../samples.js';
import { eventually, upTo, type OpenStore } from './opened.js';

export function describeDue(open: OpenStore): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    await store.close();
  });

  const expectDue = (now: number, expected: string[]): Promise<void> =>
    eventually(async () => {
      const due = await store.listDue(now, 100);
      expect(due.map(({ what, id, dueAt }) => `${what} ${id} at ${dueAt - NOW}`)).toEqual(expected);
    });

  it('lists deliveries and workflows that are due, the most overdue first', async () => {
    await store.addDelivery(sampleDelivery({ id: 'd2', dueAt: NOW + 2 }));
    await store.saveWorkflow(sampleWorkflow({ issueNumber: 1, dueAt: NOW + 1 }), 0);
    await store.saveWorkflow(sampleWorkflow({ issueNumber: 3, dueAt: NOW + 3 }), 0);
    await store.addDelivery(sampleDelivery({ id: 'd0', dueAt: NOW - 5 }));
    await expectDue(NOW + 3, [
      'delivery d0 at -5',
      'workflow wf-100-1 at 1',
      'delivery d2 at 2',
      'workflow wf-100-3 at 3',
    ]);
    await expectDue(NOW + 2, ['delivery d0 at -5', 'workflow wf-100-1 at 1', 'delivery d2 at 2']);
    await expectDue(NOW - 6, []);
  });

  it('orders times by value, however many digits they have', async () => {
    for (const dueAt of [1000, 9, -1, 0, 100, 99.5]) {
      await store.addDelivery(sampleDelivery({ id: `at ${dueAt}`, dueAt }));
    }
    await eventually(async () => {
      const due = await store.listDue(NOW, 100);
      expect(due.map(({ dueAt }) => dueAt)).toEqual([-1, 0, 9, 99.5, 100, 1000]);
    });
  });

  it('does not list what waits for nothing', async () => {
    await store.addDelivery(sampleDelivery({ id: 'dead', state: 'dead', dueAt: null }));
    await store.saveWorkflow(sampleWorkflow({ dueAt: null }), 0);
    await store.addDelivery(sampleDelivery({ id: 'marker', dueAt: NOW }));
    await expectDue(NOW + MINUTE, ['delivery marker at 0']);
  });

  it('drops what is due no more and moves what is due at another time', async () => {
    const delivery = sampleDelivery({ id: 'd', dueAt: NOW });
    const workflow = sampleWorkflow({ issueNumber: 1, dueAt: NOW + 1 });
    await store.addDelivery(delivery);
    await store.saveWorkflow(workflow, 0);
    await expectDue(NOW + 10, ['delivery d at 0', 'workflow wf-100-1 at 1']);

    await store.saveDelivery({ ...delivery, dueAt: NOW + 5 }, 1);
    await expectDue(NOW + 10, ['workflow wf-100-1 at 1', 'delivery d at 5']);
    await expectDue(NOW + 4, ['workflow wf-100-1 at 1']);

    await store.saveWorkflow({ ...workflow, dueAt: null }, 1);
    await store.saveDelivery({ ...delivery, state: 'done', dueAt: null }, 2);
    await expectDue(NOW + 10, []);

    await store.saveWorkflow({ ...workflow, dueAt: NOW + 2 }, 2);
    await expectDue(NOW + 10, ['workflow wf-100-1 at 2']);
  });

  it('lists days beside the others, drops them when they are due no more, and lists them again', async () => {
    const day = sampleDay({ date: '2026-03-02', dueAt: NOW + 1 });
    await store.saveDay(day, 0);
    await store.saveDay(sampleDay({ repositoryId: 1001, date: '2026-03-02', dueAt: NOW + 3 }), 0);
    await store.saveDay(sampleDay({ date: '2026-03-01', dueAt: null }), 0);
    await store.saveWorkflow(sampleWorkflow({ issueNumber: 1, dueAt: NOW + 2 }), 0);
    await expectDue(NOW + 2, ['day 100/2026-03-02 at 1', 'workflow wf-100-1 at 2']);
    await eventually(async () => {
      const waiting = await store.listWaiting(10);
      expect(waiting.map(({ what, id, dueAt }) => [what, id, dueAt - NOW])).toEqual([
        ['day', '100/2026-03-02', 1],
        ['workflow', 'wf-100-1', 2],
        ['day', '1001/2026-03-02', 3],
      ]);
    });

    await store.saveDay({ ...day, dueAt: NOW + 9 }, 1);
    await expectDue(NOW + 2, ['workflow wf-100-1 at 2']);
    await store.saveDay({ ...day, dueAt: null }, 2);
    await expectDue(NOW + 9, ['workflow wf-100-1 at 2', 'day 1001/2026-03-02 at 3']);
    await store.saveDay({ ...day, dueAt: NOW }, 2);
    await expectDue(NOW + 9, ['workflow wf-100-1 at 2', 'day 1001/2026-03-02 at 3']);
    await store.saveDay({ ...day, dueAt: NOW }, 3);
    await expectDue(NOW, ['day 100/2026-03-02 at 0']);
  });

  it('is not moved by a save that conflicts', async () => {
    const workflow = sampleWorkflow({ issueNumber: 1, dueAt: NOW });
    await store.saveWorkflow(workflow, 0);
    await store.saveWorkflow({ ...workflow, dueAt: null }, 5);
    await store.saveWorkflow({ ...workflow, dueAt: NOW + 5 }, 0);
    await expectDue(NOW + 10, ['workflow wf-100-1 at 0']);
  });

  it('lists at most so many as asked for, and all when there is room', async () => {
    await Promise.all(
      upTo(40).map((at) => store.addDelivery(sampleDelivery({ id: `d${at}`, dueAt: NOW + at }))),
    );
    await eventually(async () => {
      expect(await store.listDue(NOW + MINUTE, 40)).toHaveLength(40);
    });
    const few = await store.listDue(NOW + MINUTE, 7);
    expect(few.map(({ id }) => id)).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6']);
  });

  it('lists what waits for any time, the first first, and forgets nothing over it', async () => {
    await store.addDelivery(sampleDelivery({ id: 'far', dueAt: NOW + 1000 * MINUTE, forgetAt: NOW }));
    await store.saveWorkflow(sampleWorkflow({ issueNumber: 1, dueAt: NOW + 1 }), 0);
    await store.addDelivery(sampleDelivery({ id: 'dead', state: 'dead', dueAt: null }));
    const ids = async (limit: number) => (await store.listWaiting(limit)).map(({ id }) => id);
    await eventually(async () => {
      expect(await ids(10)).toEqual(['wf-100-1', 'far']);
    });
    expect(await ids(1)).toEqual(['wf-100-1']);
    expect(await ids(10)).toEqual(['wf-100-1', 'far']);
  });
}
