import { decide, type Decision } from '../../src/domain/decide.js';
import { contentHash, type Effect } from '../../src/domain/effect.js';
import type { Facts } from '../../src/domain/facts.js';
import type { Observation } from '../../src/domain/observation.js';
import { observe } from '../../src/domain/observe.js';
import type { Context } from '../../src/domain/workflow/situation.js';
import { nobodyFor } from '../../src/domain/workflow/steps.js';
import { newsOf, refOf } from './world.js';

/** Whoever needs more rounds than this does not come to rest. */
export const MOST_ROUNDS = 25;

export interface Rest {
  facts: Facts;
  decision: Decision;
  /** Each time that an effect was performed, in order. */
  performed: Effect[];
  rounds: number;
}

/**
 * Performs whatever is wanted and tells the workflow of it, until nothing is wanted any more or only somebody to take
 * the issue. Time goes on by a second with each effect.
 */
export function broughtToRest(facts: Facts, context: Context, from: number): Rest {
  const performed: Effect[] = [];
  let now = from;
  for (let rounds = 0; ; rounds++) {
    const decision = decide(facts, context, now);
    const wanted = decision.effects.filter((effect) => !isInVain(effect, facts));
    if (wanted.length === 0) return { facts, decision, performed, rounds };
    if (rounds === MOST_ROUNDS) {
      throw new Error(`not at rest: still wanted are ${wanted.map(({ key }) => key).join(', ')}`);
    }
    for (const effect of wanted) {
      now += 1000;
      performed.push(effect);
      facts = resultsOf(effect, facts, context, now).reduce(observe, facts);
    }
  }
}

/** What the workflow is told after an effect was performed. */
export function resultsOf(effect: Effect, facts: Facts, context: Context, now: number): Observation[] {
  const moment = { facts, context, now };
  const news = newsOf(effect, moment);
  // Nobody was found: then the effect stays wanted, and is tried again later.
  if (news.some(({ kind }) => kind === 'nobody-available')) return news;
  const { key } = effect;
  return [
    ...news,
    { kind: 'effect-performed', key, hash: contentHash(effect), at: now, ref: refOf(effect, moment) },
  ];
}

function isInVain(effect: Effect, facts: Facts): boolean {
  return effect.kind === 'assign-agent' && nobodyFor(facts, effect.wish) !== null;
}
