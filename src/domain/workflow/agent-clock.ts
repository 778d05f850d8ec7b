import { lengthOf } from '../config/duration.js';
import type { Assignment } from '../facts.js';
import { isSameLogin } from './accounts.js';
import { isAcknowledged } from './acknowledged.js';
import { isTrusted } from './confidence.js';
import { movesAmong } from './moves.js';
import { isBeyondAgent } from './red-runs.js';
import type { AgentClock, Watched } from './situation.js';

/** Questions in one turn: an agent that only ever answers questions makes no progress. */
const MOST_QUESTIONS = 3;

/**
 * The clock of the agent at work; null while the next move is not the agent's: nobody is stalled who waits for checks, a
 * review or an answer. It never gives a turn up before the agent was asked and had time to answer: so neither an outage
 * of GitHub nor one of ours takes the work from anybody.
 */
export function clockOf(situation: Watched): AgentClock | null {
  const turn = situation.assignment;
  const handedOver = turn === null ? undefined : situation.facts.performed[`hand-over/${turn.id}`];
  if (turn === null || handedOver === undefined || !isItsMove(situation)) return null;
  const { quiet_after, stalled_after, lost_after } = situation.context.config.agents;
  const heard = situation.facts.heard[turn.id];
  const since = Math.max(handedOver.at, ...newsOf(situation, turn), heard?.progressAt ?? 0);
  const asked = questionsTo(situation, turn);
  const now = situation.now;

  const quiet = lengthOf(quiet_after);
  const stalled = lengthOf(stalled_after);
  const progress = watch(now, since, asked, { ask: quiet, end: stalled });
  const lost = lengthOf(lost_after);
  const beat = heard?.beatAt ?? null;
  const life = beat === null ? null : watch(now, beat, asked, { ask: lost / 2, end: lost });

  const state = life?.over === true ? 'lost' : progress.over ? 'stalled' : undefined;
  const spoken = progress.asked || life?.asked === true;
  const times = [progress.changesAt, life?.changesAt ?? Infinity];
  return {
    state: state ?? (spoken ? 'quiet' : 'ok'),
    since,
    changesAt: state === undefined ? finite(Math.min(...times)) : null,
    ask:
      state !== undefined
        ? null
        : life?.ask === true
          ? { within: lost / 2 }
          : progress.ask
            ? { within: stalled - quiet }
            : null,
  };
}

/** When it was asked in this turn, ms, the earliest first. */
function questionsTo({ facts }: Watched, turn: Assignment): number[] {
  const prefix = `notify/${causeOfQuestion(turn, '')}`;
  const asked = Object.entries(facts.performed).filter(([key]) => key.startsWith(prefix));
  return asked.map(([, { at }]) => at).sort((a, b) => a - b);
}

/** What a question how it goes is about: the silence since a moment (ms). */
export function causeOfQuestion(turn: Assignment, since: number | ''): string {
  return `quiet/${turn.id}/${since}`;
}

interface Watching {
  asked: boolean;
  ask: boolean;
  over: boolean;
  changesAt: number;
}

/** One silence: when to ask about it, and when it is over. Who was asked has as long to answer as lies between the two. */
function watch(
  now: number,
  since: number,
  questions: readonly number[],
  after: { ask: number; end: number },
): Watching {
  const askAt = since + after.ask;
  const spent = questions.length >= MOST_QUESTIONS;
  const askedAt = questions.find((at) => at >= since) ?? (spent ? askAt : Infinity);
  const overAt = Math.max(since + after.end, askedAt + after.end - after.ask);
  const asked = now >= askedAt;
  return {
    asked,
    ask: !asked && !spent && now >= askAt,
    over: asked && now >= overAt,
    // Once it is to be asked, the outbox sees to it.
    changesAt: asked ? overAt : now >= askAt ? Infinity : askAt,
  };
}

/** Whether the work waits for the agent, and for nobody else. */
function isItsMove(situation: Watched): boolean {
  const { status, holds, head, pullRequest, tests, opinions, control, context, assignment } = situation;
  if (status !== 'active' || holds.length > 0 || !isTrusted(situation)) return false;
  const waits = control.escalations.filter(
    ({ command, by }) =>
      isSameLogin(by, assignment?.login) && !isAcknowledged(situation, `escalate/${command}`),
  );
  if (waits.length > 0) return false;
  if (pullRequest?.state === 'closed') return false;
  if (head === null) return situation.branch?.exists === true;
  if (isBeyondAgent(situation)) return false;
  if (opinions.changesRequested.length > 0 || tests.outcome === 'failed') return true;
  const isOffered = control.ready !== null || pullRequest?.draft === false;
  return context.config.pr.mode === 'on-ready' && !isOffered;
}

/** When something last came from the agent, or to it, ms. */
function newsOf({ facts, context, control, opinions, pullRequest }: Watched, turn: Assignment): number[] {
  const moves = [
    ...movesAmong(facts.branches[turn.branch]?.heads ?? []),
    ...(pullRequest === null
      ? []
      : movesAmong(facts.pullRequestTimes[String(pullRequest.number)]?.heads ?? [])),
  ];
  const told = Object.entries(facts.performed).filter(
    ([key]) => key.startsWith(`notify/red/${turn.id}/`) || key.startsWith(`notify/changes/${turn.id}/`),
  );
  const lifted = control.answers.filter(
    ({ command, answer }) => answer.code === 'done' && command.verb === 'unhold',
  );
  // Of the commit that the branch was made from others tell: that is no sign of this work.
  const base = facts.performed[`branch/${turn.branch}`]?.ref;
  const checks = Object.entries(facts.checks)
    .filter(([sha]) => sha !== base)
    .flatMap(([, of]) => Object.values(of));
  return [
    ...moves.map(({ at }) => at),
    ...told.map(([, { at }]) => at),
    ...lifted.map(({ command }) => command.at),
    control.acknowledged?.at ?? 0,
    // Nobody was to work while the whole project was paused.
    context.project.pause?.on === false ? context.project.pause.at : 0,
    ...Object.values(facts.closedEscalations),
    ...opinions.changesRequested.map(({ at }) => at),
    ...checks.map(({ at }) => at),
  ];
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}
