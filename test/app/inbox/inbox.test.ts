import { describe, expect, it } from '@jest/globals';
import { accept } from '../../../src/app/inbox/accept.js';
import { workOff, type Worker } from '../../../src/app/inbox/work-off.js';
import type { Bus } from '../../../src/app/ports/environment.js';
import { NotYet, Unavailable } from '../../../src/app/ports/github.js';
import type { DomainEvent } from '../../../src/domain/event.js';
import { DAY, MINUTE, NOW } from '../../contract/samples.js';
import { MARIA } from '../names.js';
import { labelled } from '../news.js';
import { situation, type Situation } from '../situation.js';

/** A worker that counts its tries and fails as told. */
function workerOf(
  town: Situation,
  failing: (tries: number) => Error | null = () => null,
): Worker & { tries: boolean[] } {
  const tries: boolean[] = [];
  return {
    ...town.app,
    mostTries: 8,
    tries,
    handle: (_events, { again }) => {
      tries.push(again);
      const error = failing(tries.length);
      return error === null ? Promise.resolve() : Promise.reject(error);
    },
  };
}

async function recordOf({ store }: Situation, id: string) {
  const stored = await store.port.getDelivery(id);
  if (stored === null) throw new Error(`there is no delivery ${id}`);
  return stored.value;
}

describe('accepting a delivery', () => {
  it('stores it before anybody is woken', async () => {
    const town = situation();
    const known: boolean[] = [];
    const bus: Bus = {
      ...town.app.bus,
      wake: async ({ id }) => {
        known.push((await town.store.port.getDelivery(id)) !== null);
      },
    };
    const delivery = { id: 'd-1', name: 'issues.labeled', repository: null, events: [labelled(MARIA)] };
    expect(await accept({ ...town.app, bus }, delivery)).toBe('accepted');
    expect(known).toEqual([true]);
    expect(await recordOf(town, 'd-1')).toMatchObject({
      state: 'waiting',
      attempts: 0,
      receivedAt: NOW,
      dueAt: NOW + MINUTE / 2,
      forgetAt: NOW + 7 * DAY,
    });
  });

  it('keeps what is too large for one record in several, and fills in what is missing the second time', async () => {
    const town = situation();
    const groups = Array.from({ length: 50 }, (_, group) => group);
    const account = { login: 'octo', id: 5, type: 'Organization' };
    const here = { installationId: 1, seenAt: NOW, account, at: NOW };
    const events = groups.map((group): DomainEvent => {
      const added = Array.from({ length: 100 }, (_, at) => ({
        id: group * 100 + at + 1,
        owner: 'o'.repeat(39),
        name: `${'r'.repeat(96)}${group * 100 + at}`,
        private: true,
      }));
      return { kind: 'repositories-changed', ...here, added, removed: [] };
    });
    town.store.fail('addDelivery', new Error('the store is slow'), { when: 'after' });
    await expect(town.deliver('d-1', ...events)).rejects.toThrow('slow');
    expect(await town.deliver('d-1', ...events)).toBe('accepted');
    expect(await town.deliver('d-1', ...events)).toBe('duplicate');
    expect(new Set(town.woken).size).toBe(town.woken.length);

    const ids = ['d-1', ...town.woken];
    const sizes = await Promise.all(ids.map(async (id) => JSON.stringify(await recordOf(town, id)).length));
    expect(Math.max(...sizes)).toBeLessThan(400_000 / 3);
    for (const id of ids) await town.workOff(id);
    const projects = await Promise.all(
      Array.from({ length: 5000 }, (_, at) => town.app.store.getProject(at + 1)),
    );
    expect(projects.every((project) => project !== null)).toBe(true);
    expect(town.github.calls).toEqual([]);
  });

  it('wakes nobody, and changes nothing, the second time', async () => {
    const town = situation();
    await town.deliver('d-1', labelled(MARIA));
    await town.workOff('d-1');
    expect(await town.deliver('d-1', labelled(MARIA, { on: false }))).toBe('duplicate');
    expect(town.woken).toEqual(['d-1']);
    expect(await recordOf(town, 'd-1')).toMatchObject({ state: 'done', events: [{ on: true }] });
  });

  it('is done once it is stored, though the wake-up is lost', async () => {
    const town = situation();
    town.bus.fail('wake', new Error('the bus is gone'));
    const delivery = { id: 'd-1', name: 'test', repository: null, events: [] };
    expect(await accept(town.app, delivery)).toBe('accepted');
    town.clock.advance(MINUTE / 2);
    expect(await town.tick()).toBe(1);
    expect(await recordOf(town, 'd-1')).toMatchObject({ state: 'done' });
  });

  it('fails when it cannot be stored, so that GitHub shows it as failed', async () => {
    const town = situation();
    town.store.fail('addDelivery', new Error('the disk is full'));
    await expect(town.deliver('d-1')).rejects.toThrow('the disk is full');
    expect(town.woken).toEqual([]);
  });
});

