import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../../src/app/ports/github.js';
import type { DomainEvent, RepositorySnapshot } from '../../../src/domain/event.js';
import { MINUTE, NOW, sampleAccount, sampleIssue } from '../../contract/samples.js';
import { MARIA, REPOSITORY_ID } from '../names.js';
import { issueChanged, labelled, said } from '../news.js';
import { situation, type Situation } from '../situation.js';

const ACCOUNT = sampleAccount({ login: 'octo', id: 5, type: 'Organization' });
const LIST = { id: REPOSITORY_ID, owner: 'octo', name: 'list', private: false };

type Change = 'created' | 'deleted' | 'suspended' | 'unsuspended' | 'permissions-accepted';

function installation(change: Change, at: number, installationId = 1): DomainEvent {
  const repositories = change === 'created' ? [LIST] : [];
  return {
    kind: 'installation-changed',
    installationId,
    seenAt: at,
    account: ACCOUNT,
    change,
    repositories,
    at,
  };
}

function repositories(
  of: { added?: boolean; removed?: boolean },
  at: number,
  installationId = 1,
): DomainEvent {
  const added = of.added === true ? [LIST] : [];
  const removed = of.removed === true ? [LIST] : [];
  return { kind: 'repositories-changed', installationId, seenAt: at, account: ACCOUNT, added, removed, at };
}

function repository(
  town: Situation,
  over: Partial<RepositorySnapshot>,
  at: number,
  removed = false,
): DomainEvent {
  const shown = { ...town.world.repository, ...over };
  return {
    kind: 'repository-changed',
    installationId: 1,
    repositoryId: shown.id,
    seenAt: at,
    repository: shown,
    removed,
    at,
  };
}

/** With a workflow under way in an installation that we know, a minute ago. */
async function underWay(): Promise<Situation> {
  const town = situation();
  await town.tell(installation('created', NOW - 10 * MINUTE));
  await town.tell(labelled(MARIA));
  town.clock.advance(MINUTE);
  town.github.calls.length = 0;
  return town;
}

async function held(town: Situation, installationId = 1): Promise<number> {
  const leases = await town.store.port.getLeases(installationId, ['apollo', 'athena'], town.clock.now());
  return Object.values(leases).flat().length;
}

