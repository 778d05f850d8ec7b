import type { EventOf } from '../../domain/event.js';
import type { Application } from '../application.js';
import { throughDoor } from '../door.js';
import { linesIn } from '../commands/intake.js';
import { noWorkflowHere } from '../texts/begin.js';
import { markerOf } from '../texts/marker.js';
import type { ReadyProject } from './project-context.js';

/**
 * A command on a pull request that belongs to no workflow gets one reply that says where commands go: one for each
 * page, however often somebody asks there.
 */
export async function answerWithoutWorkflow(
  { writes }: Application,
  { config, address }: ReadyProject,
  event: EventOf<'text-written'>,
): Promise<void> {
  if (config === null || linesIn(config, event).length === 0) return;
  const { number } = event;
  const marker = markerOf('reply', `no-workflow-${number}`);
  await throughDoor(writes, config.mode, (github) =>
    github.createComment(address, { number, marker, body: noWorkflowHere(), again: true }),
  );
}
