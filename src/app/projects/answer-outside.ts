import { DEFAULT_CONFIG } from '../../domain/config/schema.js';
import type { EventOf } from '../../domain/event.js';
import type { Application } from '../application.js';
import { isStartLabel, linesIn } from '../commands/intake.js';
import type { Handling } from '../handling.js';
import { accept } from '../inbox/accept.js';
import { howToBegin, noWorkflowHere } from '../texts/begin.js';
import { helpAnswer } from '../texts/help.js';
import { markerOf } from '../texts/marker.js';
import { courtesy } from './courtesy.js';
import type { ReadyProject } from './project-context.js';

/**
 * Commands where no workflow is: in a repository without a configuration, or on a pull request that belongs to none. Each
 * gets a reaction. In words, whoever asks for help gets it once on a page, and all others together are told once there
 * what to do instead.
 */
export async function answerOutside(
  app: Application,
  ready: ReadyProject,
  event: EventOf<'text-written' | 'label-changed'>,
): Promise<void> {
  const config = ready.config ?? DEFAULT_CONFIG;
  if (event.kind === 'label-changed') {
    if (event.on && isStartLabel(config, event)) await owe(app, event, event.issueNumber, 'advice');
    return;
  }
  const { commentId, number } = event;
  const wanted = new Set(linesIn(config, event).map(({ verb }) => (verb === 'help' ? 'help' : 'advice')));
  if (wanted.size === 0) return;
  // The help says what to do as well.
  await owe(app, event, number, wanted.has('help') ? 'help' : 'advice');
  if (commentId === null) return;
  for (const answer of wanted) {
    const reaction = answer === 'help' ? '+1' : 'confused';
    const what = { mode: config.mode, write: 'react', on: `#${number}` } as const;
    await courtesy(app, ready, what, (github) => github.react(ready.address, commentId, reaction));
  }
}

/**
 * As a delivery of its own, whose name says what it is: deliveries that are handled at the same time would each look for
 * the comment, find none, and write it.
 */
async function owe(
  app: Application,
  { installationId, repositoryId, seenAt, by }: EventOf<'text-written' | 'label-changed'>,
  number: number,
  answer: 'help' | 'advice',
): Promise<void> {
  const to = answer === 'help' ? by.id : null;
  const id = ['answer', repositoryId, number, to ?? 'all'].join('-');
  await accept(app, {
    id,
    name: 'answer-owed',
    repository: null,
    events: [{ kind: 'answer-owed', installationId, repositoryId, seenAt, number, answer, to }],
  });
}

/** Writes what `answerOutside` found to be owed, unless it is there. */
export async function giveAnswer(handling: Handling, event: EventOf<'answer-owed'>): Promise<void> {
  const ready = await handling.project(event);
  if (!ready?.reachable) return;
  const { number, to } = event;
  const marker = markerOf('reply', `outside-${number}-${to ?? 'all'}`);
  const comment = { number, marker, body: answerFor(ready, event), again: true };
  const what = { mode: ready.config?.mode ?? 'live', write: 'createComment', on: `#${number}` } as const;
  await courtesy(handling.app, ready, what, (github) => github.createComment(ready.address, comment));
}

function answerFor({ config, project }: ReadyProject, { answer }: EventOf<'answer-owed'>): string {
  const advice = config === null ? howToBegin({ faults: project.reading?.faults ?? [] }) : noWorkflowHere();
  return answer === 'help' ? `${advice}\n\n${helpAnswer()}` : advice;
}
