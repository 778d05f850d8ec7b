import { parseArgs, type ParseArgsConfig } from 'node:util';
import { needsValue, takesNoValue, unexpectedWord, unknownOption, usageOf } from '../../app/texts/usage.js';
import { endWithOutput } from './closed-output.js';

/** The command was given words that it does not know. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(reason: string, usage: string) {
    super(`${reason}\n${usageOf(usage)}`);
  }
}

/** Nothing is wrong: somebody asked how the command is used. */
class UsageAsked extends Error {
  override readonly name = 'UsageAsked';
}

/** What a command knows, beside `--help`. */
export interface Known<Switch extends string, Value extends string> {
  usage: string;
  /** Options that are given or not. */
  switches?: readonly Switch[];
  /** Options with a value. */
  values?: readonly Value[];
  /** How many plain words it takes at most; none when absent. */
  words?: number;
}

export interface Given<Switch extends string, Value extends string> {
  words: readonly string[];
  switches: ReadonlySet<Switch>;
  values: ReadonlyMap<Value, string>;
}

/**
 * What a command was given: no more than it knows.
 *
 * @throws UsageError
 */
export function commandLine<Switch extends string = never, Value extends string = never>(
  known: Known<Switch, Value>,
): Given<Switch, Value> {
  const { usage, switches = [], values = [], words: mostWords = 0 } = known;
  const given = { words: new Array<string>(), switches: new Set<Switch>(), values: new Map<Value, string>() };
  for (const token of tokensOf(switches, values)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (given.words.push(token.value) > mostWords) throw new UsageError(unexpectedWord(token.value), usage);
      continue;
    }
    const { name, rawName, value, inlineValue } = token;
    if (name === 'help' || rawName === '-h') throw new UsageAsked(usageOf(usage));
    const asSwitch = switches.find((each) => each === name);
    const withValue = values.find((each) => each === name);
    if (asSwitch !== undefined) {
      if (value !== undefined) throw new UsageError(takesNoValue(rawName), usage);
      given.switches.add(asSwitch);
    } else if (withValue !== undefined) {
      // What looks like an option is one, and the value was forgotten.
      if (value === undefined || value === '' || (!inlineValue && value.startsWith('-')))
        throw new UsageError(needsValue(rawName), usage);
      given.values.set(withValue, value);
    } else {
      throw new UsageError(unknownOption(rawName), usage);
    }
  }
  return given;
}

/** Not `strict`: Node's own sentences speak to whoever writes the command. */
function tokensOf(switches: readonly string[], values: readonly string[]) {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const name of switches) options[name] = { type: 'boolean' };
  for (const name of values) options[name] = { type: 'string' };
  return parseArgs({ options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** Runs a command. What goes wrong is one sentence on standard error: exit code 2 for its words, 1 for all else. */
export function runCommand(command: () => Promise<void>): void {
  endWithOutput();
  command().catch((error: unknown) => {
    if (error instanceof UsageAsked) {
      process.stdout.write(`${error.message}\n`);
      return;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
}
