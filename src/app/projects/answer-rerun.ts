import type { EventOf } from '../../domain/event.js';
import type { Handling } from '../handling.js';
import { CONFIGURATION_CHECK } from '../texts/config-check.js';
import { GATE_CHECK } from '../texts/gate.js';
import { gateForStrangers, passStrangers } from './gate-for-strangers.js';
import { checkConfiguration } from './handle-project.js';

/**
 * "Re-run" was pressed, and with that GitHub took the old answer of our check back, or of all of ours on the commit:
 * whatever stands there is given again, but for what a workflow says (`ofWorkflow`), which is that workflow's to give.
 */
export async function answerRerun(
  handling: Handling,
  event: EventOf<'gate-rerun-requested'>,
  { ofWorkflow }: { ofWorkflow: boolean },
): Promise<void> {
  const { app } = handling;
  const { sha, branches } = event;
  const project = await handling.project(event);
  if (!project?.reachable) return;
  const standing = await app.github.ourChecks(project.address, sha);
  if (standing.includes(CONFIGURATION_CHECK)) {
    const onDefaultBranch = branches.includes(project.project.defaultBranch ?? '');
    await checkConfiguration(app, project, { sha, before: null, onDefaultBranch });
  }
  if (ofWorkflow) return;
  if (standing.includes(GATE_CHECK)) await passStrangers(handling, project, sha);
  else await gateForStrangers(handling, event, { sha, always: false });
}
