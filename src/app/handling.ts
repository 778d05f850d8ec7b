import type { DomainEvent, Issue } from '../domain/event.js';
import { workflowId, type Workflow } from '../domain/workflow/workflow.js';
import type { Application } from './application.js';
import type { Occasion } from './inbox/work-off.js';
import type { Stored } from './ports/store.js';
import { readyProject, type ReadyProject } from './projects/project-context.js';

/** One delivery being handled: what its events share is read once. */
export interface Handling {
  app: Application;
  occasion: Occasion;
  /** The project of the delivery's repository, read when it is first asked for. */
  project(of: { installationId: number; repositoryId: number }): Promise<ReadyProject | null>;
  /** An issue as the delivery shows it, or else as its workflow knew it; null: neither does. */
  issue(of: { repositoryId: number; number: number }): Promise<Issue | null>;
  /** A workflow as it was when the delivery was first brought to it; null: there is none. */
  workflow(id: string): Promise<Stored<Workflow> | null>;
}

export function handlingOf(app: Application, events: readonly DomainEvent[], occasion: Occasion): Handling {
  const projects = new Map<number, Promise<ReadyProject | null>>();
  const workflows = new Map<string, Promise<Stored<Workflow> | null>>();
  const workflow = (id: string) => {
    const known = workflows.get(id);
    if (known !== undefined) return known;
    const reading = app.store.getWorkflow(id);
    workflows.set(id, reading);
    return reading;
  };
  return {
    app,
    occasion,
    project: (of) => {
      const known = projects.get(of.repositoryId);
      if (known !== undefined) return known;
      const reading = readyProject(app, of, occasion);
      projects.set(of.repositoryId, reading);
      return reading;
    },
    issue: async ({ repositoryId, number }) => {
      const shown = events.find(
        (event) =>
          event.kind === 'issue-changed' &&
          event.repositoryId === repositoryId &&
          event.issue.number === number,
      );
      if (shown?.kind === 'issue-changed') return shown.issue;
      return (await workflow(workflowId(repositoryId, number)))?.value.facts.issue?.value ?? null;
    },
    workflow,
  };
}
