import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Page, WorkflowStore } from '../ports/store.js';

const PAGE = 25;
const SIDE_BY_SIDE = 8;

/** Goes through a project's open workflows, a page at a time and a few at once: there may be any number. */
export async function eachOpenWorkflow(
  store: Pick<WorkflowStore, 'listOpenWorkflows'>,
  repositoryId: number,
  doing: (workflow: Workflow) => Promise<void> | void,
): Promise<void> {
  let after: string | null = null;
  do {
    const page: Page<Workflow> = await store.listOpenWorkflows(repositoryId, { limit: PAGE, after });
    const waiting = page.items.values();
    await Promise.all(
      Array.from({ length: SIDE_BY_SIDE }, async () => {
        for (const workflow of waiting) await doing(workflow);
      }),
    );
    after = page.next;
  } while (after !== null);
}
