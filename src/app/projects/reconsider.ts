import type { Project } from '../../domain/project/project.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Application } from '../application.js';
import { conduct } from '../conduct/conduct.js';
import { readyProject } from './project-context.js';

const PAGE = 25;

/** Looks again at each workflow of a project whose circumstances changed: its configuration, or whether it can be reached. */
export async function reconsiderProject(app: Application, project: Project): Promise<void> {
  const ready = await readyProject(app, project, null);
  if (ready === null) return;
  let after: string | null = null;
  do {
    const page: { items: Workflow[]; next: string | null } = await app.store.listActiveWorkflows(project.repositoryId, {
      limit: PAGE,
      after,
    });
    for (const workflow of page.items) {
      await conduct(app, ready.context(workflow.issueNumber), workflow, []).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        app.log.error({ workflow: workflow.id, reason }, 'could not look again at a workflow');
      });
    }
    after = page.next;
  } while (after !== null);
}

/** Looks again at one workflow: something of it is due. */
export async function lookAgain(app: Application, workflowId: string): Promise<void> {
  const stored = await app.store.getWorkflow(workflowId);
  if (stored === null) return;
  const ready = await readyProject(app, stored.value, null);
  if (ready !== null) await conduct(app, ready.context(stored.value.issueNumber), stored.value, []);
}
