import { describe, expect, it } from '@jest/globals';
import { handleDelivery } from '../../../src/app/handle-delivery.js';
import type { Perform } from '../../../src/app/perform/perform.js';
import { MARIA } from '../names.js';
import { labelled } from '../news.js';
import { situation, type Situation } from '../situation.js';

/** A label is told to a process that ends soon: after so many effects. */
async function endsAfter(effects: number): Promise<Situation & { performed: string[] }> {
  const town = situation();
  const { app, world, clock } = town;
  const performed: string[] = [];
  const counting: Perform = (effect, circumstances) => {
    performed.push(effect.key);
    return app.perform(effect, circumstances);
  };
  const process = { ...app, perform: counting, timeIsUp: () => performed.length >= effects };
  const occasion = { repository: world.repository, receivedAt: clock.now(), again: false };
  await handleDelivery(process, [labelled(MARIA)], occasion);
  return { ...town, performed };
}

describe('a process whose time is up', () => {
  it('keeps the news and begins nothing', async () => {
    const { performed, github, workflow, clock } = await endsAfter(0);
    expect(performed).toEqual([]);
    expect(github.calls.filter(({ method }) => method.startsWith('create'))).toEqual([]);
    const { status, lease, dueAt } = await workflow();
    expect({ status, lease }).toEqual({ status: 'active', lease: null });
    expect(dueAt).toBeLessThanOrEqual(clock.now());
  });

  it.each([1, 2, 3, 5])(
    'leaves off after %i effects, with no try counted for those left, and the next goes on',
    async (effects) => {
      const { performed, workflow, tick, comments, github } = await endsAfter(effects);
      expect(performed).toHaveLength(effects);
      const { lease, outbox } = await workflow();
      expect(lease).toBeNull();
      expect(Object.values(outbox).map(({ attempts }) => attempts)).toEqual(Object.keys(outbox).map(() => 0));
      while ((await tick()) > 0);
      expect(github.count('createBranch')).toBe(1);
      expect(comments().sort()).toEqual(['hand-over', 'status']);
      expect((await workflow()).outbox).toEqual({});
    },
  );
});
