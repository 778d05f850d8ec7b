import type { EventOf } from '../../domain/event.js';
import type { Application } from '../application.js';
import type { Occasion } from '../inbox/work-off.js';
import { gateForStrangersCheck } from '../texts/gate.js';
import { readyProject } from './project-context.js';

/**
 * Where `tekton-core/gate` is a required check, GitHub waits for it on every pull request and merge group. Those that
 * belong to no workflow pass at once, if the configuration says `gate.on: all`; a merge group always, for a queue that
 * waits for nothing holds up everybody.
 */
export async function gateForStrangers(
  app: Application,
  event: EventOf<'pull-request-changed' | 'merge-group-requested'>,
  shas: readonly string[],
  occasion: Occasion,
): Promise<void> {
  if (event.kind === 'pull-request-changed' && event.pullRequest.state !== 'open') return;
  const project = await readyProject(app, event, occasion.repository);
  if (project?.config == null || project.project.state !== 'active') return;
  if (event.kind === 'pull-request-changed' && project.config.gate.on !== 'all') return;
  for (const sha of shas) {
    await app.github.setCheck(project.address, {
      sha,
      id: null,
      content: gateForStrangersCheck(),
      again: true,
    });
  }
}
