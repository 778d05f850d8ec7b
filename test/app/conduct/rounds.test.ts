import { describe, expect, it } from '@jest/globals';
import { conduct } from '../../../src/app/conduct/conduct.js';
import { handleDelivery } from '../../../src/app/handle-delivery.js';
import type { Perform } from '../../../src/app/perform/perform.js';
import type { Observation } from '../../../src/domain/observation.js';
import { LOOK_AFTER } from '../../../src/domain/workflow/wanted/look.js';
import { MINUTE, NOW, sampleCommand } from '../../contract/samples.js';
import { MARIA } from '../names.js';
import { labelled, said } from '../news.js';
import { anotherProcess, situation } from '../situation.js';

describe('the rounds of one conductor', () => {
  it('come to a pause when an effect makes itself wanted again and again, and the operator is told', async () => {
    const { tell, app, workflow, clock, notes, world } = situation();
    await tell(labelled(MARIA));
    let rounds = 0;
    const restless: Perform = async (effect, circumstances) => {
      const performance = await app.perform(effect, circumstances);
      if (effect.kind !== 'status-comment') return performance;
      rounds += 1;
      const verb = rounds % 2 === 1 ? 'hold' : 'unhold';
      const command = sampleCommand({
        id: `c-${rounds}`,
        verb,
        args: [],
        commentId: null,
        via: 'api',
        at: NOW + rounds,
      });
      const news: Observation = { kind: 'command-given', command };
      return { ...performance, observations: [...performance.observations, news] };
    };
    const occasion = { repository: world.repository, receivedAt: clock.now(), again: false };
    await handleDelivery({ ...app, perform: restless }, [said('/tekton hold')], occasion);
    expect(rounds).toBeGreaterThan(10);
    expect(rounds).toBeLessThan(100);
    const { lease, dueAt } = await workflow();
    expect({ lease, dueAt }).toEqual({ lease: null, dueAt: clock.now() + MINUTE });
    expect(notes.map(({ message }) => message)).toContain('does not come to rest, and pauses');
  });

  it('begin no effect when the lease is nearly over, and go on with a new one', async () => {
    const { tell, app, clock, github, workflow, world } = situation();
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    // Six effects of 20 seconds each are longer than one lease: another process must not find them abandoned.
    const other = anotherProcess({
      ...situation(),
      github,
      clock,
      notes: [],
      store: { ...situation().store, port: app.store },
    });
    const begun: string[] = [];
    const slow: Perform = async (effect, circumstances) => {
      const { lease } = circumstances.workflow;
      expect(lease?.until).toBeGreaterThanOrEqual(clock.now() + 30_000);
      begun.push(effect.key);
      const address = { installationId: 1, repositoryId: 100, issueNumber: 7 };
      clock.advance(20_000);
      await conduct(other, { address, context: circumstances.context, news: [] });
      return app.perform(effect, circumstances);
    };
    const occasion = { repository: world.repository, receivedAt: clock.now(), again: false };
    const lines = Array.from({ length: 5 }, (_, index) => `/tekton dance-${index}`).join('\n');
    await handleDelivery({ ...app, perform: slow }, [said(lines, { at: clock.now() })], occasion);
    expect(begun).toHaveLength(6);
    expect(new Set(begun).size).toBe(6);
    const replies = github.calls.filter(
      ({ method, args }) => method === 'createComment' && JSON.stringify(args).includes('kind=reply'),
    );
    expect(replies.map(({ args }) => args[1])).toMatchObject(
      Array.from({ length: 5 }, () => ({ again: false })),
    );
    expect(await workflow()).toMatchObject({ outbox: {}, lease: null, dueAt: NOW + LOOK_AFTER });
  });
});