describe('a workflow follows', () => {
  it.each<[string, (town: Situation) => DomainEvent, string]>([
    ['the removal of the App', ({ clock }) => installation('deleted', clock.now()), 'app-removed'],
    [
      'the removal of its repository from the App',
      ({ clock }) => repositories({ removed: true }, clock.now()),
      'repository-gone',
    ],
    [
      'the deletion of its repository',
      (town) => repository(town, {}, town.clock.now(), true),
      'repository-gone',
    ],
    [
      'the archiving of its repository',
      (town) => repository(town, { archived: true }, town.clock.now()),
      'repository-archived',
    ],
  ])('%s: it ends, its agent is free, and GitHub is not asked', async (_what, event, why) => {
    const town = await underWay();
    expect(await held(town)).toBe(1);
    await town.tell(event(town));
    await town.tick();
    const { status, steps } = await town.workflow();
    expect(status).toBe('away');
    expect(steps.at(-1)?.because).toMatchObject([{ code: why }]);
    expect(await held(town)).toBe(0);
    expect(town.github.calls).toEqual([]);
    await town.tell(
      said('/tekton status', { at: town.clock.now() }),
      labelled(MARIA, { at: town.clock.now() }),
    );
    expect(town.github.calls).toEqual([]);
  });

  it('a suspension in the very second in which the App was installed, or got other permissions', async () => {
    for (const change of ['created', 'permissions-accepted'] as const) {
      const town = situation();
      // GitHub's whole second, to its end.
      await town.tell(installation(change, town.clock.now() + 999));
      await town.tell(installation('suspended', town.clock.now()));
      expect((await town.app.store.getInstallation(1))?.value.state).toBe('suspended');
    }
  });

  it('a suspension: it waits, and goes on when that is lifted', async () => {
    const town = await underWay();
    await town.tell(installation('suspended', town.clock.now()));
    town.clock.advance(MINUTE);
    await town.tell(issueChanged({ labels: ['tekton', 'do-not-merge/hold'] }, town.clock.now()));
    expect(town.github.calls.map(({ method }) => method)).toEqual(['readInstallation']);
    expect((await town.workflow()).status).toBe('active');
    await town.tell(installation('unsuspended', town.clock.now()));
    await town.tick();
    expect(town.github.count('updateComment')).toBe(1);
    expect(await held(town)).toBe(1);
  });

  it('a suspension to its end: what is left to say is said when that is lifted, once', async () => {
    const town = await underWay();
    await town.tell(installation('suspended', town.clock.now()));
    town.clock.advance(MINUTE);
    await town.tell(issueChanged({ state: 'closed' }, town.clock.now()));
    expect(town.github.calls.map(({ method }) => method)).toEqual(['readInstallation']);
    expect(await town.workflow()).toMatchObject({ status: 'cancelled', owes: true });
    await town.tell(installation('unsuspended', town.clock.now()));
    await town.tick();
    expect(town.github.count('updateComment')).toBe(1);
    expect((await town.workflow()).owes).toBe(false);
    expect((await town.store.port.listOpenWorkflows(REPOSITORY_ID, { limit: 1, after: null })).items).toEqual(
      [],
    );
  });

  it.each<[string, (town: Situation, away: boolean) => DomainEvent]>([
    [
      'its repository back with the App',
      ({ clock }, away) => repositories(away ? { removed: true } : { added: true }, clock.now()),
    ],
    [
      'its repository out of the archive',
      (town, away) => repository(town, { archived: away }, town.clock.now()),
    ],
  ])('%s: it goes on by itself', async (_what, event) => {
    const town = await underWay();
    await town.tell(event(town, true));
    await town.tick();
    expect(await held(town)).toBe(0);
    town.clock.advance(MINUTE);
    await town.tell(event(town, false));
    await town.tick();
    expect((await town.workflow()).status).toBe('active');
    expect(await held(town)).toBe(1);
  });

  it('the App installed anew, under another number, also when a timer looks at it', async () => {
    const town = await underWay();
    await town.tell(installation('deleted', town.clock.now()));
    await town.tick();
    town.clock.advance(MINUTE);
    await town.tell(installation('created', town.clock.now(), 2));
    await town.tick();
    expect(await town.workflow()).toMatchObject({ status: 'active', installationId: 2 });
    expect(await held(town, 2)).toBe(1);
    const asked = town.github.calls.flatMap(({ args }) => args).map((arg) => JSON.stringify(arg));
    expect(asked.filter((arg) => arg.includes('"installationId":1'))).toEqual([]);
  });

  it('its repository to another owner, in whatever order that is told', async () => {
    const town = await underWay();
    const at = town.clock.now();
    await town.tell(repositories({ added: true }, at, 2));
    await town.tell(repositories({ removed: true }, at + 1, 1));
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value).toMatchObject({
      state: 'active',
      installationId: 2,
    });
    expect((await town.workflow()).status).toBe('active');
  });

  it('the new name of its repository, by its own webhook or by any other', async () => {
    const town = await underWay();
    town.world.repository = { ...town.world.repository, name: 'lists' };
    await town.tell(repository(town, {}, town.clock.now()));
    await town.tell(said('/tekton hold', { at: town.clock.now() }));
    expect(town.github.calls.at(-1)?.args[0]).toMatchObject({ name: 'lists' });
    town.world.repository = { ...town.world.repository, owner: 'octave', defaultBranch: 'trunk' };
    await town.tell(said('/tekton unhold', { at: town.clock.now() + 1 }));
    expect(town.github.calls.at(-1)?.args[0]).toMatchObject({ owner: 'octave' });
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value).toMatchObject({
      slug: 'octo-list',
      defaultBranch: 'trunk',
    });
  });
});

describe('old news', () => {
  it('of a repository takes nothing back', async () => {
    const town = await underWay();
    await town.tell(repository(town, { name: 'lists' }, town.clock.now()));
    await town.tell(repository(town, { archived: true }, town.clock.now() - 1000));
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value).toMatchObject({
      name: 'lists',
      state: 'active',
    });
    expect((await town.workflow()).status).toBe('active');
  });

  it('shown by a delivery that came before a rename does not undo it', async () => {
    const town = await underWay();
    await town.tell(repository(town, { name: 'lists' }, town.clock.now() + 1));
    await town.tell(said('/tekton hold', { at: town.clock.now() }));
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value.name).toBe('lists');
  });

  it.each([
    ['is suspended', 'suspended', ['suspended', 'unsuspended'], 'suspended'],
    ['is no more', 'active', ['unsuspended', 'suspended'], 'active'],
    ['is gone', 'gone', ['suspended', 'unsuspended'], 'deleted'],
  ] as const)(
    'that it was suspended, and no more, told in whatever order: what counts is that it %s now',
    async (_, now, told, state) => {
      const town = await underWay();
      for (const change of told) {
        const news = installation(change, town.clock.now());
        await town.deliver(change, news);
        town.world.installation = now;
        await town.workOff(change);
      }
      expect((await town.app.store.getInstallation(1))?.value.state).toBe(state);
      expect((await town.workflow()).status).toBe('active');
    },
  );

  it('that an installation was made, told at last, wakes none that is suspended or removed', async () => {
    const town = await underWay();
    for (const change of ['suspended', 'deleted'] as const) {
      await town.tell(installation(change, town.clock.now()));
      town.clock.advance(MINUTE);
      await town.tell(installation('created', town.clock.now()));
      expect((await town.app.store.getInstallation(1))?.value.state).toBe(change);
    }
  });

  it('of repositories that come and go takes nothing back', async () => {
    const town = await underWay();
    await town.tell(repositories({ removed: true }, town.clock.now()));
    await town.tell(repositories({ added: true }, town.clock.now() - 1000));
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value.state).toBe('gone');
    await town.tell(repositories({ removed: true }, town.clock.now() - 1000));
    await town.tell(repository(town, { id: 555 }, NOW, true));
    expect(await town.app.store.getProject(555)).toBeNull();
  });

  it('of a repository that we never had is nothing to us', async () => {
    const town = situation();
    await town.tell(repositories({ removed: true }, NOW));
    expect(await town.app.store.getProject(REPOSITORY_ID)).toBeNull();
    await town.tell(repository(town, { archived: true }, NOW));
    expect((await town.app.store.getProject(REPOSITORY_ID))?.value.state).toBe('archived');
  });
});

