import type { Effect, EffectKind } from '../effect.js';
import type { Facts } from '../facts.js';
import type { Context, Room } from './situation.js';

/** The window that rolls along, ms. */
const WINDOW = 60 * 60_000;
const DAY = 24 * 60 * 60_000;

/** New comments and issues: what somebody gets a mail for, and what another bot may answer. */
const SPOKEN: ReadonlySet<EffectKind> = new Set(['reply', 'notify', 'hand-over', 'raise-escalation']);
const SPOKEN_KEYS = ['reply/', 'notify/', 'hand-over/', 'escalation/'];

/**
 * A conversation may run away, as between two bots that answer each other: in the hour before `now` (ms) no more is said
 * than the configuration allows. Only new comments count; edits of the status comment notify nobody.
 */
export function roomFor(facts: Facts, { config }: Context, now: number): Room {
  const most = config.limits.comments_per_hour;
  const times = Object.entries(facts.performed)
    .filter(([key, { at }]) => at > now - WINDOW && SPOKEN_KEYS.some((prefix) => key.startsWith(prefix)))
    .filter(([key]) => !isAboutLoop(key))
    .map(([, { at }]) => at)
    .sort((a, b) => b - a);
  const oldest = times[most - 1];
  if (oldest === undefined) return { left: most - times.length, trip: null };
  const cause = `loop/${Math.floor(now / DAY)}`;
  return { left: 0, trip: { cause, count: most, until: oldest + WINDOW } };
}

/** Everything but speaking, the word that says why, and as much else as there is room for. */
export function withinRoom(effects: readonly Effect[], { left }: Room): Effect[] {
  let spoken = 0;
  return effects.filter((effect) => {
    if (!SPOKEN.has(effect.kind) || isAboutLoop(effect.key)) return true;
    spoken += 1;
    return spoken <= left;
  });
}

function isAboutLoop(key: string): boolean {
  return key.startsWith('notify/loop/') || key.startsWith('escalation/loop/');
}
