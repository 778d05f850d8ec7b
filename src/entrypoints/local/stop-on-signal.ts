import { endInsteadBy } from './closed-output.js';

/** One Ctrl-C reaches a process under npm twice, from the terminal and from npm: within this time it is the same, ms. */
const SAME_PRESS = 500;
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * The first signal stops in good order and ends with `code`; a second one ends the process at once. When nobody reads
 * what is said, that is the first signal too, and no failure.
 */
export function stopOnSignal(stop: (signal: string) => Promise<void>, code = 0): void {
  let since: number | null = null;
  const end = (signal: string, inGoodOrder: number) => {
    stop(signal).then(
      () => process.exit(inGoodOrder),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  const heard = (signal: keyof typeof CODES) => {
    if (since !== null) {
      if (Date.now() - since > SAME_PRESS) process.exit(CODES[signal]);
      return;
    }
    since = Date.now();
    end(signal, code);
  };
  endInsteadBy(() => {
    if (since !== null) return;
    since = Date.now();
    end('SIGPIPE', 0);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      heard(signal);
    });
  }
}
