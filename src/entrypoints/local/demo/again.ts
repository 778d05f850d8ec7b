import { setTimeout as wait } from 'node:timers/promises';

/** Does the same again and again until it is told to stop. What goes wrong is said, and ends nothing. */
export async function again(
  { login, pace, complain }: { login: string; pace: number; complain(line: string): void },
  signal: AbortSignal,
  once: () => Promise<void>,
): Promise<void> {
  const isOver = () => signal.aborted;
  while (!isOver()) {
    try {
      await once();
    } catch (error) {
      if (!signal.aborted)
        complain(`${login} could not go on: ${error instanceof Error ? error.message : String(error)}`);
    }
    await wait(pace, undefined, { signal }).catch(() => undefined);
  }
}
