import { atLeast } from '../commands/permission.js';
import type { Command, Facts } from '../facts.js';
import { isQuestion, QUESTIONS_KEPT } from '../observe.js';

const HOUR = 60 * 60_000;
/** How many commands of somebody who may not write are answered in words within an hour. */
const ANSWERS_EACH = 5;

/**
 * Which commands get more than a reaction: of whoever may not write, only the first few of an hour. It goes by when they
 * were given, so that it comes out the same in whatever order they came in.
 *
 * @param said all that have an answer in words, in the order in which they were given.
 */
export function answeredInWords(said: readonly Command[], facts: Facts): ReadonlySet<Command> {
  const times = new Map<number, number[]>();
  const unknownUntil = forgottenUntil(facts);
  return new Set(
    said.filter((command) => {
      if (mayWrite(command)) return true;
      const since = command.at - HOUR;
      const before = (times.get(command.by.id) ?? []).filter((at) => at > since);
      times.set(command.by.id, [...before, command.at]);
      return before.length < ANSWERS_EACH && since >= unknownUntil;
    }),
  );
}

function mayWrite({ permission }: Command): boolean {
  return permission !== null && atLeast(permission, 'write');
}

/** Only the newest questions are remembered: before the oldest of them there may have been any number, ms. */
function forgottenUntil({ commands }: Facts): number {
  const questions = Object.values(commands).filter(isQuestion);
  return questions.length < QUESTIONS_KEPT ? 0 : Math.min(...questions.map(({ at }) => at));
}
