import { describe, expect, it } from '@jest/globals';
import { handleDelivery } from '../../../src/app/handle-delivery.js';
import { LOOK_AFTER } from '../../../src/domain/workflow/wanted/look.js';
import { MINUTE, NOW, sha } from '../../contract/samples.js';
import { BRANCH, MARIA } from '../names.js';
import { checked, issueChanged, labelled, pushed, said } from '../news.js';
import { anotherProcess, situation } from '../situation.js';

describe('two conductors on one workflow', () => {
  it.each(['createBranch', 'createComment', 'getLeases'] as const)(
    'do nothing twice when the second comes while the first waits for %s',
    async (method) => {
      const town = situation();
      const { tell, world, github, store, comments, workflow, clock } = town;
      const held = method === 'getLeases' ? store.hold(method) : github.hold(method);
      const first = tell(labelled(MARIA));
      await held.arrived;
      const occasion = { repository: world.repository, receivedAt: NOW, again: false };
      clock.advance(1000);
      const hold = said('/tekton hold', { at: clock.now() });
      await handleDelivery(anotherProcess(town), [hold], occasion);
      expect((await workflow()).lease?.holder).toMatch(/^process/);
      held.letGo();
      await first;
      expect(comments()).toEqual(['hand-over', 'status']);
      expect(github.count('createBranch')).toBe(1);
      expect(world.reactions).toHaveLength(1);
      expect(world.comments.find(({ marker }) => marker.includes('kind=status'))?.body).toContain('On hold');
      expect(await workflow()).toMatchObject({ outbox: {}, lease: null, dueAt: NOW + LOOK_AFTER });
    },
  );

  it('do nothing twice when both begin at the same moment', async () => {
    const town = situation();
    const { tell, world, github, comments } = town;
    const occasion = { repository: world.repository, receivedAt: NOW, again: false };
    await Promise.all([
      tell(labelled(MARIA)),
      handleDelivery(anotherProcess(town), [labelled(MARIA)], occasion),
    ]);
    expect(comments()).toEqual(['hand-over', 'status']);
    expect(github.count('createBranch', 'createComment')).toBe(3);
  });

  it('lose a race and try again with what the other saved', async () => {
    const { tell, store, workflow } = situation();
    await tell(labelled(MARIA));
    const reads = store.count('getWorkflow');
    const held = store.hold('saveWorkflow');
    const slow = tell(issueChanged({ title: 'Later' }, NOW + 2000));
    await held.arrived;
    await tell(issueChanged({ title: 'Earlier' }, NOW + 1000));
    held.letGo();
    await slow;
    expect((await workflow()).facts.issue?.value.title).toBe('Later');
    expect(store.count('getWorkflow') - reads).toBeGreaterThan(2);
  });

  it('give a race up that they lose for ever, so that the inbox tries again', async () => {
    const { tell, app, store, world } = situation();
    await tell(labelled(MARIA));
    const always = {
      ...app,
      store: {
        ...app.store,
        saveWorkflow: () => Promise.resolve('conflict' as const),
        getWorkflow: store.port.getWorkflow,
        getProject: store.port.getProject,
        getInstallation: store.port.getInstallation,
      },
    };
    const occasion = { repository: world.repository, receivedAt: NOW, again: false };
    await expect(
      handleDelivery(always, [issueChanged({ title: 'Another' }, NOW + MINUTE)], occasion),
    ).rejects.toThrow(/lost the race/);
  });
});

describe('fifty deliveries at once for one workflow', () => {
  it('all end up in the facts, and are shown by one process at a time', async () => {
    const { tell, clock, workflow, comments, github } = situation();
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    await tell(pushed(sha(2), clock.now()));
    let under = 0;
    let most = 0;
    for (const method of ['updateComment', 'setCheck'] as const) {
      github.before(method, async () => {
        most = Math.max(most, (under += 1));
        await Promise.resolve();
        under -= 1;
      });
    }
    const names = Array.from({ length: 50 }, (_, at) => `test-${at}`);
    await Promise.all(
      names.map((name, at) =>
        tell(checked(sha(2), { key: `run:9:${name}`, name, id: 300 + at, at: clock.now() + at })),
      ),
    );
    const { facts, outbox, lease } = await workflow();
    expect(
      Object.values(facts.checks[sha(2)] ?? {})
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.sort());
    expect({ outbox, lease }).toEqual({ outbox: {}, lease: null });
    expect(most).toBe(1);
    expect(comments().filter((kind) => kind === 'status')).toHaveLength(1);
    expect(
      github.calls.filter(
        ({ method, args }) => method === 'openPullRequest' && JSON.stringify(args).includes(BRANCH),
      ),
    ).toHaveLength(1);
  });
});
