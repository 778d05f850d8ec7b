import type { Project } from '../../domain/project/project.js';
import type { Application } from '../application.js';
import { accept } from '../inbox/accept.js';
import type { Page } from '../ports/store.js';
import { reconsiderProject } from './reconsider.js';

const PAGE = 10;
/** What one delivery takes on before it hands the rest to another, so that it ends within its claim. */
const PROJECTS = 100;
const WORKFLOWS = 200;

/**
 * Has every workflow of an installation looked at again, page by page: an installation may have thousands of projects.
 * What is left goes into the inbox as news of its own, under a name that comes out the same when this is done again.
 */
export async function concernProjects(
  app: Application,
  {
    installationId,
    seenAt,
    at,
    after: from,
  }: { installationId: number; seenAt: number; at: number; after: string | null },
): Promise<void> {
  let after = from;
  let projects = 0;
  let marked = 0;
  do {
    const page: Page<Project> = await app.store.listProjects(installationId, { limit: PAGE, after });
    for (const project of page.items) marked += await reconsiderProject(app, project);
    projects += page.items.length;
    after = page.next;
    if (after === null) return;
  } while (projects < PROJECTS && marked < WORKFLOWS);
  await accept(app, {
    id: `projects-${installationId}-${at}-${after}`,
    name: 'projects-concerned',
    repository: null,
    events: [{ kind: 'projects-concerned', installationId, seenAt, at, after }],
  });
}