/** A team large enough, and a workflow on each of so many issues. */
async function manyUnderWay(count: number): Promise<Situation> {
  const town = situation({ config: { team: [{ name: 'apollo', capacity: 50 }] } });
  await town.tell(installation('created', NOW - 10 * MINUTE));
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  for (const number of numbers)
    town.world.issues.set(number, { issue: sampleIssue({ number }), updatedAt: NOW });
  for (const issueNumber of numbers) await town.tell(labelled(MARIA, { issueNumber }));
  town.clock.advance(MINUTE);
  return town;
}

describe('looking again at all workflows of a project', () => {
  it('writes once for each of hundreds, and leaves the rest to the ticks', async () => {
    const town = await manyUnderWay(300);
    town.store.calls.length = 0;
    town.github.calls.length = 0;
    const gone = repositories({ removed: true }, town.clock.now());
    await town.tell(gone);
    const marked = town.store.calls
      .filter(({ method }) => method === 'saveWorkflow')
      .map(({ args: [workflow] }) => JSON.stringify(workflow));
    expect(marked).toHaveLength(300);
    expect(new Set(marked).size).toBe(300);
    expect(town.store.count('saveProject', 'appendAudit', 'release')).toBe(1);
    expect(town.github.calls).toEqual([]);

    await town.tell(gone);
    expect(town.store.count('saveWorkflow')).toBe(300);
    while ((await town.tick()) > 0);
    expect(await held(town)).toBe(0);
  });

  it('is asked for again when one could not be marked, and marks the others then', async () => {
    const town = await manyUnderWay(30);
    town.store.fail('saveWorkflow', new Error('the store is slow'));
    const gone = repositories({ removed: true }, town.clock.now());
    await expect(town.tell(gone)).rejects.toThrow('the store is slow');
    await town.tell(gone);
    await town.tick();
    expect(await held(town)).toBe(0);
  });

  it('is not forgotten where one is just being performed', async () => {
    const town = await underWay();
    const comment = town.github.hold('updateComment');
    const performing = town.tell(said('/tekton hold', { at: town.clock.now() }));
    await comment.arrived;
    await town.tell(repositories({ removed: true }, town.clock.now()));
    await town.tick();
    comment.letGo();
    await performing;
    await town.tick();
    expect((await town.workflow()).status).toBe('away');
    expect((await town.workflow()).dueAt).toBeNull();
  });

  it('of an installation with many projects goes on in deliveries of its own', async () => {
    const town = await underWay();
    const added = Array.from({ length: 250 }, (_, at) => ({ ...LIST, id: 1000 + at, name: `r${at}` }));
    const at = town.clock.now();
    await town.tell({
      kind: 'repositories-changed',
      installationId: 1,
      seenAt: at,
      account: ACCOUNT,
      added,
      removed: [],
      at,
    });
    town.store.calls.length = 0;
    await town.tell(installation('deleted', at));
    expect(town.store.count('listOpenWorkflows')).toBe(100);
    for (const id of town.woken) await town.workOff(id);
    expect(town.store.count('listOpenWorkflows')).toBe(251);
    await town.tick();
    expect((await town.workflow()).status).toBe('away');
  });
});

describe('what GitHub refused for want of a permission', () => {
  it('is tried again once the owner has accepted other permissions', async () => {
    const town = situation();
    await town.tell(installation('created', NOW - 10 * MINUTE));
    town.github.fail('createBranch', new Refusal('forbidden', 'Resource not accessible by integration'));
    await town.tell(labelled(MARIA));
    town.clock.advance(MINUTE);
    await town.tell(issueChanged({ title: 'New title' }, town.clock.now()));
    expect(town.github.count('createBranch')).toBe(1);
    await town.tell(installation('permissions-accepted', town.clock.now()));
    await town.tick();
    expect(town.github.count('createBranch')).toBe(2);
    expect((await town.workflow()).steps.find(({ name }) => name === 'branch')?.status).toBe('complete');
  });

  it('is tried again after a suspension too, when they were accepted before it', async () => {
    const town = await underWay();
    await town.tell(installation('suspended', town.clock.now()));
    await town.tell(installation('permissions-accepted', town.clock.now() - 1000));
    expect((await town.app.store.getInstallation(1))?.value).toMatchObject({
      state: 'suspended',
      changedAt: town.clock.now(),
      permissionsChangedAt: town.clock.now() - 1000,
    });
  });
});
