import type { Config } from '../../domain/config/schema.js';
import type { EventOf } from '../../domain/event.js';
import type { ProjectEvent } from '../../domain/observation.js';
import type { ConfigFault } from '../../domain/project/project.js';
import type { Application } from '../application.js';
import type { Occasion } from '../inbox/work-off.js';
import { configurationCheck } from '../texts/config-check.js';
import { courtesy } from './courtesy.js';
import { findProject, readConfiguration, type ReadyProject } from './project-context.js';
import { reconsiderProject } from './reconsider.js';
import { registerProject } from './register-project.js';
import { saveProject } from './save-project.js';

/** The repository whose configuration all of the owner's repositories share. */
const SHARED = '.github';
const RACES = 10;

/** A repository changed, or its configuration did. */
export async function handleProject(
  app: Application,
  event: ProjectEvent,
  occasion: Occasion,
): Promise<void> {
  if (event.kind === 'configuration-pushed') return onConfiguration(app, event, occasion);
  const { repository, installationId, at } = event;
  const known = await app.store.getProject(repository.id);
  if (known === null && event.removed) return;
  const project = known?.value ?? (await registerProject(app, installationId, repository));
  const { owner, name, defaultBranch, private: isPrivate, visibility = null, archived } = repository;
  const state = event.removed ? 'gone' : archived ? 'archived' : 'active';
  const changed = await saveProject(app, project, (now) =>
    at >= now.changedAt
      ? {
          ...now,
          installationId,
          owner,
          name,
          defaultBranch,
          private: isPrivate,
          visibility,
          state,
          changedAt: at,
        }
      : now,
  );
  await reconsiderProject(app, changed);
}

/**
 * On the default branch it takes effect; on any other it is only checked. Either way the commit gets a check run
 * that says whether it is right, and if not on which line.
 */
async function onConfiguration(
  app: Application,
  event: EventOf<'configuration-pushed'>,
  occasion: Occasion,
): Promise<void> {
  const found = await findProject(app, event, occasion);
  if (!found?.reachable) return;
  const { project } = found;
  const { installationId, name } = found.address;
  const onDefaultBranch = event.branch === project.defaultBranch;
  const checked = await checkedAt(app, found, { ...event, onDefaultBranch });
  // It counts before it is said to be right, and also where that may not be said.
  if (onDefaultBranch) {
    if (name === SHARED) await markShared(app, installationId, event.at);
    await reconsiderProject(app, await readConfiguration(app, project, checked.lastGood));
  }
  await sayWhetherRight(app, found, checked, occasion.again);
}

interface Place {
  sha: string;
  /** The branch's head before the push; null: there was none. */
  before: string | null;
  onDefaultBranch: boolean;
}

interface Checked extends Place {
  faults: ConfigFault[];
  config: Config | null;
  /** What counts while it is broken. */
  lastGood: Config | null;
}

/** Says on a commit whether its configuration is right, once more. */
export async function checkConfiguration(app: Application, found: ReadyProject, place: Place): Promise<void> {
  await sayWhetherRight(app, found, await checkedAt(app, found, place), true);
}

async function checkedAt(app: Application, found: ReadyProject, place: Place): Promise<Checked> {
  const { installationId, owner, name } = found.address;
  const { sha, before, onDefaultBranch } = place;
  const { faults, config } = await app.github.readConfiguration(installationId, { owner, name, ref: sha });
  const isBroken = onDefaultBranch && faults.length > 0;
  const lastGood = isBroken
    ? (found.config ?? (await configurationBefore(app, found, before)))
    : found.config;
  return { ...place, faults, config, lastGood };
}

/** `again`: the check may stand there already. */
async function sayWhetherRight(
  app: Application,
  found: ReadyProject,
  { sha, onDefaultBranch, faults, config, lastGood }: Checked,
  again: boolean,
): Promise<void> {
  const content = configurationCheck({ faults, onDefaultBranch, keptLastGood: lastGood !== null });
  // Elsewhere than on the default branch a file changes nothing, its own mode included.
  const mode = (onDefaultBranch ? config?.mode : undefined) ?? lastGood?.mode ?? 'live';
  const check = { sha, id: null, content, again };
  await courtesy(app, found, { mode, write: 'setCheck', on: sha }, (github) =>
    github.setCheck(found.address, check),
  );
  app.log.info({ repository: found.address.repositoryId, faults: faults.length }, 'configuration checked');
}

/**
 * What counted before the first broken push, where nobody had asked for it yet. It is read then rather than when the App
 * is installed: that may be on thousands of repositories, most of which never have a configuration, and reading all
 * would use up the hour's requests.
 */
async function configurationBefore(
  { github }: Application,
  { address: { installationId, owner, name } }: ReadyProject,
  before: string | null,
): Promise<Config | null> {
  if (before === null) return null;
  return (await github.readConfiguration(installationId, { owner, name, ref: before })).config;
}

/** Whatever was read before now is stale for every repository of the installation; each reads anew when it next acts. */
async function markShared({ store, clock }: Application, installationId: number, at: number): Promise<void> {
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getInstallation(installationId);
    if (stored === null) return;
    const sharedConfigChangedAt = Math.max(stored.value.sharedConfigChangedAt, at, clock.now());
    if (
      (await store.saveInstallation({ ...stored.value, sharedConfigChangedAt }, stored.version)) === 'saved'
    )
      return;
  }
  throw new Error(`installation ${installationId}: lost the race to save it ${RACES} times`);
}
