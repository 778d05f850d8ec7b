import { DEFAULT_CONFIG } from '../../domain/config/schema.js';
import type { EventOf } from '../../domain/event.js';
import type { Application } from '../application.js';
import { throughDoor } from '../door.js';
import { isStartLabel, linesIn } from '../commands/intake.js';
import { howToBegin } from '../texts/answers.js';
import { markerOf } from '../texts/marker.js';
import type { ReadyProject } from './project-context.js';

/**
 * A repository without a configuration is left alone, but for one reply that says how to begin to whoever asks: with a
 * command, or by putting the start label on an issue. One for each page, whoever asks there and however often.
 */
export async function answerInert(
  { writes }: Application,
  { project, address }: ReadyProject,
  event: EventOf<'text-written' | 'label-changed'>,
): Promise<void> {
  const isAsked =
    event.kind === 'text-written'
      ? linesIn(DEFAULT_CONFIG, event).length > 0
      : event.on && isStartLabel(DEFAULT_CONFIG, event);
  if (!isAsked) return;
  const number = event.kind === 'text-written' ? event.number : event.issueNumber;
  const marker = markerOf('reply', `how-to-begin-${number}`);
  const body = howToBegin({ faults: project.reading?.faults ?? [] });
  await throughDoor(writes, 'live', (github) =>
    github.createComment(address, { number, marker, body, again: true }),
  );
}
