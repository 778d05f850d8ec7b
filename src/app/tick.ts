import type { Clock, Log, WorkItem } from './ports/environment.js';
import type { DueStore } from './ports/store.js';

/** How much one tick takes on, so that it ends in time; the rest is due at the next. */
const AT_ONCE = 100;
const SIDE_BY_SIDE = 8;

export interface Ticker {
  store: Pick<DueStore, 'listDue'>;
  clock: Clock;
  log: Log;
  seeTo(item: WorkItem): Promise<void>;
  /** Asks for webhooks that did not arrive, when it is time. */
  redeliver(): Promise<unknown>;
}

/**
 * Sees to whatever is due: deliveries whose wake-up was lost or whose retry has come, workflows with a retry or a
 * crashed performer, days to be told, and webhooks that never came. One that fails never stops another.
 */
export async function tick(ticker: Ticker): Promise<number> {
  const due = await ticker.store.listDue(ticker.clock.now(), AT_ONCE);
  const waiting = due.values();
  await Promise.all([
    redeliverGuarded(ticker),
    ...Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (const item of waiting) await see(ticker, item);
    }),
  ]);
  return due.length;
}

async function redeliverGuarded({ redeliver, log }: Ticker): Promise<void> {
  try {
    await redeliver();
  } catch (error) {
    log.error(
      { reason: error instanceof Error ? error.message : String(error) },
      'webhooks that did not arrive could not be asked for',
    );
  }
}

async function see({ seeTo, log }: Ticker, { what, id }: WorkItem): Promise<void> {
  try {
    await seeTo({ what, id });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.error({ [what]: id, reason }, 'what was due failed, and stays due');
  }
}
