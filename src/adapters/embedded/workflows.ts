import type { WorkflowStore } from '../../app/ports/store.js';
import { isOpen, Workflow } from '../../domain/workflow/workflow.js';
import { OpenWorkflowsCursor, pageOf, readCursor } from '../storage/cursor.js';
import { dueEntry } from './due-entry.js';
import { openIn, openKey, after, workflowKey } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';
import { load, save, type Kind } from './versioned.js';

const kind: Kind<typeof Workflow> = {
  name: 'workflow',
  schema: Workflow,
  key: ({ id }) => workflowKey(id),
  index: (workflow) => [
    ...(isOpen(workflow) ? [{ key: openKey(workflow), value: workflow.id }] : []),
    ...dueEntry({ what: 'workflow', id: workflow.id, dueAt: workflow.dueAt }),
  ],
};

export function workflows(map: OrderedMap): WorkflowStore {
  return {
    getWorkflow: (id) => promised(() => load(map, kind, workflowKey(id))),
    saveWorkflow: (workflow, version) => save(map, kind, workflow, version),
    listOpenWorkflows: (repositoryId, page) =>
      promised(() => {
        const bounds = openIn(repositoryId);
        const cursor = page.after === null ? null : readCursor(OpenWorkflowsCursor, page.after);
        const from = cursor === null ? bounds.from : after(openKey({ repositoryId, ...cursor }));
        const rows = map
          .range({ ...bounds, from, limit: page.limit + 1 })
          .flatMap(({ value: id }) => load(map, kind, workflowKey(id))?.value ?? []);
        return pageOf(rows, page.limit, ({ id, issueNumber }) => ({
          list: 'open-workflows',
          id,
          issueNumber,
        }));
      }),
  };
}
