import type { Clock, Log } from './ports/environment.js';
import type { Due, DueStore } from './ports/store.js';

/** How much one tick takes on, so that it ends in time; the rest is due at the next. */
export interface Capacity {
  atOnce: number;
  sideBySide: number;
}

/** Of a process that sees to what is due itself. */
const OWN: Capacity = { atOnce: 100, sideBySide: 8 };

export interface Ticker {
  store: Pick<DueStore, 'listDue'>;
  clock: Clock;
  log: Log;
  /** Does it, or has it done elsewhere. */
  seeTo(item: Due): Promise<void>;
}

/**
 * Sees to whatever is due: deliveries whose wake-up was lost or whose retry has come, workflows with a retry or a
 * crashed performer, and days to be told. One that fails never stops another.
 */
export async function tick(ticker: Ticker, { atOnce, sideBySide }: Capacity = OWN): Promise<number> {
  const due = await ticker.store.listDue(ticker.clock.now(), atOnce);
  const waiting = due.values();
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      for (const item of waiting) await see(ticker, item);
    }),
  );
  return due.length;
}

async function see({ seeTo, log }: Ticker, item: Due): Promise<void> {
  try {
    await seeTo(item);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.error({ [item.what]: item.id, reason }, 'what was due failed, and stays due');
  }
}
