import { DEFAULT_CONFIG } from '../../domain/config/schema.js';
import type { EventOf } from '../../domain/event.js';
import type { Application } from '../application.js';
import { commandOfLabel, commandsIn } from '../commands/intake.js';
import type { Occasion } from '../inbox/work-off.js';
import { howToBegin } from '../texts/answers.js';
import { markerOf } from '../texts/marker.js';
import type { ReadyProject } from './project-context.js';

/**
 * A repository without a configuration is left alone, but for one reply that says how to begin to whoever asks: with a
 * command, or by putting the start label on an issue.
 */
export async function answerInert(
  app: Application,
  project: ReadyProject,
  event: EventOf<'text-written' | 'label-changed'>,
  occasion: Occasion,
): Promise<void> {
  if (project.project.state !== 'active') return;
  const asked =
    event.kind === 'text-written'
      ? (await commandsIn(app, project.address, DEFAULT_CONFIG, event))[0]
      : event.on && (await commandOfLabel(app, project.address, DEFAULT_CONFIG, event));
  if (asked === undefined || asked === false || asked === null) return;
  const marker = markerOf('reply', asked.id);
  const body = howToBegin({ faults: project.project.reading?.faults ?? [] });
  await app.github.createComment(project.address, { number: asked.number, marker, body, again: occasion.again });
}
