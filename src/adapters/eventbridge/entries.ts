import {
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import DataLoader from 'dataloader';
import { setTimeout as delay } from 'node:timers/promises';

/** What one PutEvents takes. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;
/** Tries for entries that EventBridge did not take while it took others. */
const TRIES = 4;
/** The wait before the second try, ms; each later one is twice as long. */
const FIRST_WAIT = 50;

export type Entry = Pick<PutEventsRequestEntry, 'Source' | 'DetailType' | 'Detail'>;

/**
 * Puts entries on the bus; those that are given in the same turn of the event loop go together. What EventBridge does
 * not take of a batch is sent again, and the rest of it is not.
 *
 * @returns resolves when the entry was taken. @throws when it was not.
 */
export function entriesTo(client: EventBridgeClient, busName: string): (entry: Entry) => Promise<void> {
  const loader = new DataLoader<Entry, null>((entries) => putAll(client, busName, entries), {
    maxBatchSize: MOST_ENTRIES,
    cache: false,
  });
  return async (entry) => {
    await loader.load(entry);
  };
}

async function putAll(
  client: EventBridgeClient,
  busName: string,
  entries: readonly Entry[],
): Promise<(null | Error)[]> {
  const outcomes = new Map<Entry, Error | null>();
  for (let tried = 0; tried < TRIES; tried += 1) {
    const left = entries.filter((entry) => outcomes.get(entry) !== null);
    if (left.length === 0) break;
    if (tried > 0) await delay(FIRST_WAIT * 2 ** (tried - 1) * (1 + Math.random()));
    const { Entries = [] } = await client.send(
      new PutEventsCommand({ Entries: left.map((entry) => ({ ...entry, EventBusName: busName })) }),
    );
    for (const [at, entry] of left.entries()) outcomes.set(entry, refusalIn(Entries[at]));
  }
  return entries.map((entry) => outcomes.get(entry) ?? null);
}

/** Only what has an id was taken. */
function refusalIn(result: PutEventsResultEntry | undefined): Error | null {
  if (result?.EventId !== undefined) return null;
  return new Error(`EventBridge did not take an event: ${result?.ErrorCode ?? 'it did not say why'}`);
}
