import type { Project } from '../../domain/project/project.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import { markDue } from '../mark-due.js';
import type { Clock } from '../ports/environment.js';
import type { Page, WorkflowStore } from '../ports/store.js';

const PAGE = 25;

/**
 * Has each workflow of a project looked at again, because its circumstances changed: its configuration, or whether it
 * can be reached. They are only marked as due: `tick` takes them one by one, and a delivery has a minute.
 *
 * @returns how many were marked.
 */
export async function reconsiderProject(
  app: {
    store: Pick<WorkflowStore, 'getWorkflow' | 'saveWorkflow' | 'listOpenWorkflows'>;
    clock: Clock;
  },
  { repositoryId }: Pick<Project, 'repositoryId'>,
): Promise<number> {
  let marked = 0;
  let after: string | null = null;
  do {
    const page: Page<Workflow> = await app.store.listOpenWorkflows(repositoryId, { limit: PAGE, after });
    for (const { id } of page.items) if (await markDue(app, id)) marked += 1;
    after = page.next;
  } while (after !== null);
  return marked;
}
