import type { Clock } from './ports/environment.js';
import type { DueStore } from './ports/store.js';

/** The wait between two ticks, ms. */
const BETWEEN = 5_000;

export interface Ticking {
  store: Pick<DueStore, 'listWaiting'>;
  clock: Clock;
  tick(): Promise<void>;
  pause(ms: number): Promise<void>;
}

/**
 * Ticks, and goes on ticking every few seconds for as long as something becomes due before `until` (ms): a schedule that
 * comes once a minute alone would make the shortest wait a minute.
 */
export async function keepTicking({ store, clock, tick, pause }: Ticking, until: number): Promise<void> {
  for (;;) {
    await tick();
    const [next] = await store.listWaiting(1);
    if (next === undefined || next.dueAt > until || clock.now() + BETWEEN > until) return;
    await pause(BETWEEN);
  }
}
