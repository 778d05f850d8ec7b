import { describe, expect, it } from '@jest/globals';
import { Refusal, Unavailable } from '../../../src/app/ports/github.js';
import { readyProject } from '../../../src/app/projects/project-context.js';
import type { DomainEvent } from '../../../src/domain/event.js';
import type { ConfigFault } from '../../../src/domain/project/project.js';
import { MINUTE, NOW, sampleAccount, sha } from '../../contract/samples.js';
import { INSTALLATION_ID, MARIA, PAUL, STRANGER } from '../names.js';
import { configurationPushed, labelled, said } from '../news.js';
import { configure, situation, type Situation } from '../situation.js';

const FAULT: ConfigFault = { path: '.github/tekton-core.yml', line: 3, column: 5, message: 'is not a list' };

const readings = ({ github }: Situation) => github.count('readConfiguration');

async function anything({ tell, clock }: Situation): Promise<void> {
  await tell(labelled(MARIA, { label: 'bug', at: clock.now() }));
}

function installed(at: number, change: 'created' | 'suspended' | 'unsuspended' = 'created'): DomainEvent {
  const account = sampleAccount({ login: 'octo', type: 'Organization' });
  return {
    kind: 'installation-changed',
    installationId: INSTALLATION_ID,
    seenAt: at,
    account,
    change,
    repositories: [],
    at,
  };
}

