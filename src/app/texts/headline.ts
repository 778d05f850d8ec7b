import type { StatusView } from '../../domain/workflow/status-view.js';
import { awaited } from './awaited.js';
import { brief } from './brief.js';
import { STATUS_ICON } from './words.js';

/** The state in a few words, with its icon. */
export function headline(view: StatusView): string {
  const { status, waitingFor } = view;
  const first = waitingFor[0];
  const words = first === undefined ? null : brief(first);
  switch (status) {
    case 'idle':
      return `${STATUS_ICON.pending} ${words ?? 'Not started'}`;
    case 'complete':
      return `${STATUS_ICON.complete} ${words ?? 'Complete'}`;
    case 'cancelled':
      return `⏹️ ${words ?? 'Stopped'}`;
    case 'active':
      return `${iconOf(view)} ${words ?? 'Under way'}`;
  }
}

function iconOf({ steps, waitingFor }: StatusView): string {
  if (waitingFor.some(({ code }) => code === 'held' || code === 'held-by-label')) return STATUS_ICON.blocked;
  const shown = steps.map(({ status }) => status);
  if (shown.includes('failed')) return STATUS_ICON.failed;
  if (shown.includes('blocked')) return STATUS_ICON.blocked;
  return STATUS_ICON.in_progress;
}

/** `**Waiting for:** …`, or null where nothing is waited for. */
export function waitingLine({ waitingFor }: StatusView): string | null {
  const awaiting = [...new Set(waitingFor.map(awaited))].filter((words) => words !== null).slice(0, 5);
  return awaiting.length === 0 ? null : `**Waiting for:** ${awaiting.join('; ')}.`;
}
