/** One call of a port's method. */
export interface Call {
  method: string;
  args: unknown[];
}

/** A port under watch: every call is noted, and the next ones can be made to fail or to wait. */
export interface Watched<T extends object> {
  port: T;
  calls: Call[];
  /** How often these methods were called; all, if none is named. */
  count(...methods: string[]): number;
  /** The next `times` calls of a method throw: before they take effect, or after. */
  fail(method: keyof T & string, error: Error, of?: { times?: number; when?: 'before' | 'after' }): void;
  /** The next call of a method waits before it takes effect, until it is let go. */
  hold(method: keyof T & string): { arrived: Promise<void>; letGo: () => void };
  /** Runs before the next call of a method takes effect. */
  once(method: keyof T & string, doing: () => void | Promise<void>): void;
  /** Runs before each call of a method takes effect, with what it is called with. */
  before(method: keyof T & string, doing: (args: readonly unknown[]) => void | Promise<void>): void;
}

interface Failure {
  error: Error;
  when: 'before' | 'after';
}

export function watched<T extends object>(target: T): Watched<T> {
  const calls: Call[] = [];
  const failures = new Map<string, Failure[]>();
  const holds = new Map<string, (() => Promise<void>)[]>();
  const doings = new Map<string, (args: readonly unknown[]) => void | Promise<void>>();

  async function through(method: string, args: unknown[], call: () => unknown): Promise<unknown> {
    calls.push({ method, args });
    await holds.get(method)?.shift()?.();
    await doings.get(method)?.(args);
    const failure = failures.get(method)?.shift();
    if (failure?.when === 'before') throw failure.error;
    const answer = await call();
    if (failure !== undefined) throw failure.error;
    return answer;
  }

  return {
    port: new Proxy(target, {
      get(of, key): unknown {
        const member: unknown = Reflect.get(of, key);
        if (typeof member !== 'function' || typeof key !== 'string') return member;
        return (...args: unknown[]) => through(key, args, (): unknown => Reflect.apply(member, of, args));
      },
    }),
    calls,
    count: (...methods) =>
      calls.filter(({ method }) => methods.length === 0 || methods.includes(method)).length,
    fail(method, error, { times = 1, when = 'before' } = {}) {
      const list = failures.get(method) ?? [];
      failures.set(method, [...list, ...Array.from({ length: times }, () => ({ error, when }))]);
    },
    hold(method) {
      let arrive = () => {};
      let letGo = () => {};
      const arrived = new Promise<void>((resolve) => (arrive = resolve));
      const gone = new Promise<void>((resolve) => (letGo = resolve));
      const wait = () => {
        arrive();
        return gone;
      };
      holds.set(method, [...(holds.get(method) ?? []), wait]);
      return {
        arrived,
        letGo: () => {
          letGo();
        },
      };
    },
    once(method, doing) {
      holds.set(method, [...(holds.get(method) ?? []), async () => doing()]);
    },
    before(method, doing) {
      doings.set(method, doing);
    },
  };
}
