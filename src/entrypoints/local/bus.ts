import type { Bus } from '../../app/ports/environment.js';

/** The bus of one process: wake-ups are worked off at once, a bounded number side by side, in the order they came. */
export class LocalBus implements Bus {
  readonly #waiting: string[] = [];
  readonly #atOnce: number;
  #work: ((deliveryId: string) => Promise<void>) | null = null;
  #running = 0;
  #stopped = false;
  #idle: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Until then wake-ups wait. `work` tells of its own failures: nobody else hears of them. */
  start(work: (deliveryId: string) => Promise<void>): void {
    this.#work = work;
    this.#stopped = false;
    this.#next();
  }

  /** No new work is begun; what waits is in the store and found after the next start. */
  stop(): void {
    this.#work = null;
    this.#stopped = true;
    this.#waiting.length = 0;
    this.#next();
  }

  wake(deliveryId: string): Promise<void> {
    if (!this.#stopped) this.#waiting.push(deliveryId);
    this.#next();
    return Promise.resolve();
  }

  /** Resolves when nothing is being worked on and nothing waits. */
  async idle(): Promise<void> {
    if (this.#running === 0 && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #next(): void {
    while (this.#work !== null && this.#running < this.#atOnce) {
      const id = this.#waiting.shift();
      if (id === undefined) break;
      this.#running += 1;
      const settled = () => {
        this.#running -= 1;
        this.#next();
      };
      this.#work(id).then(settled, settled);
    }
    if (this.#running === 0 && this.#waiting.length === 0) {
      for (const resolve of this.#idle.splice(0)) resolve();
    }
  }
}
