import type { InstallationEvent } from '../../domain/observation.js';
import type { Installation, Project } from '../../domain/project/project.js';
import type { Application } from '../application.js';
import { reconsiderProject } from './reconsider.js';
import { registerProject } from './project-context.js';
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
      event.at >= now.changedAt ? { ...now, state: 'gone', changedAt: event.at } : now,
    );
    await reconsiderProject(app, gone);
  }
}

async function present(
  app: Application,
  installationId: number,
  repository: { id: number; owner: string; name: string; private: boolean },
  at: number,
): Promise<void> {
  const project = await registerProject(app, installationId, repository);
  if (project.state !== 'gone' || at < project.changedAt) return;
  const { owner, name } = repository;
  const back = await saveProject(app, project, (now) => ({
    ...now,
    owner,
    name,
    installationId,
    state: 'active',
    changedAt: at,
  }));
  await reconsiderProject(app, back);
}

async function saveInstallation(
  { store }: Application,
  event: Extract<InstallationEvent, { kind: 'installation-changed' }>,
): Promise<void> {
  const state = { created: 'active', unsuspended: 'active', suspended: 'suspended', deleted: 'deleted' } as const;
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getInstallation(event.installationId);
    if (stored !== null && stored.value.changedAt > event.at) return;
    const next: Installation = {
      id: event.installationId,
      account: event.account,
      state: state[event.change],
      changedAt: event.at,
      sharedConfigChangedAt: stored?.value.sharedConfigChangedAt ?? 0,
    };
    if ((await store.saveInstallation(next, stored?.version ?? 0)) === 'saved') return;
  }
  throw new Error(`installation ${event.installationId}: lost the race to save it ${RACES} times`);
}

async function reconsiderInstallation(app: Application, installationId: number): Promise<void> {
  let after: string | null = null;
  do {
    const page: { items: Project[]; next: string | null } = await app.store.listProjects(installationId, { limit: 50, after });
    for (const project of page.items) await reconsiderProject(app, project);
    after = page.next;
  } while (after !== null);
}
