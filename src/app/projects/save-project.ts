import type { Project } from '../../domain/project/project.js';
import type { ProjectStore } from '../ports/store.js';

const RACES = 50;

/**
 * Changes a project by one conditional write, again from the newest version while others are faster. A change that
 * answers what it was given costs no write.
 */
export async function saveProject(
  { store }: { store: ProjectStore },
  project: Project,
  change: (now: Project) => Project,
): Promise<Project> {
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getProject(project.repositoryId);
    const next = change(stored?.value ?? project);
    if (next === stored?.value) return next;
    if ((await store.saveProject(next, stored?.version ?? 0)) === 'saved') return next;
  }
  throw new Error(`project ${project.slug}: lost the race to save it ${RACES} times`);
}
