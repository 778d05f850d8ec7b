import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Page, WorkflowStore } from '../ports/store.js';

const PAGE = 25;

/** Goes through a project's open workflows, a page at a time: there may be any number. */
export async function eachOpenWorkflow(
  store: Pick<WorkflowStore, 'listOpenWorkflows'>,
  repositoryId: number,
  doing: (workflow: Workflow) => void,
): Promise<void> {
  let after: string | null = null;
  do {
    const page: Page<Workflow> = await store.listOpenWorkflows(repositoryId, { limit: PAGE, after });
    page.items.forEach(doing);
    after = page.next;
  } while (after !== null);
}
