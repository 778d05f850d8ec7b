import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Application } from '../application.js';
import { conduct } from '../conduct/conduct.js';
import { readyProject, type ReadyProject } from './project-context.js';

/** What was due and failed is left alone for this long, ms: it must not stand before others at each tick. */
const LATER = 5 * 60_000;

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