describe('the configuration', () => {
  it('of a repository that we never heard of is read, and the repository registered', async () => {
    const town = situation();
    await anything(town);
    expect((await town.app.store.getProject(100))?.value).toMatchObject({
      slug: 'octo-list',
      defaultBranch: 'main',
      state: 'active',
      reading: { faults: [], readAt: NOW },
    });
  });

  it('is kept for an hour', async () => {
    const town = situation();
    await anything(town);
    town.clock.advance(60 * MINUTE);
    await anything(town);
    expect(readings(town)).toBe(1);
    town.clock.advance(1);
    await anything(town);
    expect(readings(town)).toBe(2);
    await anything(town);
    expect(readings(town)).toBe(2);
  });

  it('that is old goes on to count while GitHub cannot be asked, but nothing is made up where there is none', async () => {
    const town = situation();
    town.github.fail('readConfiguration', new Unavailable('down', null));
    await expect(anything(town)).rejects.toThrow('down');
    await anything(town);
    town.clock.advance(61 * MINUTE);
    town.github.fail('readConfiguration', new Unavailable('down', null));
    await town.tell(labelled(MARIA, { at: town.clock.now() }));
    expect((await town.workflow()).status).toBe('active');
    expect(town.notes.map(({ message }) => message)).toContain('goes on with an old configuration');
  });

  it('is read anew after a push to the default branch, which is told that it is right', async () => {
    const town = situation();
    await anything(town);
    town.clock.advance(1000);
    configure(town.world, { labels: { start: 'go' } });
    await town.tell(configurationPushed(sha(5), town.clock.now()));
    expect(town.world.checks).toMatchObject([
      { sha: sha(5), content: { name: 'tekton-core/config', state: 'success', annotations: [] } },
    ]);
    await town.tell(labelled(MARIA, { label: 'go', at: town.clock.now() }));
    expect((await town.workflow()).status).toBe('active');
    expect(readings(town)).toBe(3);
  });

  it('counts also where GitHub lets us write no check, but waits for one that fails for the moment', async () => {
    const town = situation();
    await anything(town);
    town.clock.advance(1000);
    configure(town.world, { labels: { start: 'go' } });
    town.github.fail('setCheck', new Unavailable('down', null));
    await expect(town.tell(configurationPushed(sha(5), town.clock.now()))).rejects.toThrow('down');
    town.clock.advance(1000);
    town.github.fail('setCheck', new Refusal('forbidden', 'Resource not accessible by integration'));
    await town.tell(configurationPushed(sha(6), town.clock.now()));
    expect(town.notes).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'refused',
        fields: { repository: 'octo/list', write: 'setCheck', on: sha(6), code: 'forbidden' },
      }),
    );
    await town.tell(labelled(MARIA, { label: 'go', at: town.clock.now() }));
    expect((await town.workflow()).status).toBe('active');
  });

  it('is kept and shown to its workflows before its check is written', async () => {
    const town = situation();
    await anything(town);
    town.clock.advance(1000);
    configure(town.world, { labels: { start: 'go' } });
    town.github.fail('setCheck', new Unavailable('down', null), { times: 9 });
    await expect(town.tell(configurationPushed(sha(5), town.clock.now()))).rejects.toThrow('down');
    const reading = (await town.app.store.getProject(100))?.value.reading;
    expect(reading?.config?.labels.start).toBe('go');
  });

  it('of another branch is checked, and does not count', async () => {
    const town = situation();
    await anything(town);
    town.clock.advance(1000);
    town.world.configurations.set(sha(5), { config: null, faults: [FAULT] });
    await town.tell(configurationPushed(sha(5), town.clock.now(), 'try'));
    expect(town.world.checks).toMatchObject([{ sha: sha(5), content: { state: 'failure' } }]);
    expect((await town.app.store.getProject(100))?.value.reading?.faults).toEqual([]);
  });

  it('that is broken keeps the last good one, and says on the commit which line is wrong', async () => {
    const town = situation();
    await anything(town);
    town.clock.advance(1000);
    town.world.configurations.set('', { config: null, faults: [FAULT] });
    await town.tell(configurationPushed(sha(5), town.clock.now()));
    expect(town.world.checks[0]?.content).toMatchObject({
      state: 'failure',
      annotations: [{ path: FAULT.path, line: 3, message: 'is not a list' }],
      summary: expect.stringContaining('stays in force'),
    });
    const reading = (await town.app.store.getProject(100))?.value.reading;
    expect(reading).toMatchObject({ faults: [FAULT], config: { labels: { start: 'tekton' } } });
    await town.tell(labelled(MARIA, { at: town.clock.now() }));
    expect((await town.workflow()).status).toBe('active');
  });

  it('that was good before the first broken push counts, though nobody had asked for it yet', async () => {
    const town = situation();
    const good = town.world.configurations.get('');
    if (good !== undefined) town.world.configurations.set(sha(4), good);
    town.world.configurations.set('', { config: null, faults: [FAULT] });
    await town.tell(configurationPushed(sha(5), NOW, 'main', 100, sha(4)));
    expect(town.world.checks[0]?.content.summary).toContain('stays in force');
    town.clock.advance(1000);
    await town.tell(labelled(MARIA, { at: town.clock.now() }));
    expect((await town.workflow()).status).toBe('active');
  });

  it('changes a workflow that is under way', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    const before = town.world.comments.length;
    town.clock.advance(1000);
    configure(town.world, { review: { approvals: 0 }, labels: { hold: 'tekton' } });
    await town.tell(configurationPushed(sha(5), town.clock.now()));
    await town.tick();
    expect(town.world.comments).toHaveLength(before);
    expect(town.world.comments.find(({ marker }) => marker.includes('kind=status'))?.body).toContain(
      'On hold',
    );
  });

  it('is read anew by every repository of the owner after a push to their `.github`', async () => {
    const town = situation();
    await town.tell(installed(NOW));
    await anything(town);
    town.clock.advance(1000);
    const list = town.world.repository;
    town.world.repository = { ...list, id: 200, name: '.github' };
    await town.tell(configurationPushed(sha(5), town.clock.now(), 'main', 200));
    town.world.repository = list;
    const before = readings(town);
    town.clock.advance(1000);
    await anything(town);
    expect(readings(town)).toBe(before + 1);
    await anything(town);
    expect(readings(town)).toBe(before + 1);
  });

  it('of an owner whose installation we never heard of waits for its hour', async () => {
    const town = situation({ repository: { name: '.github' } });
    await town.tell(configurationPushed(sha(5), NOW));
    expect(town.world.checks).toHaveLength(1);
  });

  it('is read anew after a suspension, of whose pushes nobody told', async () => {
    const town = situation();
    await town.tell(installed(NOW));
    await anything(town);
    await town.tell(installed(NOW + 1, 'suspended'));
    town.clock.advance(1000);
    await town.tell(installed(town.clock.now(), 'unsuspended'));
    town.clock.advance(1);
    await anything(town);
    expect(readings(town)).toBe(2);
  });

  it('of a repository that is archived or unknown is not asked for', async () => {
    const town = situation({ repository: { archived: true } });
    await anything(town);
    await town.tell(configurationPushed(sha(5), NOW));
    await town.tell(configurationPushed(sha(5), NOW, 'main', 555));
    await town.tell(said('/tekton start'));
    expect(town.github.calls).toEqual([]);
  });
});

