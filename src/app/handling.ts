import type { Application } from './application.js';
import type { Occasion } from './inbox/work-off.js';
import { readyProject, type ReadyProject } from './projects/project-context.js';

/** One delivery being handled: what its events share is read once. */
export interface Handling {
  app: Application;
  occasion: Occasion;
  /** The project of the delivery's repository, read when it is first asked for. */
  project(of: { installationId: number; repositoryId: number }): Promise<ReadyProject | null>;
}

export function handlingOf(app: Application, occasion: Occasion): Handling {
  const projects = new Map<number, Promise<ReadyProject | null>>();
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
  };
}
