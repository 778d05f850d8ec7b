import { Unavailable } from '../../app/ports/github.js';

/** So many requests in a row that GitHub did not answer, and it is given a rest. */
const FAILURES = 5;
/** The first rest, ms; each further one is twice as long, up to the longest. */
const FIRST_REST = 15_000;
const LONGEST_REST = 5 * 60_000;
/** How long the others wait while one request tries, ms. */
const TRYING = 5_000;

/** One request that was let through. */
export interface Passage {
  at: number;
}

/**
 * Keeps an installation from asking GitHub while that is known to be in vain: until a limit ends, and for a while after
 * several failures in a row. Then a single request tries; the others wait for how it goes.
 */
export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #restsUntil = 0;
  /** When the last rest began. */
  #restedAt = -Infinity;
  #rests = 0;
  /** Set from the beginning of a rest until a request was answered. */
  #isDoubtful = false;
  #probe: Passage | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Epoch ms; past when there is no rest. */
  get restsUntil(): number {
    return this.#restsUntil;
  }

  /** @throws Unavailable with the time to come back, during a rest. */
  check(): void {
    if (this.#now() < this.#restsUntil) {
      throw new Unavailable('GitHub is given a rest: it fails, or its limit is used up', this.#restsUntil);
    }
  }

  /** @throws Unavailable when asking is in vain, or another request tries just now. */
  enter(): Passage {
    this.check();
    const at = this.#now();
    const passage = { at };
    if (!this.#isDoubtful) return passage;
    if (this.#probe !== null) throw new Unavailable('GitHub is tried after a rest', at + TRYING);
    this.#probe = passage;
    return passage;
  }

  /** @param answered whether GitHub answered, other than by a fault of its own. */
  leave(passage: Passage, answered: boolean): void {
    if (passage === this.#probe) this.#probe = null;
    // What was under way when the rest began says nothing of now.
    if (passage.at < this.#restedAt) return;
    if (answered) {
      this.#failures = 0;
      this.#rests = 0;
      this.#isDoubtful = false;
      return;
    }
    this.#failures += 1;
    if (this.#failures < FAILURES && !this.#isDoubtful) return;
    this.#rest(this.#now() + Math.min(LONGEST_REST, FIRST_REST * 2 ** this.#rests));
    this.#rests = Math.min(10, this.#rests + 1);
  }

  /** A limit ends then, epoch ms. */
  limit(until: number): void {
    this.#rest(until);
  }

  #rest(until: number): void {
    this.#restsUntil = Math.max(this.#restsUntil, until);
    this.#restedAt = this.#now();
    this.#failures = 0;
    this.#isDoubtful = true;
  }
}
