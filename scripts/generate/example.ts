import { stringify } from 'yaml';
import { parseConfiguration } from '../../src/adapters/github/configuration/parse.js';
import { isSchema, settingsOf, type Schema } from './schema.js';

/** Where a default says little: what somebody might write there. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  _extends: '.github',
  'commands.permissions': { start: 'maintain' },
  trusted_bots: ['renovate[bot]'],
  team: [
    {
      name: 'apollo',
      terminal: 'alice',
      login: 'apollo-bot',
      capabilities: { python: 8, sql: 3 },
      capacity: 2,
    },
    { name: 'athena', capabilities: ['typescript', 'docs'] },
  ],
  shepherd: 'casey',
  'checks.required': ['build', 'test'],
  'pr.labels': ['by-agent'],
  'review.reviewers': ['casey', 'team:core'],
  'reporting.holidays': ['2026-12-25'],
  'reporting.hub': 'reports',
};
/** Needs an address of somebody's own. */
const LEFT_OUT = '$schema';

/** A whole configuration with a comment on each setting: what the schema itself would accept, or nothing at all. */
export function annotatedExample(schema: Schema): string {
  const text = settingsUnder(schema, []).join('\n').trim();
  const { config, faults } = parseConfiguration([{ source: 'example', text }]);
  if (config === null)
    throw new Error(faults.map(({ line, message }) => `example, line ${line}: ${message}`).join('\n'));
  const absent = settingsOf(schema).filter(
    ({ path: [key = ''] }) => key !== LEFT_OUT && !text.includes(`${key}:`),
  );
  if (absent.length > 0)
    throw new Error(`not in the example: ${absent.map(({ path }) => path.join('.')).join(', ')}`);
  return text;
}

function settingsUnder(schema: Schema, at: readonly string[]): string[] {
  const indent = '  '.repeat(at.length);
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    if (!isSchema(inner) || key === LEFT_OUT) return [];
    const path = [...at, key];
    const comment = inner.description === undefined ? [] : [`${indent}# ${inner.description}`];
    const space = at.length === 0 ? [''] : [];
    if (inner.properties !== undefined)
      return [...space, ...comment, `${indent}${key}:`, ...settingsUnder(inner, path)];
    return [...space, ...comment, ...valueLines(key, SAMPLES[path.join('.')] ?? inner.default, indent)];
  });
}

function valueLines(key: string, value: unknown, indent: string): string[] {
  const text = stringify({ [key]: value }, { lineWidth: 0, flowCollectionPadding: false });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => indent + line);
}