describe('working a delivery off', () => {
  it('tries again with backoff, says so to whoever handles it, and ends dead with its error', async () => {
    const town = situation();
    const worker = workerOf(town, (tries) => new Error(`fault ${tries}`));
    await town.deliver('d-1');
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries++) {
      await workOff(worker, 'd-1');
      const { dueAt } = await recordOf(town, 'd-1');
      if (dueAt === null) break;
      waits.push((dueAt - town.clock.now()) / 1000);
      await workOff(worker, 'd-1'); // before its time: nothing
      town.clock.advance(dueAt - town.clock.now());
    }
    expect(waits).toEqual([1.5, 3, 6, 12, 24, 48, 96]);
    expect(worker.tries).toEqual([false, ...Array.from({ length: 7 }, () => true)]);
    expect(await recordOf(town, 'd-1')).toMatchObject({
      state: 'dead',
      attempts: 8,
      lastError: 'fault 8',
      dueAt: null,
    });
    await workOff(worker, 'd-1');
    expect(worker.tries).toHaveLength(8);
  });

  it('that is put off comes back when it was told, as one that was begun, and no try of it is used up', async () => {
    const town = situation();
    const notYet = () => new NotYet({ waitsFor: 'turn', retryAt: town.clock.now() + 7000 });
    const worker = workerOf(town, (tries) => (tries < 20 ? notYet() : null));
    await town.deliver('d-1');
    for (let put = 1; put < 20; put++) {
      await workOff(worker, 'd-1');
      expect(await recordOf(town, 'd-1')).toMatchObject({ attempts: 1, dueAt: town.clock.now() + 7000 });
      town.clock.advance(7000);
    }
    await workOff(worker, 'd-1');
    expect(await recordOf(town, 'd-1')).toMatchObject({ state: 'done' });
    expect(worker.tries).toEqual([false, ...Array.from({ length: 19 }, () => true)]);
    expect(town.notes.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('waits for as long as GitHub is out of reach, and no shorter than GitHub says', async () => {
    const town = situation();
    const worker = workerOf(town, (tries) =>
      tries <= 20 ? new Unavailable('limit', town.clock.now() + 60 * MINUTE) : null,
    );
    await town.deliver('d-1');
    for (let tries = 0; tries < 21; tries++) {
      await workOff(worker, 'd-1');
      town.clock.advance(60 * MINUTE - 1);
      await workOff(worker, 'd-1');
      town.clock.advance(1);
    }
    expect(worker.tries).toHaveLength(21);
    expect(await recordOf(town, 'd-1')).toMatchObject({ state: 'done', lastError: null });
  });

  it('does not wait for GitHub longer than three days', async () => {
    const town = situation();
    const worker = workerOf(town, () => new Unavailable('down', town.clock.now() + 12 * 60 * MINUTE));
    await town.deliver('d-1');
    for (let tries = 0; tries < 10; tries++) {
      await workOff(worker, 'd-1');
      town.clock.advance(12 * 60 * MINUTE);
    }
    expect(await recordOf(town, 'd-1')).toMatchObject({ state: 'dead', lastError: 'down' });
  });

  it('is done by one of two workers only', async () => {
    const town = situation();
    const worker = workerOf(town);
    await town.deliver('d-1');
    await Promise.all([workOff(worker, 'd-1'), workOff(worker, 'd-1'), workOff(worker, 'd-1')]);
    expect(worker.tries).toEqual([false]);
  });

  it('knows nothing of a delivery that is not there', async () => {
    const town = situation();
    const worker = workerOf(town);
    await workOff(worker, 'nobody');
    expect(worker.tries).toEqual([]);
  });

  it('is made up for by the tick when the worker crashed, and parked when it crashes each time', async () => {
    const town = situation();
    await town.deliver('d-1', labelled(MARIA));
    for (let crashes = 0; crashes < 8; crashes++) {
      const held = town.store.hold('getProject');
      void town.workOff('d-1'); // and it never comes back
      await held.arrived;
      expect(await town.tick()).toBe(0);
      town.clock.advance(MINUTE);
    }
    expect(await recordOf(town, 'd-1')).toMatchObject({ state: 'waiting', attempts: 8 });
    await town.tick();
    expect(await recordOf(town, 'd-1')).toMatchObject({
      state: 'dead',
      lastError: 'the last try did not come to an end',
    });
  });

  it('leaves the word to the worker that came after one that took too long', async () => {
    const town = situation();
    await town.deliver('d-1', labelled(MARIA));
    const held = town.store.hold('getProject');
    const slow = town.workOff('d-1');
    await held.arrived;
    town.clock.advance(MINUTE);
    await town.workOff('d-1');
    const settled = await recordOf(town, 'd-1');
    held.letGo();
    await slow;
    expect(await recordOf(town, 'd-1')).toEqual(settled);
    expect(settled).toMatchObject({ state: 'done', attempts: 2 });
    expect(town.comments()).toEqual(['hand-over', 'status']);
    expect(town.notes.map(({ message }) => message)).toContain('another worker settled this delivery');
  });

  it('says what was thrown even if it was no error', async () => {
    const town = situation();
    await town.deliver('d-1');
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- that is the point
    await workOff({ ...town.app, mostTries: 8, handle: () => Promise.reject('just words') }, 'd-1');
    expect(await recordOf(town, 'd-1')).toMatchObject({ lastError: 'just words' });
  });
});
