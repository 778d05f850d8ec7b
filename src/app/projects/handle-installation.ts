import type { InstallationEvent } from '../../domain/observation.js';
import type { Installation, Project } from '../../domain/project/project.js';
import type { Application } from '../application.js';
import { reconsiderProject } from './reconsider.js';
import { registerProject } from './register-project.js';
import { saveProject } from './save-project.js';

const RACES = 10;

/** The App was installed, removed, suspended, or given other repositories. */
export async function handleInstallation(app: Application, event: InstallationEvent): Promise<void> {
  if (event.kind === 'installation-changed') {
    await saveInstallation(app, event);
    for (const repository of event.change === 'created' ? event.repositories : []) {
      await present(app, event.installationId, repository, event.at);
    }
    if (event.change !== 'created') await reconsiderInstallation(app, event.installationId);
    return;
  }
  for (const repository of event.added) await present(app, event.installationId, repository, event.at);
  for (const { id } of event.removed) {
    const stored = await app.store.getProject(id);
    if (stored === null) continue;
    const gone = await saveProject(app, stored.value, (now) =>
      // A repository that was given to another owner is theirs by now.
      event.at >= now.changedAt && now.installationId === event.installationId
        ? { ...now, state: 'gone', changedAt: event.at }
        : now,
    );
    await reconsiderProject(app, gone);
  }
}

/** A repository that is there: new to us, back, or of another installation than before. */
async function present(
  app: Application,
  installationId: number,
  repository: { id: number; owner: string; name: string; private: boolean },
  at: number,
): Promise<void> {
  const project = await registerProject(app, installationId, repository);
  if (project.state !== 'gone' && project.installationId === installationId) return;
  const { owner, name } = repository;
  const back = await saveProject(app, project, (now) => {
    if (at < now.changedAt) return now;
    const state = now.state === 'gone' ? 'active' : now.state;
    // Nobody told us of its pushes meanwhile.
    const reading = now.reading === null ? null : { ...now.reading, readAt: 0 };
    return { ...now, owner, name, installationId, state, reading, changedAt: at };
  });
  await reconsiderProject(app, back);
}

async function saveInstallation(
  { store }: Application,
  event: Extract<InstallationEvent, { kind: 'installation-changed' }>,
): Promise<void> {
  const state = {
    created: 'active',
    unsuspended: 'active',
    suspended: 'suspended',
    deleted: 'deleted',
  } as const;
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getInstallation(event.installationId);
    if (stored !== null && stored.value.changedAt > event.at) return;
    const next: Installation = {
      id: event.installationId,
      account: event.account,
      state: state[event.change],
      changedAt: event.at,
      // While it was suspended nobody told us of pushes.
      sharedConfigChangedAt:
        event.change === 'unsuspended' ? event.at : (stored?.value.sharedConfigChangedAt ?? 0),
    };
    if ((await store.saveInstallation(next, stored?.version ?? 0)) === 'saved') return;
  }
  throw new Error(`installation ${event.installationId}: lost the race to save it ${RACES} times`);
}

async function reconsiderInstallation(app: Application, installationId: number): Promise<void> {
  let after: string | null = null;
  do {
    const page: { items: Project[]; next: string | null } = await app.store.listProjects(installationId, {
      limit: 50,
      after,
    });
    for (const project of page.items) await reconsiderProject(app, project);
    after = page.next;
  } while (after !== null);
}
