import type { Announcement } from '../../domain/announcement.js';
import type { Bus, WorkItem } from '../../app/ports/environment.js';

type Listener = (event: Announcement) => void;

/**
 * The bus of one process: what waits is worked off at once, a bounded number side by side, in the order in which it came.
 * What is announced is heard by whoever listens in this process.
 */
export class LocalBus implements Bus {
  /** By name: what waits already need not wait twice. */
  readonly #waiting = new Map<string, WorkItem>();
  readonly #listeners = new Set<Listener>();
  readonly #atOnce: number;
  #work: ((item: WorkItem) => Promise<void>) | null = null;
  #running = 0;
  #stopped = false;
  #idle: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Until then wake-ups wait. `work` tells of its own failures: nobody else hears of them. */
  start(work: (item: WorkItem) => Promise<void>): void {
    this.#work = work;
    this.#stopped = false;
    this.#next();
  }

  /** No new work is begun; what waits is in the store and found after the next start. */
  stop(): void {
    this.#work = null;
    this.#stopped = true;
    this.#waiting.clear();
    this.#next();
  }

  wake(item: WorkItem): Promise<void> {
    if (!this.#stopped) this.#waiting.set(`${item.what} ${item.id}`, item);
    this.#next();
    return Promise.resolve();
  }

  /** @throws what a listener throws: it has not taken the event, and all hear it again. */
  // oxlint-disable-next-line typescript/require-await -- what a listener throws is to be a rejection
  async publish(events: readonly Announcement[]): Promise<void> {
    for (const event of events) for (const listener of this.#listeners) listener(event);
  }

  /** From now on `listener` hears what is announced. Answers how to end that. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when nothing is being worked on and nothing waits. */
  async idle(): Promise<void> {
    if (this.#running === 0 && this.#waiting.size === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #next(): void {
    while (this.#work !== null && this.#running < this.#atOnce) {
      const [first] = this.#waiting;
      if (first === undefined) break;
      const [name, item] = first;
      this.#waiting.delete(name);
      this.#running += 1;
      const settled = () => {
        this.#running -= 1;
        this.#next();
      };
      this.#work(item).then(settled, settled);
    }
    if (this.#running === 0 && this.#waiting.size === 0) {
      for (const resolve of this.#idle.splice(0)) resolve();
    }
  }
}
