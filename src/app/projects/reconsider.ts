import type { Project } from '../../domain/project/project.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Application } from '../application.js';
import { conduct } from '../conduct/conduct.js';
import { markDue } from '../mark-due.js';
import type { Clock } from '../ports/environment.js';
import type { Page, WorkflowStore } from '../ports/store.js';
import { readyProject, type ReadyProject } from './project-context.js';

const PAGE = 25;
/** What was due and failed is left alone for this long, ms: it must not stand before others at each tick. */
const LATER = 5 * 60_000;

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

/** Looks again at one workflow: something of it is due. */
export async function lookAgain(app: Application, workflowId: string): Promise<void> {
  const stored = await app.store.getWorkflow(workflowId);
  if (stored === null) return;
  try {
    const ready = await readyProject(app, stored.value, null);
    if (ready !== null) await look(app, ready, stored.value);
  } catch (error) {
    await postpone(app, workflowId);
    throw error;
  }
}

function look(app: Application, ready: ReadyProject, { issueNumber }: Workflow): Promise<void> {
  const address = { ...ready.address, issueNumber };
  return conduct(app, { address, context: ready.context(issueNumber), news: [] });
}

/** Somebody else who saves it meanwhile knows better when it is due. */
async function postpone({ store, clock }: Application, workflowId: string): Promise<void> {
  const stored = await store.getWorkflow(workflowId);
  const now = clock.now();
  if (stored === null || stored.value.dueAt === null || stored.value.dueAt > now) return;
  await store.saveWorkflow({ ...stored.value, dueAt: now + LATER }, stored.version);
}
