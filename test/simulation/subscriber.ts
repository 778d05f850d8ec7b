import { Announcement } from '../../src/domain/announcement.js';
import { canonical } from '../../src/domain/register.js';

/** EventBridge takes 256 KB; what we say stays far below, whatever people do. */
const LARGEST = 10_000;

type Changed = Extract<Announcement, { type: 'tekton.workflow.changed' }>;

/** Somebody who listens as `docs/events.md` says: the highest sequence of a workflow is how it stands. */
export class Subscriber {
  readonly #newest = new Map<string, Changed>();
  /** What was announced under an id, its sequence left out. */
  readonly #said = new Map<string, string>();
  readonly faults: string[] = [];

  hear(events: readonly unknown[]): void {
    for (const told of events) this.#take(Announcement.parse(told));
  }

  newestOf(workflowId: string): Changed | null {
    return this.#newest.get(workflowId) ?? null;
  }

  #take(event: Announcement): void {
    const size = Buffer.byteLength(JSON.stringify(event));
    if (size > LARGEST) this.faults.push(`${event.id} has ${size} bytes`);
    if (event.type === 'tekton.report.published') return;
    const { sequence, repository: _, installation_id: __, ...content } = event;
    const news = event.type === 'tekton.workflow.changed' ? { ...content, steps: untimed(event) } : content;
    const known = this.#said.get(event.id);
    if (known !== undefined && known !== canonical(news)) this.faults.push(`two meanings of ${event.id}`);
    this.#said.set(event.id, canonical(news));
    if (event.type !== 'tekton.workflow.changed') return;
    const newest = this.#newest.get(event.workflow_id);
    if (newest === undefined || newest.sequence < sequence) this.#newest.set(event.workflow_id, event);
  }
}

function untimed({ steps }: Changed): object[] {
  return steps.map(({ name, status, reasons }) => ({ name, status, reasons }));
}
