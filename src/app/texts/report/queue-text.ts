import type { Summary } from '../../../domain/report/summary.js';
import { counted } from '../figures.js';
import { momentAt } from '../moment.js';
import { listed } from '../names.js';
import { waitingWords } from '../words.js';

/** What GitHub could not yet be asked to do, or was asked in vain; null: nothing waits. */
export function queueText({ queue, zone }: Pick<Summary, 'queue' | 'zone'>): string | null {
  const { count, kinds, until } = queue;
  if (count === 0) return null;
  const what = kinds.length === 0 ? '' : `: ${listed(kinds, kindWords)}`;
  const first = count === 1 ? 'It' : 'The first';
  const when = until === null ? '' : ` ${first} is tried again on ${momentAt(until, zone)}.`;
  return `**Waiting for GitHub:** ${counted(count, 'operation')}${what}.${when} You need do nothing.`;
}

function kindWords({ kind, count }: Summary['queue']['kinds'][number]): string {
  return `${waitingWords(kind)}${count === 1 ? '' : ` (${count} times)`}`;
}
