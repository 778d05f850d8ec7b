import { describe, expect, it } from '@jest/globals';
import type { Application } from '../../../src/app/application.js';
import { handleDelivery } from '../../../src/app/handle-delivery.js';
import type { Store } from '../../../src/app/ports/store.js';
import type { DomainEvent } from '../../../src/domain/event.js';
import { MINUTE, NOW, sampleAccount, sha } from '../../contract/samples.js';
import { MARIA, REPOSITORY_ID } from '../names.js';
import { configurationPushed, labelled } from '../news.js';
import { situation, type Situation } from '../situation.js';

const ACCOUNT = sampleAccount();

function installation(change: 'created' | 'suspended', at: number): DomainEvent {
  return {
    kind: 'installation-changed',
    installationId: 1,
    seenAt: at,
    account: ACCOUNT,
    change,
    repositories: [],
    at,
  };
}

/** The same store, but that these saves are always lost to somebody else. */
function losing({ app }: Situation, ...methods: ('saveProject' | 'saveInstallation')[]): Application {
  const store: Store = new Proxy(app.store, {
    get: (of, key): unknown =>
      methods.some((method) => method === key) ? () => Promise.resolve('conflict') : Reflect.get(of, key),
  });
  return { ...app, store };
}

const occasion = ({ world, clock }: Situation) => ({
  repository: world.repository,
  receivedAt: clock.now(),
  again: false,
});

describe('a save of a project or an installation', () => {
  it('that is lost is made again over what the other saved', async () => {
    const town = situation();
    await town.tell(installation('created', NOW));
    const held = town.store.hold('saveInstallation');
    const slow = town.tell(installation('suspended', NOW + 2000));
    await held.arrived;
    await town.tell(installation('created', NOW + 1000));
    held.letGo();
    await slow;
    expect((await town.app.store.getInstallation(1))?.value).toMatchObject({
      state: 'suspended',
      changedAt: NOW,
    });
  });

  it('that is lost for ever fails, so that the inbox tries again', async () => {
    const town = situation();
    await town.tell(installation('created', NOW));
    await expect(
      handleDelivery(losing(town, 'saveInstallation'), [installation('suspended', NOW + 1)], occasion(town)),
    ).rejects.toThrow('installation 1: lost the race');

    await town.tell(labelled(MARIA, { label: 'bug' }));
    town.clock.advance(MINUTE);
    await expect(
      handleDelivery(
        losing(town, 'saveProject'),
        [configurationPushed(sha(5), town.clock.now())],
        occasion(town),
      ),
    ).rejects.toThrow('project octo-list: lost the race');

    const shared = situation({ repository: { name: '.github' } });
    await shared.tell(installation('created', NOW));
    await expect(
      handleDelivery(
        losing(shared, 'saveInstallation'),
        [configurationPushed(sha(5), NOW)],
        occasion(shared),
      ),
    ).rejects.toThrow('installation 1: lost the race');
  });

  it('is made once when fifty deliveries make the acquaintance of a repository at once', async () => {
    const town = situation();
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        town.tell(labelled(MARIA, { label: 'bug', issueNumber: at + 1 })),
      ),
    );
    const stored = await town.app.store.getProject(REPOSITORY_ID);
    expect(stored?.version).toBe(2);
  });
});
