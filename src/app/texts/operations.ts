import type { AuditEntry, Delivery } from '../ports/store.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import { oneLine } from './clean.js';

/** What an operator reads at the terminal: a line each. */

export const OPS_USAGE = [
  'npm run ops -- dead-letters [ID]               what was given up, or one of it whole',
  '       npm run ops -- dead-letters --replay ID | --replay-all   try it again, with all its tries before it',
  '       npm run ops -- queue                           what waits to be done at GitHub: what, how often tried, until when',
  '       npm run ops -- history WORKFLOW [--all]        what was done for a workflow, the newest first',
  '       --json prints the records themselves',
].join('\n');

export const NO_DEAD_LETTERS = 'Nothing was given up.';
export const NOTHING_WAITS = 'Nothing waits to be done.';
export const NO_HISTORY =
  'There is no history of that workflow. Its name is in the log, such as wf-1234-12: the repository’s number, and the issue’s.';

export function deadLetterLine({ id, name, repository, receivedAt, attempts, lastError }: Delivery): string {
  const where = repository === null ? '' : ` ${repository.owner}/${repository.name}`;
  return `${moment(receivedAt)}  ${id}  ${name}${where}  ${attempts} tries: ${oneLine(lastError ?? 'no reason', 200)}`;
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
  return Object.entries(outbox).map(([key, { kind, attempts, notBefore, lastError }]) => {
    const why = lastError === null ? 'not tried yet' : `${attempts} tries: ${oneLine(lastError, 200)}`;
    return `${moment(notBefore)}  ${id}  ${kind}  ${oneLine(key, 120)}  ${why}`;
  });
}

export function historyLine({ at, what, detail }: AuditEntry): string {
  return `${moment(at)}  ${what}  ${oneLine(JSON.stringify(detail), 2_000)}`;
}

function moment(at: number): string {
  return new Date(at).toISOString().replace('.000', '');
}
