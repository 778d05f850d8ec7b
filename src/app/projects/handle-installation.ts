import type { InstallationEvent } from '../../domain/observation.js';
import type { Installation } from '../../domain/project/project.js';
import type { Application } from '../application.js';
import { concernProjects } from './concern-projects.js';
import { reconsiderProject } from './reconsider.js';
import { registerProject } from './register-project.js';
import { saveProject } from './save-project.js';

const RACES = 10;

/** The App was installed, removed, suspended, or given other repositories. */
export async function handleInstallation(app: Application, event: InstallationEvent): Promise<void> {
  if (event.kind === 'installation-changed') {
    await saveInstallation(app, await asItIs(app, event));
    for (const repository of event.change === 'created' ? event.repositories : []) {
      await present(app, event.installationId, repository, event.at);
    }
    if (event.change !== 'created') await concernProjects(app, { ...event, after: null });
    return;
  }
  if (event.kind === 'projects-concerned') return concernProjects(app, event);
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

/**
 * A suspension and its end may be told in any order, and in the same second: what counts is how it is now.
 */
async function asItIs(
  { github, clock }: Application,
  event: InstallationChanged,
): Promise<InstallationChanged> {
  if (event.change !== 'suspended' && event.change !== 'unsuspended') return event;
  const at = clock.now();
  const state = await github.readInstallation(event.installationId);
  return { ...event, change: TOLD_BY[state], at };
}

const TOLD_BY = { active: 'unsuspended', suspended: 'suspended', gone: 'deleted' } as const;

async function saveInstallation({ store }: Application, event: InstallationChanged): Promise<void> {
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getInstallation(event.installationId);
    const next = changed(stored?.value ?? null, event);
    if (next === null) return;
    if ((await store.saveInstallation(next, stored?.version ?? 0)) === 'saved') return;
  }
  throw new Error(`installation ${event.installationId}: lost the race to save it ${RACES} times`);
}

type InstallationChanged = Extract<InstallationEvent, { kind: 'installation-changed' }>;

const STATE = {
  created: 'active',
  unsuspended: 'active',
  suspended: 'suspended',
  deleted: 'deleted',
} as const;

/** Null: a later change is known. */
function changed(before: Installation | null, event: InstallationChanged): Installation | null {
  const { installationId: id, account, change, at } = event;
  const { sharedConfigChangedAt = 0, permissionsChangedAt = 0, state = 'active' } = before ?? {};
  if (change === 'permissions-accepted') {
    // What is accepted says nothing of the state, and a later change of that does not take it back.
    const since = { permissionsChangedAt: Math.max(permissionsChangedAt, at) };
    const known = before ?? { id, account, state, changedAt: 0 };
    // A configuration that could not be read may be readable now.
    return { ...known, ...since, sharedConfigChangedAt: Math.max(sharedConfigChangedAt, at) };
  }
  // A number is given once: what was removed does not come back. And creation came first, however late it is told.
  const isEarlier =
    before !== null && (before.state === 'deleted' || change === 'created' || before.changedAt > at);
  if (isEarlier && change !== 'deleted') return null;
  return {
    id,
    account,
    state: STATE[change],
    // GitHub's time of its making would be later than ours of a suspension in the same second.
    changedAt: change === 'created' ? 0 : at,
    // While it was suspended nobody told us of pushes.
    sharedConfigChangedAt: change === 'unsuspended' ? at : sharedConfigChangedAt,
    permissionsChangedAt,
  };
}
