import type { Effect, EffectKind } from '../effect.js';
import type { Facts } from '../facts.js';
import type { Context, Room } from './situation.js';

/** The window that rolls along, ms. */
const WINDOW = 60 * 60_000;
const DAY = 24 * 60 * 60_000;
/** Of an hour's comments no more than this part are answers, so that nobody's questions keep the work from being handed over. */
const FOR_ANSWERS = 1 / 2;

/** New comments and issues: what somebody gets a mail for, and what another bot may answer. */
const SPOKEN: ReadonlySet<EffectKind> = new Set(['reply', 'notify', 'hand-over', 'raise-escalation']);
const SPOKEN_KEYS = ['reply/', 'notify/', 'hand-over/', 'escalation/'];

/**
 * A conversation may run away, as between two bots that answer each other: in the hour before `now` (ms) no more is said
 * than the configuration allows. Only new comments count; edits of the status comment notify nobody.
 */
export function roomFor(facts: Facts, { config }: Context, now: number): Room {
  const said = Object.entries(facts.performed)
    .filter(([key, { at }]) => at > now - WINDOW && SPOKEN_KEYS.some((prefix) => key.startsWith(prefix)))
    .filter(([key]) => !isAboutLoop(key));
  const all = usedUp(said, config.limits.comments_per_hour);
  const answers = usedUp(
    said.filter(([key]) => key.startsWith('reply/')),
    Math.floor(config.limits.comments_per_hour * FOR_ANSWERS),
  );
  const trip = (what: 'comments' | 'answers', { most, until }: Use) =>
    until === null ? null : { cause: `loop/${what}/${Math.floor(now / DAY)}`, what, count: most, until };
  return {
    left: all.left,
    leftForAnswers: answers.left,
    trip: trip('comments', all) ?? trip('answers', answers),
  };
}

/** `until`: when there is room again, ms; null: there is some. */
interface Use {
  most: number;
  left: number;
  until: number | null;
}

function usedUp(said: readonly [string, { at: number }][], most: number): Use {
  const oldest = said.map(([, { at }]) => at).sort((a, b) => b - a)[most - 1];
  return {
    most,
    left: Math.max(0, most - said.length),
    until: oldest === undefined ? null : oldest + WINDOW,
  };
}

/** Everything but speaking, the word that says why, and as much else as there is room for; answers come last. */
export function withinRoom(effects: readonly Effect[], { left, leftForAnswers }: Room): Effect[] {
  const counted = effects.filter(({ kind, key }) => SPOKEN.has(kind) && !isAboutLoop(key));
  const others = counted.filter(({ kind }) => kind !== 'reply').slice(0, left);
  const answers = counted
    .filter(({ kind }) => kind === 'reply')
    .slice(0, Math.min(left - others.length, leftForAnswers));
  const said = new Set([...others, ...answers]);
  return effects.filter((effect) => said.has(effect) || !counted.includes(effect));
}

function isAboutLoop(key: string): boolean {
  return key.startsWith('notify/loop/') || key.startsWith('escalation/loop/');
}
