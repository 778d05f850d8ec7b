import type { Because } from '../../domain/because.js';
import type { StatusView } from '../../domain/workflow/status-view.js';
import { awaited } from './awaited.js';
import { brief } from './brief.js';
import { STATUS_ICON } from './words.js';

/** The state in a few words, with its icon. */
export function headline(view: StatusView): string {
  const { status, waitingFor } = view;
  const words = waitingFor.length === 0 ? null : titles(waitingFor);
  switch (status) {
    case 'idle':
      return `${STATUS_ICON.pending} ${words ?? 'Not started'}`;
    case 'complete':
      return `${STATUS_ICON.complete} ${words ?? 'Complete'}`;
    case 'away':
    case 'cancelled':
      return `⏹️ ${words ?? 'Stopped'}`;
    case 'active':
      return `${iconOf(view)} ${words ?? 'Under way'}`;
  }
}

/** What stands above the flow is said together with how the work itself goes on. */
const ABOVE: ReadonlySet<Because['code']> = new Set([
  'held',
  'held-by-label',
  'other-base',
  'escalated',
  'confidence-medium',
  'confidence-low',
]);

function titles(waitingFor: readonly Because[]): string {
  const end = waitingFor.findIndex(({ code }) => !ABOVE.has(code));
  const told = end === -1 ? waitingFor : waitingFor.slice(0, end + 1);
  return [...new Set(told.map(brief))].join(' · ');
}

function iconOf({ steps, waitingFor }: StatusView): string {
  const shown = steps.map(({ status }) => status);
  if (shown.includes('failed')) return STATUS_ICON.failed;
  if (shown.includes('blocked') || waitingFor.some(({ code }) => ABOVE.has(code))) return STATUS_ICON.blocked;
  return STATUS_ICON.in_progress;
}

/** `**Waiting for:** …`, or null where nothing is waited for. */
export function waitingLine({ waitingFor }: StatusView): string | null {
  const awaiting = [...new Set(waitingFor.map(awaited))].filter((words) => words !== null).slice(0, 5);
  return awaiting.length === 0 ? null : `**Waiting for:** ${awaiting.join('; ')}.`;
}
