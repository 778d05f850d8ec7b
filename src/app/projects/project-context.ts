import { DEFAULT_CONFIG, type Config } from '../../domain/config/schema.js';
import type { ConfigReading, Installation, Project } from '../../domain/project/project.js';
import type { Context } from '../../domain/workflow/situation.js';
import type { Occasion } from '../inbox/work-off.js';
import type { Clock, Log } from '../ports/environment.js';
import type { ProjectPort, RepositoryAddress } from '../ports/github.js';
import type { ProjectStore, ReportStore } from '../ports/store.js';
import { ensureDay } from '../reports/ensure-day.js';
import { registerProject } from './register-project.js';
import { saveProject } from './save-project.js';

/** A reading is trusted for this long without news, ms: a push whose webhook was lost is noticed then. */
const READING_TRUSTED = 60 * 60_000;

export interface Projects {
  store: ProjectStore & Pick<ReportStore, 'getDay' | 'saveDay' | 'listDays'>;
  github: ProjectPort;
  clock: Clock;
  log: Log;
}

/** A project ready to conduct: where it is, how it wants it, and whether it wants it at all. */
export interface ReadyProject {
  project: Project;
  address: RepositoryAddress;
  /** Whether GitHub would answer us there, and take a write. */
  reachable: boolean;
  /** Null: the repository has no configuration and is inert. */
  config: Config | null;
  context(issueNumber: number): Context;
}

type Seen = Pick<Occasion, 'repository' | 'receivedAt'>;

/**
 * The project of a repository with a configuration that is fresh enough. Registered here if we never heard of it: the
 * webhook that should have told may be lost. Answers null when nothing says what the repository is.
 */
export async function readyProject(
  projects: Projects,
  of: { installationId: number; repositoryId: number },
  seen: Seen | null,
): Promise<ReadyProject | null> {
  const found = await findProject(projects, of, seen);
  if (!found?.reachable) return found;
  const { installation } = found;
  let { project } = found;
  if (project.defaultBranch === null) {
    const { installationId, owner, name } = project;
    const { defaultBranch } = await projects.github.readRepository(installationId, { owner, name });
    project = await saveProject(projects, project, (now) => ({ ...now, defaultBranch }));
  }
  if (isStale(project, installation, projects.clock.now())) project = await readAgain(projects, project);
  return ready(project, installation);
}

/** The same with the configuration as it was last read. */
export async function findProject(
  projects: Projects,
  of: { installationId: number; repositoryId: number },
  seen: Seen | null,
): Promise<(ReadyProject & { installation: Installation | null }) | null> {
  const project = await knownProject(projects, of, seen);
  if (project === null) return null;
  const installation = (await projects.store.getInstallation(project.installationId))?.value ?? null;
  return { ...ready(project, installation), installation };
}

/**
 * Reads the configuration now and keeps it; a broken one keeps the last good one and its faults beside it. `lastGood`:
 * for a project that had none read yet.
 */
export async function readConfiguration(
  projects: Projects,
  project: Project,
  lastGood: Config | null = null,
): Promise<Project> {
  const { installationId, owner, name, defaultBranch: branch } = project;
  const readAt = projects.clock.now();
  const found = await projects.github.readConfiguration(installationId, { owner, name, ref: null });
  const saved = await saveProject(projects, project, (now) => {
    const config = found.faults.length > 0 ? (now.reading?.config ?? lastGood) : found.config;
    const { faults, sources } = found;
    const reading: ConfigReading = { config, faults, sources, readAt, branch };
    return (now.reading?.readAt ?? 0) >= readAt ? now : { ...now, reading };
  });
  await ensureDay(projects, saved);
  return saved;
}

/** An old reading is better than none: the work goes on while GitHub cannot be asked. */
async function readAgain(projects: Projects, project: Project): Promise<Project> {
  try {
    return await readConfiguration(projects, project);
  } catch (error) {
    if (project.reading === null) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    projects.log.warn({ repository: project.repositoryId, reason }, 'goes on with an old configuration');
    return project;
  }
}

function ready(project: Project, installation: Installation | null): ReadyProject {
  const { installationId, repositoryId, owner, name } = project;
  const config = project.reading?.config ?? null;
  const state = installation?.state ?? 'active';
  return {
    project,
    address: { installationId, repositoryId, owner, name },
    reachable: project.state === 'active' && state === 'active',
    config,
    context: (issueNumber) => ({
      config: config ?? DEFAULT_CONFIG,
      project: {
        owner,
        name,
        defaultBranch: project.defaultBranch ?? 'main',
        state: project.state,
        pause: project.pause,
      },
      installation: { state, permissionsChangedAt: installation?.permissionsChangedAt ?? 0 },
      repositoryId,
      issueNumber,
    }),
  };
}

/** What a delivery shows of its repository counts, unless we heard of a later change of it. */
async function knownProject(
  projects: Projects,
  of: { installationId: number; repositoryId: number },
  seen: Seen | null,
): Promise<Project | null> {
  const { installationId, repositoryId } = of;
  const known = (await projects.store.getProject(repositoryId))?.value ?? null;
  const snapshot = seen?.repository ?? null;
  if (seen === null || snapshot?.id !== repositoryId) return known;
  if (known === null) return registerProject(projects, installationId, snapshot);
  const { owner, name, defaultBranch, private: isPrivate, visibility = null } = snapshot;
  const shown = { owner, name, defaultBranch, private: isPrivate, visibility, installationId };
  if (known.state === 'gone' || seen.receivedAt < known.changedAt || isAsShown(known, shown)) return known;
  return saveProject(projects, known, (now) => (isAsShown(now, shown) ? now : { ...now, ...shown }));
}

type Shown = Pick<Project, 'owner' | 'name' | 'defaultBranch' | 'private' | 'visibility' | 'installationId'>;

function isAsShown(project: Project, shown: Shown): boolean {
  return (
    project.owner === shown.owner &&
    project.name === shown.name &&
    project.defaultBranch === shown.defaultBranch &&
    project.private === shown.private &&
    project.visibility === shown.visibility &&
    project.installationId === shown.installationId
  );
}

function isStale(
  { reading, defaultBranch }: Project,
  installation: Installation | null,
  now: number,
): boolean {
  if (reading === null || reading.branch !== defaultBranch) return true;
  return (
    reading.readAt <= (installation?.sharedConfigChangedAt ?? 0) || now - reading.readAt > READING_TRUSTED
  );
}