describe('when another branch becomes the default', () => {
  const trunk = (town: Situation): DomainEvent => {
    town.clock.advance(MINUTE);
    const at = town.clock.now();
    town.world.repository = { ...town.world.repository, defaultBranch: 'trunk' };
    const { repository } = town.world;
    return {
      kind: 'repository-changed',
      installationId: INSTALLATION_ID,
      repositoryId: 100,
      seenAt: at,
      repository,
      removed: false,
      at,
    };
  };

  it('what is there counts from then on', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    const changed = trunk(town);
    configure(town.world, { labels: { hold: 'tekton' } });
    await town.tell(changed);
    await town.tick();
    expect(readings(town)).toBe(2);
    expect(town.world.comments.find(({ marker }) => marker.includes('kind=status'))?.body).toContain(
      'On hold',
    );
    await anything(town);
    expect(readings(town)).toBe(2);
  });

  it('what is there counts also if a delivery in between is the first to show it', async () => {
    const town = situation();
    await anything(town);
    trunk(town);
    town.world.configurations.clear();
    await town.tell(labelled(MARIA, { at: town.clock.now() }));
    expect(await town.app.store.getWorkflow('wf-100-7')).toBeNull();
  });

  it('a reading of the one before does not count, however late it ends', async () => {
    const town = situation();
    const slow = town.github.hold('readConfiguration');
    const first = anything(town);
    await slow.arrived;
    await town.tell(trunk(town));
    slow.letGo();
    await first;
    expect(readings(town)).toBe(1);
    await anything(town);
    expect(readings(town)).toBe(2);
  });
});

