import type { Some } from './summary.js';

/** Collects the first few of any number of things, and counts the rest. */
export class FirstFew<T> {
  readonly #most: number;
  readonly #shown: T[] = [];
  #more = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(...items: readonly T[]): void {
    for (const item of items) {
      if (this.#shown.length < this.#most) this.#shown.push(item);
      else this.#more += 1;
    }
  }

  get count(): number {
    return this.#shown.length + this.#more;
  }

  get some(): Some<T> {
    return { shown: [...this.#shown], more: this.#more };
  }
}
