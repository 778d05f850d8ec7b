/** Time, chance and wake-ups, given from outside so that the same code runs in a simulation. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Chance {
  /** A name that nobody else has. */
  id(): string;
  /** From 0 up to, not including, 1. */
  fraction(): number;
}

/** Tells the worker that something is waiting. May be lost: what is due is found by `tick` all the same. */
export interface Bus {
  wake(deliveryId: string): Promise<void>;
}

/** Counted, structured notes for operators. Never a payload, a token or anybody's text. */
export interface Log {
  info(fields: Record<string, string | number | boolean | null>, message: string): void;
  warn(fields: Record<string, string | number | boolean | null>, message: string): void;
  error(fields: Record<string, string | number | boolean | null>, message: string): void;
}