describe('a repository without a configuration', () => {
  it('is left alone, whatever happens there', async () => {
    const town = situation({ config: null });
    await town.tell(
      said('Please look at /etc/hosts'),
      labelled(MARIA, { label: 'bug' }),
      labelled(MARIA, { on: false }),
    );
    await town.tell(said('/start'));
    expect(town.world.comments).toEqual([]);
    expect(town.github.calls.map(({ method }) => method)).toEqual(['readConfiguration']);
  });

  it('says how to begin once on each page, and a reaction leaves nobody without an answer', async () => {
    const town = situation({ config: null });
    await town.tell(labelled(MARIA));
    await town.tell(said('/tekton start', { by: STRANGER, commentId: 61 }));
    await town.tell(said('/tekton dance', { by: PAUL, commentId: 62 }));
    await town.workOffAll();
    expect(town.world.comments.map(({ number }) => number)).toEqual([7]);
    expect(town.world.comments[0]?.body).toContain('has no `.github/tekton-core.yml`');
    expect(town.world.reactions).toEqual([
      { commentId: 61, content: 'confused' },
      { commentId: 62, content: 'confused' },
    ]);
    await town.tell(
      labelled(MARIA, { issueNumber: 8 }),
      said('/tekton why', { number: 40, onPullRequest: true }),
    );
    await town.workOffAll();
    expect(town.world.comments.map(({ number }) => number)).toEqual([7, 8, 40]);
    expect(town.github.count('permissionOf')).toBe(0);
    expect(await town.app.store.getWorkflow('wf-100-7')).toBeNull();
  });

  it('writes one comment though what asks for it comes in at the same time', async () => {
    const town = situation({ config: null });
    await Promise.all([
      town.tell(labelled(MARIA)),
      town.tell(said('/tekton start')),
      town.tell(said('/tekton status')),
    ]);
    await town.workOffAll();
    expect(town.github.count('createComment')).toBe(1);
  });

  it('gives help to each who asks for it, once on a page', async () => {
    const town = situation({ config: null });
    await town.tell(said('/tekton help', { by: STRANGER, commentId: 61 }));
    await town.tell(said('/tekton help\n/tekton start', { by: PAUL, commentId: 62 }));
    await town.tell(said('/tekton', { by: PAUL, commentId: 63 }));
    await town.workOffAll();
    expect(town.world.comments).toHaveLength(2);
    for (const { body } of town.world.comments) {
      expect(body).toContain('has no `.github/tekton-core.yml`');
      expect(body).toContain('| `/tekton start` |');
    }
    expect(town.world.reactions).toEqual([
      { commentId: 61, content: '+1' },
      { commentId: 62, content: '+1' },
      { commentId: 62, content: 'confused' },
      { commentId: 63, content: '+1' },
    ]);
  });

  it('lets be what GitHub refuses there', async () => {
    const town = situation({ config: null });
    town.github.fail('react', new Refusal('forbidden', 'locked'));
    town.github.fail('createComment', new Refusal('forbidden', 'locked'));
    await town.tell(said('/tekton help'));
    await town.workOffAll();
    expect(town.notes.filter(({ message }) => message === 'refused').map(({ fields }) => fields)).toEqual([
      { repository: 'octo/list', write: 'react', on: '#7', code: 'forbidden' },
      { repository: 'octo/list', write: 'createComment', on: '#7', code: 'forbidden' },
    ]);
  });

  it('says what is wrong with the configuration, if there is one', async () => {
    const town = situation({ config: null });
    town.world.configurations.set('', { config: null, faults: [FAULT] });
    await town.tell(said('/tekton why'));
    await town.workOffAll();
    expect(town.world.comments[0]?.body).toContain('is not a list');
  });

  it('still hears commands for what had begun before its configuration was taken away', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    town.clock.advance(1000);
    town.world.configurations.clear();
    await town.tell(configurationPushed(sha(5), town.clock.now()));
    await town.tell(said('/tekton stop', { at: town.clock.now() }));
    expect((await town.workflow()).status).toBe('cancelled');
    expect(await town.store.port.getLeases(1, ['apollo'], town.clock.now())).toEqual({ apollo: [] });
  });
});

describe('a repository whose default branch nobody told', () => {
  it('is asked for it', async () => {
    const town = situation();
    const added = [{ id: 100, owner: 'octo', name: 'list', private: false }];
    const account = sampleAccount();
    await town.tell({
      kind: 'repositories-changed',
      installationId: 1,
      seenAt: NOW,
      account,
      added,
      removed: [],
      at: NOW,
    });
    const ready = await readyProject(town.app, { installationId: 1, repositoryId: 100 }, null);
    expect(ready?.context(7).project.defaultBranch).toBe('main');
    expect(town.github.calls.map(({ method }) => method)).toEqual(['readRepository', 'readConfiguration']);
  });

  it('waits when GitHub will not say', async () => {
    const town = situation();
    const added = [{ id: 100, owner: 'octo', name: 'list', private: false }];
    await town.tell({
      kind: 'repositories-changed',
      installationId: 1,
      seenAt: NOW,
      account: sampleAccount(),
      added,
      removed: [],
      at: NOW,
    });
    town.github.fail('readRepository', new Refusal('not-found', 'Not Found'));
    await expect(readyProject(town.app, { installationId: 1, repositoryId: 100 }, null)).rejects.toThrow(
      'Not Found',
    );
  });
});
