import type { Because } from '../because.js';
import { canonical } from '../register.js';
import { isAcknowledged } from './acknowledged.js';
import { isTrusted } from './confidence.js';
import type { Situation } from './situation.js';
import type { StatusView } from './status-view.js';
import { currentStep, type StepVerdict } from './step.js';
import { doubt } from './steps.js';

const COMMANDS_SHOWN = 5;
const CALLS_SHOWN = 2;

/** A hold blocks the merge too, and is then the reason of both. */
function distinct(reasons: readonly Because[]): Because[] {
  return [...new Map(reasons.map((reason) => [canonical(reason), reason])).values()];
}

/**
 * All that somebody must do something about, holds first: none of them may hide that checks are red or that a person
 * is called for.
 */
function waitingFor(situation: Situation, steps: readonly StepVerdict[]): Because[] {
  const { holds, control, tests, room } = situation;
  const paused = room.trip === null ? [] : [pauseFor(room.trip)];
  const escalated = control.escalations
    .filter(({ command }) => !isAcknowledged(situation, `escalate/${command}`))
    .slice(-CALLS_SHOWN)
    .map(({ by, reason }): Because => ({ code: 'escalated', by, reason }));
  const now = currentStep(steps)?.because ?? [];
  const red =
    tests.outcome === 'failed' &&
    !now.some(({ code }) => code === 'fixing-tests' || code === 'checks-stay-red');
  return distinct([
    ...paused,
    ...holds,
    ...escalated,
    ...(isTrusted(situation) ? [] : [doubt(situation)]),
    ...now,
    ...(red ? tests.because.filter(({ code }) => code === 'checks-failed') : []),
  ]);
}

function pauseFor({ what, count, until }: NonNullable<Situation['room']['trip']>): Because {
  return { code: 'loop', what, count, until };
}

export function statusViewOf(situation: Situation, steps: StepVerdict[]): StatusView {
  const { status, ended, assignment, branch, pullRequest, control, context } = situation;
  return {
    status,
    steps,
    agent:
      assignment === null
        ? null
        : {
            name: assignment.agent,
            login: assignment.login,
            terminal: assignment.terminal,
            epoch: assignment.epoch,
          },
    branch: pullRequest?.head.ref ?? branch?.name ?? null,
    pullRequest: pullRequest?.number ?? null,
    waitingFor: ended === null ? waitingFor(situation, steps) : [ended],
    ranking: assignment?.ranking ?? null,
    commands: control.answers
      .filter(({ answer }) => answer.code === 'done')
      .slice(-COMMANDS_SHOWN)
      .reverse()
      .map(({ command: { verb, by, via } }) => ({
        verb,
        by: by.login,
        done: true,
        ...(via === 'label' ? { label: context.config.labels.start } : {}),
      })),
  };
}
