import {
  createCheckRun,
  expectJobs,
  rerequestCheckRun,
  updateCheckRun,
  type CheckRunChanges,
} from '../actions/check-runs.js';
import { createStatus } from '../actions/statuses.js';
import type { Directory } from '../seeding.js';
import type { CheckRun, Doer, Repository, Status } from '../state.js';
import type { World } from '../world.js';

/** What a continuous integration (an App, or somebody with a token) says of a commit, and the "re-run" button. */
export interface CheckPerson {
  /** Only as an App's bot: `as('github-actions[bot]')`. Answers the run's id. */
  reportCheck(repository: string, sha: string, check: CheckRunChanges & { name: string }): number;
  /** Whether the workflow on this commit has jobs to come, of which no run tells yet. */
  expectJobs(repository: string, sha: string, more: boolean): void;
  updateCheck(repository: string, id: number, changes: CheckRunChanges): void;
  rerunCheck(repository: string, id: number): void;
  reportStatus(
    repository: string,
    sha: string,
    status: {
      state: Status['state'];
      context: string;
      description?: string | null;
      targetUrl?: string | null;
    },
  ): void;
}

function runIn(repository: Repository, id: number): CheckRun {
  const run = repository.checkRuns.get(id);
  if (run === undefined) throw new Error(`${repository.name} has no check run ${id}.`);
  return run;
}

export function checkPerson(world: World, directory: Directory, by: Doer): CheckPerson {
  return {
    reportCheck(name, sha, check) {
      const { app } = by;
      if (app === null) throw new Error('Check runs are written by Apps only.');
      return createCheckRun(world, directory.repository(name), { ...check, app, sha, by }).id;
    },
    expectJobs(name, sha, more) {
      const { app } = by;
      if (app === null) throw new Error('Check runs are written by Apps only.');
      expectJobs(world, directory.repository(name), { app, sha, more, by });
    },
    updateCheck(name, id, changes) {
      const repository = directory.repository(name);
      updateCheckRun(world, repository, runIn(repository, id), changes, by);
    },
    rerunCheck(name, id) {
      const repository = directory.repository(name);
      rerequestCheckRun(world, repository, runIn(repository, id), by);
    },
    reportStatus(name, sha, { state, context, description = null, targetUrl = null }) {
      createStatus(world, directory.repository(name), { sha, state, context, description, targetUrl }, by);
    },
  };
}
