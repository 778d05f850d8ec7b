import { MINUTE, NOW, sha } from '../../contract/samples.js';
import { APOLLO, BRANCH, MARIA, REPOSITORY_ID } from '../names.js';
import { labelled, pushed, said } from '../news.js';
import type { Situation } from '../situation.js';

/** Days of a project, for the tests of what is told of them. `NOW` is midnight, on a Thursday. */

export const HOUR = 60 * MINUTE;
export const REMINDER = 17.5 * HOUR;
export const CLOSE = 18 * HOUR;
export const FRIDAY = 24 * HOUR;

/** Has work begin now. While it waits for checks nobody asks how it goes. */
export async function beginWork(town: Situation): Promise<void> {
  const at = town.clock.now();
  await town.tell(labelled(MARIA, { at }));
  await town.tell(pushed(sha(3), at, BRANCH));
}

/** Until so long after that midnight (ms), with all that is due by then. */
export async function until(town: Situation, moment: number): Promise<void> {
  town.clock.advance(NOW + moment - town.clock.now());
  while ((await town.tick()) > 0);
}

/** Our issues that tell of days and weeks. */
export function ours(town: Situation) {
  return [...town.world.issues.values()]
    .map(({ issue }) => issue)
    .filter(({ body }) => body.includes('kind=report'));
}

export function report(town: Situation, text: string) {
  return said(`/tekton report ${text}`, { by: APOLLO, at: town.clock.now() });
}

export async function day(town: Situation, date = '2026-01-01') {
  return (await town.app.store.getDay(REPOSITORY_ID, date))?.value;
}
