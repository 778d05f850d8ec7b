import { describe, expect, it } from '@jest/globals';
import { lookAgain } from '../../src/app/projects/look-again.js';
import { seeTo } from '../../src/app/see-to.js';
import { tick, type Ticker } from '../../src/app/tick.js';
import type { Due } from '../../src/app/ports/store.js';
import { Unavailable } from '../../src/app/ports/github.js';
import { LOOK_AFTER } from '../../src/domain/workflow/wanted/look.js';
import { MINUTE, NOW, sampleDelivery } from '../contract/samples.js';
import { MARIA } from './names.js';
import { labelled } from './news.js';
import { situation } from './situation.js';

function ticker(
  due: Due[],
  see: (item: string) => Promise<void>,
): { ticker: Ticker; asked: number[]; notes: unknown[] } {
  const asked: number[] = [];
  const notes: unknown[] = [];
  const note = () => {};
  return {
    asked,
    notes,
    ticker: {
      store: {
        listDue: (_now, limit) => {
          asked.push(limit);
          return Promise.resolve(due);
        },
      },
      clock: { now: () => NOW },
      log: { info: note, warn: note, error: (fields) => notes.push(fields) },
      seeTo: seeTo.bind(null, {
        workOff: (id) => see(`delivery ${id}`),
        lookAgain: (id) => see(`workflow ${id}`),
        seeToDay: (id) => see(`day ${id}`),
      }),
    },
  };
}

const due = (count: number): Due[] =>
  Array.from({ length: count }, (_, at) => ({
    what: at % 2 === 0 ? 'delivery' : 'workflow',
    id: String(at),
    dueAt: NOW,
  }));

describe('a tick', () => {
  it('sees to everything that is due, though some of it fails', async () => {
    const seen: string[] = [];
    const { ticker: it_, notes } = ticker(due(20), (item) => {
      seen.push(item);
      return seen.length % 2 === 0 ? Promise.reject(new Error('no')) : Promise.resolve();
    });
    expect(await tick(it_)).toBe(20);
    expect(seen).toHaveLength(20);
    expect(notes).toHaveLength(10);
    expect(notes[0]).toEqual({ workflow: '1', reason: 'no' });
  });

  it('has each seen to by whom it concerns', async () => {
    const seen: string[] = [];
    const items: Due[] = [
      { what: 'workflow', id: 'wf-100-7', dueAt: NOW },
      { what: 'day', id: '100/2026-01-01', dueAt: NOW },
      { what: 'delivery', id: 'd', dueAt: NOW },
    ];
    const { ticker: it_ } = ticker(items, (item) => {
      seen.push(item);
      return Promise.resolve();
    });
    expect(await tick(it_)).toBe(3);
    expect(seen.sort()).toEqual(['day 100/2026-01-01', 'delivery d', 'workflow wf-100-7']);
  });

  it('takes on a bounded number, and a few of them side by side', async () => {
    let under = 0;
    let most = 0;
    const { ticker: it_, asked } = ticker(due(100), async () => {
      most = Math.max(most, (under += 1));
      await Promise.resolve();
      under -= 1;
    });
    await tick(it_);
    expect(asked).toEqual([100]);
    expect(most).toBe(8);
  });

  it('fails as a whole only when the store cannot be asked', async () => {
    const { app } = situation();
    const broken: Ticker = {
      ...ticker([], () => Promise.resolve()).ticker,
      store: { listDue: () => Promise.reject(new Error('gone')) },
    };
    await expect(tick(broken)).rejects.toThrow('gone');
    expect(await tick({ ...ticker([], () => Promise.resolve()).ticker, store: app.store })).toBe(0);
  });

  it('finds a delivery whose wake-up was lost', async () => {
    const town = situation();
    await town.store.port.addDelivery(sampleDelivery({ events: [labelled(MARIA)] }));
    await town.tick();
    expect(town.comments()).toEqual(['hand-over', 'status']);
  });

  it('leaves a workflow alone for a while that fails again and again, so that it stands before nobody', async () => {
    const town = situation();
    town.github.fail('createBranch', new Unavailable('down', null));
    await town.tell(labelled(MARIA));
    town.clock.advance(MINUTE);
    town.store.fail('getProject', new Error('odd'));
    expect(await town.tick()).toBe(1);
    expect(await town.tick()).toBe(0);
    expect((await town.workflow()).dueAt).toBe(town.clock.now() + 5 * MINUTE);
    town.clock.advance(5 * MINUTE);
    await town.tick();
    expect(await town.workflow()).toMatchObject({ outbox: {}, dueAt: NOW + LOOK_AFTER });
  });

  it('leaves what somebody else saw to meanwhile as it is', async () => {
    const town = situation();
    town.github.fail('createBranch', new Unavailable('down', null));
    await town.tell(labelled(MARIA));
    town.clock.advance(MINUTE);
    town.store.once('getProject', async () => {
      await town.tell(labelled(MARIA, { on: false, at: town.clock.now() }));
      town.store.fail('getProject', new Error('odd'));
    });
    await town.tick();
    expect(await town.workflow()).toMatchObject({ status: 'cancelled', dueAt: null });
    expect(town.notes.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('has nothing to do for a workflow, or a project, that is gone', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    await lookAgain(town.app, 'wf-100-999');
    const stored = await town.workflow();
    await town.store.port.saveWorkflow({ ...stored, id: 'wf-555-7', repositoryId: 555, dueAt: null }, 0);
    await lookAgain(town.app, 'wf-555-7');
    expect(town.notes.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
