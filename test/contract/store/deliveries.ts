import { expect, it } from '@jest/globals';
import { DAY, NOW, sampleDelivery } from '../samples.js';
import { eventually, opened, upTo, type OpenStore } from './opened.js';

export function describeDeliveries(open: OpenStore): void {
  const store = opened(open);

  it('adds a delivery and gives it back', async () => {
    const delivery = sampleDelivery({ id: 'added' });
    expect(await store().addDelivery(delivery)).toBe('added');
    expect(await store().getDelivery('added')).toEqual({ value: delivery, version: 1 });
  });

  it('knows a duplicate whatever it says and whatever became of the first', async () => {
    const first = sampleDelivery({ id: 'twice', attempts: 0 });
    await store().addDelivery(first);
    expect(await store().addDelivery({ ...first, attempts: 5 })).toBe('duplicate');
    const done = { ...first, state: 'done' as const, dueAt: null, events: [] };
    expect(await store().saveDelivery(done, 1)).toBe('saved');
    expect(await store().addDelivery(first)).toBe('duplicate');
    expect(await store().getDelivery('twice')).toEqual({ value: done, version: 2 });
  });

  it('adds one of 50 deliveries of the same id that come at once', async () => {
    const outcomes = await Promise.all(
      upTo(50).map((attempts) => store().addDelivery(sampleDelivery({ id: 'stampede', attempts }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
    const stored = await store().getDelivery('stampede');
    expect(stored).toMatchObject({ value: { attempts: outcomes.indexOf('added') }, version: 1 });
  });

  it('conflicts when somebody handled the delivery meanwhile', async () => {
    const delivery = sampleDelivery({ id: 'raced' });
    await store().addDelivery(delivery);
    const outcomes = await Promise.all(
      upTo(50).map((attempts) => store().saveDelivery({ ...delivery, attempts }, 1)),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(await store().saveDelivery(delivery, 1)).toBe('conflict');
  });

  it('takes a delivery without events or repository', async () => {
    const delivery = sampleDelivery({ id: 'bare', events: [], repository: null, lastError: '' });
    await store().addDelivery(delivery);
    expect((await store().getDelivery('bare'))?.value).toEqual(delivery);
  });

  it('lists those that were given up, the oldest first, and none that was taken up again', async () => {
    const given = sampleDelivery({ state: 'dead', dueAt: null, forgetAt: NOW + DAY });
    for (const [id, receivedAt] of [
      ['second', NOW + 2],
      ['first', NOW + 1],
      ['third', NOW + 3],
    ] as const)
      await store().addDelivery({ ...given, id, receivedAt });
    await eventually(async () => {
      expect(await store().listDead(10)).toEqual(['first', 'second', 'third']);
    });
    expect(await store().listDead(2)).toEqual(['first', 'second']);
    await store().saveDelivery({ ...given, id: 'first', state: 'waiting', dueAt: NOW }, 1);
    await eventually(async () => {
      expect(await store().listDead(10)).toEqual(['second', 'third']);
    });
  });
}
