import type { Bus } from '../../app/ports/environment.js';

/** The bus of one process: wake-ups are worked off at once, a bounded number side by side, in the order they came. */
export class LocalBus implements Bus {
  readonly #waiting: string[] = [];
  readonly #atOnce: number;
  #work: ((deliveryId: string) => Promise<void>) | null = null;
  #running = 0;
  #idle: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Until then wake-ups wait. `work` must not throw. */
  start(work: (deliveryId: string) => Promise<void>): void {
    this.#work = work;
    this.#next();
  }

  /** No new work is begun; what waits is in the store and found after the next start. */
  stop(): void {
    this.#work = null;
    this.#waiting.length = 0;
  }

  wake(deliveryId: string): Promise<void> {
    this.#waiting.push(deliveryId);
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
      void this.#work(id).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
    if (this.#running === 0 && this.#waiting.length === 0) {
      for (const resolve of this.#idle.splice(0)) resolve();
    }
  }
}
