import { DEFAULT_CONFIG, type Config } from '../../domain/config/schema.js';
import type { RepositorySnapshot } from '../../domain/event.js';
import type { ConfigReading, Installation, Project } from '../../domain/project/project.js';
import type { Context } from '../../domain/workflow/situation.js';
import type { Clock } from '../ports/environment.js';
import type { ProjectPort, RepositoryAddress } from '../ports/github.js';
import type { ProjectStore } from '../ports/store.js';
import { saveProject } from './save-project.js';

/** A reading is trusted for this long without news, ms: a push whose webhook was lost is noticed then. */
const READING_TRUSTED = 60 * 60_000;

export interface Projects {
  store: ProjectStore;
  github: ProjectPort;
  clock: Clock;
}

/** A project ready to conduct: where it is, how it wants it, and whether it wants it at all. */
export interface ReadyProject {
  project: Project;
  address: RepositoryAddress;
  /** Null: the repository has no configuration and is inert. */
  config: Config | null;
  context(issueNumber: number): Context;
}

/**
 * The project of a repository with a configuration that is fresh enough. Registered here if we never heard of it: the
 * webhook that should have told may be lost. Answers null when nothing says what the repository is.
 */
export async function readyProject(
  projects: Projects,
  of: { installationId: number; repositoryId: number },
  snapshot: RepositorySnapshot | null,
): Promise<ReadyProject | null> {
  const { store, github, clock } = projects;
  const installation = await store.getInstallation(of.installationId);
  let project = await knownProject(projects, of, snapshot);
  if (project === null) return null;
  const reachable = project.state === 'active' && (installation?.value.state ?? 'active') === 'active';

  if (reachable && project.defaultBranch === null) {
    const { owner, name } = project;
    const seen = await github.readRepository(of.installationId, { owner, name });
    project = await saveProject(projects, project, (now) => ({ ...now, defaultBranch: seen.defaultBranch }));
  }
  if (reachable && isStale(project.reading, installation?.value ?? null, clock.now())) {
    project = await readConfiguration(projects, project);
  }
  return ready(project, installation?.value ?? null);
}

/** Reads the configuration now and keeps it; a broken one keeps the last good one and its faults beside it. */
export async function readConfiguration(projects: Projects, project: Project): Promise<Project> {
  const { installationId, owner, name } = project;
  const readAt = projects.clock.now();
  const found = await projects.github.readConfiguration(installationId, { owner, name, ref: null });
  return saveProject(projects, project, (now) => {
    const config = found.faults.length > 0 ? (now.reading?.config ?? null) : found.config;
    const reading: ConfigReading = { config, faults: found.faults, sources: found.sources, readAt };
    return (now.reading?.readAt ?? 0) > readAt ? now : { ...now, reading };
  });
}

function ready(project: Project, installation: Installation | null): ReadyProject {
  const { installationId, repositoryId, owner, name } = project;
  const config = project.reading?.config ?? null;
  return {
    project,
    address: { installationId, repositoryId, owner, name },
    config,
    context: (issueNumber) => ({
      config: config ?? DEFAULT_CONFIG,
      project: { owner, name, defaultBranch: project.defaultBranch ?? 'main', state: project.state },
      installation: { state: installation?.state ?? 'active' },
      repositoryId,
      issueNumber,
    }),
  };
}

async function knownProject(
  projects: Projects,
  of: { installationId: number; repositoryId: number },
  snapshot: RepositorySnapshot | null,
): Promise<Project | null> {
  const stored = await projects.store.getProject(of.repositoryId);
  if (snapshot === null || snapshot.id !== of.repositoryId) return stored?.value ?? null;
  if (stored === null) return registerProject(projects, of.installationId, snapshot);
  const { owner, name, defaultBranch, private: isPrivate } = snapshot;
  const known = stored.value;
  const moved =
    known.owner !== owner ||
    known.name !== name ||
    known.defaultBranch !== defaultBranch ||
    known.private !== isPrivate ||
    known.installationId !== of.installationId;
  if (!moved || known.state === 'gone') return known;
  const { installationId } = of;
  return saveProject(projects, known, (now) => ({ ...now, owner, name, defaultBranch, private: isPrivate, installationId }));
}

export async function registerProject(
  { store, clock }: Pick<Projects, 'store' | 'clock'>,
  installationId: number,
  repository: { id: number; owner: string; name: string; private: boolean; defaultBranch?: string; archived?: boolean },
): Promise<Project> {
  const { id: repositoryId, owner, name } = repository;
  const project: Project = {
    repositoryId,
    installationId,
    slug: `${owner}-${name}`.toLowerCase(),
    owner,
    name,
    private: repository.private,
    defaultBranch: repository.defaultBranch ?? null,
    state: repository.archived === true ? 'archived' : 'active',
    changedAt: 0,
    reading: null,
    createdAt: clock.now(),
  };
  if ((await store.saveProject(project, 0)) === 'saved') return project;
  return (await store.getProject(repositoryId))?.value ?? project;
}

function isStale(reading: ConfigReading | null, installation: Installation | null, now: number): boolean {
  if (reading === null) return true;
  return reading.readAt <= (installation?.sharedConfigChangedAt ?? 0) || now - reading.readAt > READING_TRUSTED;
}
