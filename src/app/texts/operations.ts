import type { AuditEntry, Delivery } from '../ports/store.js';
import type { Queued, Workflow } from '../../domain/workflow/workflow.js';
import { oneLine } from './clean.js';
import { putOffWords } from './put-off.js';

/** What an operator reads at the terminal: a line each. */

/** `npm start` without credentials is the demo, whose store is gone with it. */
export function noStoreYet(directory: string): string {
  return (
    `There is no store in ${directory} yet: npm start with the App’s credentials makes one. ` +
    'If it is elsewhere, set DATA_DIR to its folder, or TABLE_NAME to its table.'
  );
}

export function noTableYet(table: string): string {
  return (
    `There is no table ${table} yet: npm start with the App’s credentials makes it. ` +
    'If it is elsewhere, set TABLE_NAME, AWS_REGION or DYNAMODB_ENDPOINT to where it is.'
  );
}

export function unreadableStore(directory: string, reason: string): string {
  return `DATA_DIR is ${directory}, where nothing can be read (${reason}): set it to the folder of the store`;
}

export const NO_DEAD_LETTERS = 'Nothing was given up.';
export const NOTHING_WAITS = 'Nothing waits to be done.';
export const NO_HISTORY =
  'There is no history of that workflow. Its name is in the log, such as wf-1234-12: the repository’s number, and the issue’s.';

/** Of what was given up, by when it came. */
export function deadLetterLine(delivery: Delivery): string {
  return `${moment(delivery.receivedAt)}  ${deliveryWords(delivery)}`;
}

/** Of what waits for its next try, by when that is. */
export function retryingLine(delivery: Delivery): string {
  return `${delivery.dueAt === null ? 'soon' : moment(delivery.dueAt)}  ${deliveryWords(delivery)}`;
}

function deliveryWords({ id, name, repository, attempts, lastError }: Delivery): string {
  const where = repository === null ? '' : ` ${repository.owner}/${repository.name}`;
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  return `${id}  ${name}${where}  ${tries}: ${oneLine(lastError ?? 'no reason', 200)}`;
}

export function noDeadLetter(id: string): string {
  return `No delivery called ${oneLine(id, 100)} was given up. npm run ops -- dead-letters lists those that were.`;
}

export function replayed(count: number): string {
  return count === 1
    ? 'One delivery is on its way again: it is due now.'
    : `${count} deliveries are on their way again: they are due now.`;
}

export function queuedLines({ id, outbox }: Pick<Workflow, 'id' | 'outbox'>): string[] {
  return Object.entries(outbox).map(
    ([key, queued]) =>
      `${moment(queued.notBefore)}  ${id}  ${queued.kind}  ${oneLine(key, 120)}  ${whyQueued(queued)}`,
  );
}

function whyQueued({ attempts, lastError, waitsFor }: Queued): string {
  if (waitsFor !== null) return `put off: ${putOffWords(waitsFor)}`;
  return lastError === null ? 'not tried yet' : `${attempts} tries: ${oneLine(lastError, 200)}`;
}

export function historyLine({ at, what, detail }: AuditEntry): string {
  return `${moment(at)}  ${what}  ${oneLine(JSON.stringify(detail), 2_000)}`;
}

function moment(at: number): string {
  return new Date(at).toISOString().replace('.000', '');
}
