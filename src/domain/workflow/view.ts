import type { Because } from '../because.js';
import { canonical } from '../register.js';
import type { Situation } from './situation.js';
import type { StatusView } from './status-view.js';
import type { StepVerdict } from './step.js';

const COMMANDS_SHOWN = 5;

/** A hold blocks the merge too, and is then the reason of both. */
function distinct(reasons: readonly Because[]): Because[] {
  return [...new Map(reasons.map((reason) => [canonical(reason), reason])).values()];
}

export function statusViewOf(situation: Situation, steps: StepVerdict[]): StatusView {
  const { status, ended, assignment, branch, pullRequest, control, holds, room } = situation;
  const paused: Because[] =
    room.trip === null ? [] : [{ code: 'loop', count: room.trip.count, until: room.trip.until }];
  const current = steps.find(
    (step) => step.status !== 'complete' && step.status !== 'skipped' && step.because.length > 0,
  );
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
    waitingFor: ended === null ? distinct([...paused, ...holds, ...(current?.because ?? [])]) : [ended],
    ranking: assignment?.ranking ?? null,
    commands: control.answers
      .filter(({ answer }) => answer.code === 'done')
      .slice(-COMMANDS_SHOWN)
      .reverse()
      .map(({ command }) => ({ verb: command.verb, by: command.by.login, done: true })),
  };
}
