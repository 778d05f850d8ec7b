import { parseDocument, type Document } from 'yaml';
import { cut } from '../../../domain/cut.js';
import type { ConfigFault } from '../../../domain/project/project.js';
import { MOST_ALIASES, shapeFaults } from './yaml-shape.js';

/** A configuration file that is YAML, at least: its value, and where each part of it stands. */
export interface YamlFile {
  source: string;
  document: Document;
  /** Null for an empty file. */
  value: unknown;
  faultAt: (offset: number, message: string) => ConfigFault;
}

const LONGEST_FILE = 65_536;
/** Said as well of a file so large that its text was never seen. */
export const TOO_LARGE = `the file is larger than ${LONGEST_FILE} characters`;
const LONGEST_MESSAGE = 300;

/** Reads a file of whatever content: what is wrong with it are faults, never an exception. */
export function readYaml(source: string, text: string): { file: YamlFile | null; faults: ConfigFault[] } {
  const faultAt = (offset: number, message: string): ConfigFault => {
    // Counted here: the parser's own counter misses the line breaks that it skips after an error.
    const before = text.slice(0, offset).split('\n');
    return {
      path: source,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      message: cut(message, LONGEST_MESSAGE),
    };
  };
  if (text.length > LONGEST_FILE) return { file: null, faults: [faultAt(0, TOO_LARGE)] };
  try {
    // `uniqueKeys` is off because it compares each key with all others: `shapeFaults` finds doubles in one go.
    // JSON's values only, whatever version or tag the file names: no dates, sets or binaries.
    const options = {
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: false,
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
    };
    const document: Document = parseDocument(text, options);
    const faults = [
      ...[...document.errors, ...document.warnings].map(({ pos, message }) => faultAt(pos[0], message)),
      ...shapeFaults(document).map(({ node, message }) => faultAt(node.range?.[0] ?? 0, message)),
    ];
    if (faults.length > 0) return { file: null, faults };
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { file: { source, document, value, faultAt }, faults };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { file: null, faults: [faultAt(0, `the file cannot be read: ${message}`)] };
  }
}
