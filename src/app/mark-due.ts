import type { Workflow } from '../domain/workflow/workflow.js';
import type { Clock } from './ports/environment.js';
import type { WorkflowStore } from './ports/store.js';

const RACES = 50;

/**
 * Has `tick` look at a workflow again, because its circumstances changed; whoever waits for an agent tries at once. What
 * is due already costs no write.
 *
 * @returns whether it was marked.
 */
export async function markDue(
  { store, clock }: { store: Pick<WorkflowStore, 'getWorkflow' | 'saveWorkflow'>; clock: Clock },
  id: string,
): Promise<boolean> {
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getWorkflow(id);
    if (stored === null) return false;
    const now = clock.now();
    const { dueAt } = stored.value;
    const outbox = withoutWait(stored.value.outbox, now);
    if (dueAt !== null && dueAt <= now && outbox === stored.value.outbox) return false;
    const marked = { ...stored.value, outbox, dueAt: Math.min(dueAt ?? now, now) };
    if ((await store.saveWorkflow(marked, stored.version)) === 'saved') return true;
  }
  throw new Error(`workflow ${id}: lost the race to mark it due ${RACES} times`);
}

/** The same when nobody waits for an agent. */
function withoutWait(outbox: Workflow['outbox'], now: number): Workflow['outbox'] {
  const waits = Object.entries(outbox).filter(
    ([, { kind, notBefore }]) => kind === 'assign-agent' && notBefore > now,
  );
  if (waits.length === 0) return outbox;
  return {
    ...outbox,
    ...Object.fromEntries(waits.map(([key, queued]) => [key, { ...queued, notBefore: now }])),
  };
}
