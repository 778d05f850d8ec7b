import { Unavailable } from '../../app/ports/github.js';

/** So many requests in a row that GitHub did not answer, and it is given a rest. */
const FAILURES = 5;
/** The first rest, ms; each further one is twice as long, up to the longest. */
const FIRST_REST = 15_000;
const LONGEST_REST = 5 * 60_000;

/** How one request went. */
export type Result =
  | { outcome: 'answered' }
  /** GitHub's fault, or nobody's answer. */
  | { outcome: 'failed' }
  /** A limit that ends then, epoch ms. */
  | { outcome: 'limited'; until: number };

/**
 * Keeps an installation from asking GitHub while that is known to be in vain: until a limit ends, and for a while after
 * several failures in a row. After the rest a single request tries; the others wait for how it goes.
 */
export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #closedUntil = 0;
  #rests = 0;
  #trying = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws Unavailable with the time to come back, when asking is in vain. */
  enter(): void {
    const now = this.#now();
    if (now < this.#closedUntil)
      throw new Unavailable(
        'GitHub is given a rest after failures, or until its limit ends',
        this.#closedUntil,
      );
    if (this.#rests === 0) return;
    if (this.#trying) throw new Unavailable('GitHub is being tried after a rest', now + FIRST_REST);
    this.#trying = true;
  }

  leave(result: Result): void {
    this.#trying = false;
    switch (result.outcome) {
      case 'answered':
        this.#failures = 0;
        this.#rests = 0;
        return;
      case 'limited':
        this.#closedUntil = Math.max(this.#closedUntil, result.until);
        return;
      case 'failed': {
        this.#failures += 1;
        if (this.#failures < FAILURES && this.#rests === 0) return;
        const rest = Math.min(LONGEST_REST, FIRST_REST * 2 ** this.#rests);
        this.#rests = Math.min(10, this.#rests + 1);
        this.#closedUntil = this.#now() + rest;
        return;
      }
    }
  }
}
