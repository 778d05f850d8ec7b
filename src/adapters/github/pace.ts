import { setTimeout as sleep } from 'node:timers/promises';
import { NotYet, Unavailable } from '../../app/ports/github.js';
import type { PaceStore, Turn } from '../../app/ports/store.js';

/** The App itself, in no installation's name. */
const APP = 0;

/** The pace of one installation's writes, which all processes over the same store keep together. */
export class Pace {
  readonly #store: PaceStore;
  readonly #installationId: number;
  readonly #spacing: number;
  readonly #patience: number;
  readonly #now: () => number;
  /** The end of the last rest that the store knows of. */
  #toldUntil = 0;

  /** @param of `patience`: how long a write waits for its turn where it is, ms. One that has to wait longer is put off. */
  constructor(of: {
    store: PaceStore;
    installationId: number | null;
    spacing: number;
    patience: number;
    now: () => number;
  }) {
    this.#store = of.store;
    this.#installationId = of.installationId ?? APP;
    this.#spacing = of.spacing;
    this.#patience = of.patience;
    this.#now = of.now;
  }

  /**
   * Resolves when it is the caller's turn to write.
   *
   * @throws NotYet when that is too far away; Unavailable when the store cannot be asked.
   */
  async turn(): Promise<void> {
    const now = this.#now();
    const turn = await this.#take(now);
    if ('retryAt' in turn) throw new NotYet(turn);
    const left = turn.at - this.#now();
    if (left > 0) await sleep(left);
  }

  /** Has the writes of all processes wait until then, epoch ms. */
  async rest(until: number): Promise<void> {
    const now = this.#now();
    if (until <= Math.max(now, this.#toldUntil)) return;
    await this.#store.rest(this.#installationId, { now, until });
    this.#toldUntil = until;
  }

  async #take(now: number): Promise<Turn> {
    try {
      const of = { now, spacing: this.#spacing, patience: this.#patience };
      return await this.#store.takeTurn(this.#installationId, of);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Unavailable(`The store gave no turn to write to GitHub: ${reason}`, null, error);
    }
  }
}
