import type * as z from 'zod';
import { cut } from '../../../domain/cut.js';
import type { Path } from './locate.js';

/** One thing that the schema does not accept. */
export interface Complaint {
  path: Path;
  /** Whether it is the name that is wrong, not its value. */
  atKey: boolean;
  message: string;
}

/** The schema's own words where it has any; else these, for people who write YAML rather than TypeScript. */
export function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'must not be empty'
        : `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'settings, each as `name: value`',
  record: 'settings, each as `name: value`',
};

/** Every issue as complaints, each about one place. */
export function complaintsOf(issues: readonly z.core.$ZodIssue[], at: Path = []): Complaint[] {
  return issues.flatMap((issue): Complaint[] => {
    const path = [...at, ...issue.path];
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          path: [...path, key],
          atKey: true,
          message: 'there is no such setting',
        }));
      case 'invalid_key':
        return issue.issues.map(({ message }) => ({ path, atKey: true, message }));
      case 'invalid_union':
        return ofUnion(issue, path);
      default:
        return [{ path, atKey: false, message: issue.message }];
    }
  });
}

/** Of the alternatives, the one that was meant: whose kind the value has. None: it may be any of their kinds. */
function ofUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path): Complaint[] {
  const ofOtherKind = (issues: readonly z.core.$ZodIssue[]) =>
    issues.some(({ code, path: inner }) => code === 'invalid_type' && inner.length === 0);
  const meant = issue.errors.find((issues) => !ofOtherKind(issues));
  if (meant !== undefined) return complaintsOf(meant, path);
  const kinds = issue.errors.flat().map(({ message }) => message.replace(/^must be /, ''));
  return [{ path, atKey: false, message: `must be ${kinds.join(' or ')}` }];
}

/** `team[0].name`. */
export function nameOf(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return cut(name.replace(/^\./, ''), 80);
}
