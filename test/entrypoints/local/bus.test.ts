import { describe, expect, it } from '@jest/globals';
import type { WorkItem } from '../../../src/app/ports/environment.js';
import type { Announcement } from '../../../src/domain/announcement.js';
import { LocalBus } from '../../../src/entrypoints/local/bus.js';

/** Work that is done when told, noting what was begun. */
function work() {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const end = (id: string) => {
    const found = ends.get(id);
    if (found === undefined) throw new Error(`${id} was not begun`);
    return found;
  };
  return {
    begun,
    finish: (id: string) => {
      end(id).resolve();
    },
    fail: (id: string) => {
      end(id).reject(new Error('no'));
    },
    do: ({ id }: WorkItem) => {
      begun.push(id);
      return new Promise<void>((resolve, reject) => ends.set(id, { resolve, reject }));
    },
  };
}

const item = (id: string): WorkItem => ({ what: 'delivery', id });
const EVENT: Announcement = {
  type: 'tekton.escalation.closed',
  version: 1,
  id: 'x',
  mode: 'live',
  installation_id: 1,
  repository: { id: 100, owner: 'octo', name: 'list' },
  workflow_id: 'wf-100-7',
  issue_id: 7,
  sequence: 3,
  escalation: { issue_id: 31 },
};
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('the bus of one process', () => {
  it('keeps wake-ups until somebody works', async () => {
    const bus = new LocalBus(4);
    const { begun, do: doing } = work();
    await bus.wake(item('a'));
    expect(begun).toEqual([]);
    bus.start(doing);
    expect(begun).toEqual(['a']);
  });

  it('works in order, a bounded number side by side', async () => {
    const bus = new LocalBus(2);
    const { begun, finish, do: doing } = work();
    bus.start(doing);
    for (const id of ['a', 'b', 'c', 'd']) await bus.wake(item(id));
    expect(begun).toEqual(['a', 'b']);
    finish('b');
    await soon();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('goes on after work that failed', async () => {
    const bus = new LocalBus(1);
    const { begun, fail, finish, do: doing } = work();
    bus.start(doing);
    await bus.wake(item('a'));
    await bus.wake(item('b'));
    fail('a');
    await soon();
    expect(begun).toEqual(['a', 'b']);
    finish('b');
    await bus.idle();
  });

  it('is idle when nothing is worked on and nothing waits', async () => {
    const bus = new LocalBus(1);
    const { finish, do: doing } = work();
    await bus.idle();
    bus.start(doing);
    await bus.wake(item('a'));
    await bus.wake(item('b'));
    let idle = false;
    const waiting = bus.idle().then(() => {
      idle = true;
    });
    finish('a');
    await soon();
    expect(idle).toBe(false);
    finish('b');
    await waiting;
    expect(idle).toBe(true);
  });

  it('begins nothing after a stop, ends what is under way, and keeps nobody waiting', async () => {
    const bus = new LocalBus(1);
    const { begun, finish, do: doing } = work();
    bus.start(doing);
    await bus.wake(item('a'));
    await bus.wake(item('b'));
    bus.stop();
    const idle = bus.idle();
    finish('a');
    await idle;
    expect(begun).toEqual(['a']);

    const never = new LocalBus(1);
    await never.wake(item('a'));
    const waiting = never.idle();
    never.stop();
    await waiting;
  });

  it('takes no wake-up after a stop: what came is in the store', async () => {
    const bus = new LocalBus(1);
    bus.start(() => Promise.resolve());
    bus.stop();
    await bus.wake(item('a'));
    await bus.idle();
  });

  it('lets nothing wait twice, but what is being worked on may come again', async () => {
    const bus = new LocalBus(1);
    const { begun, finish, do: doing } = work();
    bus.start(doing);
    for (const id of ['a', 'a', 'b', 'b', 'a']) await bus.wake(item(id));
    await bus.wake({ what: 'workflow', id: 'b' });
    for (const id of ['a', 'a', 'b', 'b']) {
      finish(id);
      await soon();
    }
    await bus.idle();
    // The last is the workflow of that name.
    expect(begun).toEqual(['a', 'a', 'b', 'b']);
  });

  it('hands what is published to all who listen, until they listen no more', async () => {
    const bus = new LocalBus(1);
    const heard: string[] = [];
    await bus.publish([EVENT]);
    const end = bus.subscribe(({ id }) => heard.push(`one ${id}`));
    bus.subscribe(({ id }) => heard.push(`two ${id}`));
    await bus.publish([EVENT, { ...EVENT, id: 'y' }]);
    end();
    await bus.publish([EVENT]);
    expect(heard).toEqual(['one x', 'two x', 'one y', 'two y', 'two x']);
  });

  it('has not published what a listener could not take', async () => {
    const bus = new LocalBus(1);
    bus.subscribe(() => {
      throw new Error('full');
    });
    await expect(bus.publish([EVENT])).rejects.toThrow('full');
  });
});
