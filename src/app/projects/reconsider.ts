import type { Project } from '../../domain/project/project.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Application } from '../application.js';
import { conduct } from '../conduct/conduct.js';
import type { Page } from '../ports/store.js';
import { readyProject, type ReadyProject } from './project-context.js';

const PAGE = 25;
/** What was due and failed is left alone for this long, ms: it must not stand before others at each tick. */
const LATER = 5 * 60_000;

/**
 * Looks again at each workflow of a project whose circumstances changed: its configuration, or whether it can be
 * reached. One that fails does not stop the others.
 *
 * @throws at the end, if any failed: whoever asked asks again.
 */
export async function reconsiderProject(
  app: Application,
  { installationId, repositoryId }: Project,
): Promise<void> {
  let ready: ReadyProject | null = null;
  let failed = 0;
  let after: string | null = null;
  do {
    const page: Page<Workflow> = await app.store.listActiveWorkflows(repositoryId, { limit: PAGE, after });
    if (page.items.length > 0) ready ??= await readyProject(app, { installationId, repositoryId }, null);
    for (const workflow of page.items) {
      try {
        if (ready !== null) await look(app, ready, workflow);
      } catch (error) {
        failed += 1;
        const reason = error instanceof Error ? error.message : String(error);
        app.log.error({ workflow: workflow.id, reason }, 'could not look again at a workflow');
      }
    }
    after = page.next;
  } while (after !== null);
  if (failed > 0)
    throw new Error(`could not look again at ${failed} workflows of repository ${repositoryId}`);
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
