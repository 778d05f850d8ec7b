/**
 * The choices of a history, one after another: whom to let go next, and what goes wrong. Zero is the quiet choice, and
 * when the numbers have run out, all is quiet: so a history with fewer or smaller numbers is a simpler one.
 */
export class Noise {
  readonly #numbers: readonly number[];
  #used = 0;
  #quiet = false;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** From 0 to 255. */
  next(): number {
    if (this.#quiet) return 0;
    return this.#numbers[this.#used++] ?? 0;
  }

  /** From 0 up to, not including, `count`. */
  below(count: number): number {
    return count <= 1 ? 0 : this.next() % count;
  }

  silence(): void {
    this.#quiet = true;
  }
}
