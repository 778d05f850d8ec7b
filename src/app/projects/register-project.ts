import type { Project } from '../../domain/project/project.js';
import type { Visibility } from '../../domain/project/visibility.js';
import type { Clock } from '../ports/environment.js';
import type { ProjectStore } from '../ports/store.js';

/** The project of a repository, made now if we never heard of it. */
export async function registerProject(
  { store, clock }: { store: ProjectStore; clock: Clock },
  installationId: number,
  repository: {
    id: number;
    owner: string;
    name: string;
    private: boolean;
    visibility?: Visibility | undefined;
    defaultBranch?: string;
    archived?: boolean;
  },
): Promise<Project> {
  const { id: repositoryId, owner, name } = repository;
  const project: Project = {
    repositoryId,
    installationId,
    slug: `${owner}-${name}`.toLowerCase(),
    owner,
    name,
    private: repository.private,
    visibility: repository.visibility ?? null,
    defaultBranch: repository.defaultBranch ?? null,
    state: repository.archived === true ? 'archived' : 'active',
    changedAt: 0,
    reading: null,
    pause: null,
    createdAt: clock.now(),
  };
  if ((await store.saveProject(project, 0)) === 'saved') return project;
  return (await store.getProject(repositoryId))?.value ?? project;
}
