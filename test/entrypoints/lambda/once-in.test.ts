import { describe, expect, it } from '@jest/globals';
import { onceIn } from '../../../src/entrypoints/lambda/once-in.js';
import type { Due } from '../../../src/app/ports/store.js';

const workflow: Due = { what: 'workflow', id: 'wf-1-1', dueAt: 100 };

function setting() {
  const told: Due[] = [];
  const clock = { at: 0, now: () => clock.at };
  let fails = false;
  const tell = onceIn(30_000, clock, (item) => {
    if (fails) return Promise.reject(new Error('the bus is down'));
    told.push(item);
    return Promise.resolve();
  });
  return { told, clock, tell, fail: (now: boolean) => void (fails = now) };
}

describe('telling workers of what is due', () => {
  it('says it once while a worker may be about to begin', async () => {
    const { told, clock, tell } = setting();
    await tell(workflow);
    clock.at = 29_999;
    await tell(workflow);
    expect(told).toHaveLength(1);
  });

  it('says it again when nobody has begun for long', async () => {
    const { told, clock, tell } = setting();
    await tell(workflow);
    clock.at = 30_000;
    await tell(workflow);
    expect(told).toHaveLength(2);
  });

  it('says it at once when it is due anew', async () => {
    const { told, tell } = setting();
    await tell(workflow);
    await tell({ ...workflow, dueAt: 200 });
    await tell({ ...workflow, what: 'delivery' });
    expect(told).toHaveLength(3);
  });

  it('says again what the bus did not take', async () => {
    const { told, tell, fail } = setting();
    fail(true);
    await expect(tell(workflow)).rejects.toThrow('the bus is down');
    fail(false);
    await tell(workflow);
    expect(told).toHaveLength(1);
  });
});
