import { bytesOf } from '../cut.js';
import type { Some } from './summary.js';

/** Collects the first few of any number of things, as far as they fit into so many bytes of JSON, and counts the rest. */
export class FirstFew<T> {
  readonly #most: number;
  readonly #shown: T[] = [];
  #room: number;
  #more = 0;

  constructor(most: number, mostBytes = Infinity) {
    this.#most = most;
    this.#room = mostBytes;
  }

  add(item: T): void {
    if (this.#shown.length < this.#most && this.#more === 0 && this.#takesRoomOf(item))
      this.#shown.push(item);
    else this.#more += 1;
  }

  get some(): Some<T> {
    return { shown: [...this.#shown], more: this.#more };
  }

  #takesRoomOf(item: T): boolean {
    if (this.#room === Infinity) return true;
    this.#room -= bytesOf(JSON.stringify(item));
    return this.#room >= 0;
  }
}
