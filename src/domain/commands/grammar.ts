import { cut } from '../cut.js';
import { definitionOf, QUESTIONS, type Verb } from './catalogue.js';
import type { CommandDefinition } from './definition.js';
import { proseLines } from './prose.js';

/** One line that is, or means to be, a command. */
export interface ParsedCommand {
  /** Counts from 1. */
  line: number;
  /** The verb of the catalogue; for an unknown one, what was written. */
  verb: string;
  args: string[];
  /** Free text after the arguments, where the command takes any. */
  text: string;
  /** `too-many`: it is the first that is one too many for its comment. */
  problem: 'unknown-verb' | 'usage' | 'too-many' | null;
  definition: CommandDefinition<Verb> | null;
}

/** In one comment. */
export const MOST_COMMANDS = 20;
const LONGEST_TEXT = 500;
const LONGEST_REPORT = 2000;
const LONGEST_VERB = 40;

/**
 * The commands in a comment: `/tekton verb args` at the very start of a line and alone on it, in any letter case;
 * `/verb args` too where `bare` allows it (Prow's convention). Code, quotes and hidden text are not searched.
 * What begins with `/tekton` always gives a result, so that nobody is left without an answer; a bare word that is
 * not ours gives none. The same question asked again in one comment is one question; the first command that is too many
 * stands for all that follow it. Takes time in proportion to the text, whatever it holds.
 */
export function parseCommands(text: string, { bare }: { bare: boolean }): ParsedCommand[] {
  const found: ParsedCommand[] = [];
  const reports = new Map<ParsedCommand, string[]>();
  let report: string[] | null = null;
  for (const [index, line] of proseLines(text).entries()) {
    const command = line.startsWith('/') ? parseLine(line.slice(1), index + 1, bare) : null;
    if (command === null) {
      report?.push(line);
      continue;
    }
    report = null;
    if (isAskedAgain(command, found)) continue;
    if (found.length === MOST_COMMANDS)
      return withReports([...found, { ...command, problem: 'too-many' }], reports);
    found.push(command);
    if (command.definition?.text === 'report' && command.problem === null)
      reports.set(command, (report = []));
  }
  return withReports(found, reports);
}

/** A report has lines of its own beneath the command. */
function withReports(
  commands: ParsedCommand[],
  lines: ReadonlyMap<ParsedCommand, string[]>,
): ParsedCommand[] {
  return commands.map((command) => {
    const beneath = lines.get(command);
    if (beneath === undefined) return command;
    return { ...command, text: cut([command.text, ...beneath].join('\n').trim(), LONGEST_REPORT) };
  });
}

function isAskedAgain({ verb, problem }: ParsedCommand, before: readonly ParsedCommand[]): boolean {
  const isSame = (it: ParsedCommand) => it.verb === verb && it.problem === null;
  return problem === null && QUESTIONS.has(verb) && before.some(isSame);
}

function parseLine(line: string, number: number, bare: boolean): ParsedCommand | null {
  const [first, rest] = splitWord(line);
  if (first.toLowerCase() === 'tekton') return understand(rest === '' ? 'help' : rest, number);
  return bare && definitionOf(first) !== null ? understand(line, number) : null;
}

/** Reads what follows `/tekton `, or a bare `/`. */
function understand(words: string, line: number): ParsedCommand {
  const [first, rest] = splitWord(words);
  const [second, third] = splitWord(rest);
  const undo = second !== '' && third === '' ? definitionOf(`${first} ${second}`) : null;
  const definition = undo ?? definitionOf(first);
  if (definition === null) {
    return {
      line,
      verb: cut(first.toLowerCase(), LONGEST_VERB),
      args: [],
      text: '',
      problem: 'unknown-verb',
      definition,
    };
  }
  const given = readArguments(definition, undo === null ? rest : '');
  // What was written instead is kept, so that the answer can say what may have been meant.
  const { args, text } = given ?? {
    args: definition.argument?.words === undefined ? [] : written(second),
    text: '',
  };
  return { line, verb: definition.verb, args, text, problem: given === null ? 'usage' : null, definition };
}

function written(word: string): string[] {
  return word === '' ? [] : [cut(word.toLowerCase(), LONGEST_VERB)];
}

/** Null: not how the command is used. */
function readArguments(
  { argument, text }: CommandDefinition,
  rest: string,
): { args: string[]; text: string } | null {
  if (argument === null)
    return text !== null || rest === '' ? { args: [], text: cut(rest, LONGEST_TEXT) } : null;
  const [word, after] = splitWord(rest);
  if (word === '') return argument.required ? null : { args: [], text: '' };
  const value = argument.read(word);
  if (value === null || (text === null && after !== '')) return null;
  return { args: [value], text: cut(after, LONGEST_TEXT) };
}

/** The first word, and the rest without the space around it. */
function splitWord(text: string): [first: string, rest: string] {
  const end = text.search(/\s/);
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end).trim()];
}
