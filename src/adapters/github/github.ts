import type { ProbotOctokit } from 'probot';
import type { Log } from '../../app/ports/environment.js';
import type { GitHub } from '../../app/ports/github.js';
import type { Octokits } from './octokits.js';
import { branchPort } from './port/branches.js';
import { checkPort } from './port/checks.js';
import { commentPort } from './port/comments.js';
import { issuePort } from './port/issues.js';
import { permissionPort } from './port/permissions.js';
import { projectPort } from './port/projects.js';
import { pullRequestPort } from './port/pull-requests.js';
import { readingPort } from './port/readings.js';
import { scarceUntil } from './quota.js';

/** GitHub behind the ports of `app`, over Probot's Octokit. */
export function githubOver(
  octokits: Octokits,
  of: {
    appId: number;
    /** The App itself, in no installation's name. */
    asApp: () => Promise<ProbotOctokit>;
    now: () => number;
    log: Log;
  },
): GitHub {
  return {
    ...permissionPort(octokits),
    ...branchPort(octokits),
    ...commentPort(octokits, of.appId),
    ...issuePort(octokits, of.appId),
    ...checkPort(octokits, of.appId),
    ...pullRequestPort(octokits),
    ...readingPort(octokits, of.appId, of.now),
    ...projectPort(octokits, of.asApp, of.log),
    scarceUntil: async (installationId) => scarceUntil(await octokits(installationId)),
  };
}
