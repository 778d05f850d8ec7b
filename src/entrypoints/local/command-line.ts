import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command was given words that it does not know. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The switches that a command was given: no more than it knows.
 *
 * @throws UsageError
 */
export function switches<Name extends string>(names: readonly Name[], usage: string): ReadonlySet<Name> {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    names.map((name) => [name, { type: 'boolean' }]),
  );
  try {
    const { values } = parseArgs({ options });
    return new Set(names.filter((name) => values[name] === true));
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${reason ?? ''}.\nUsage: ${usage}`);
  }
}

/** Runs a command. What goes wrong is one sentence on standard error: exit code 2 for its words, 1 for all else. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
}
