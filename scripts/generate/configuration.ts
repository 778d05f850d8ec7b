import { CONFIG_PATH } from '../../src/domain/config/path.js';
import { AgentConfig, DEFAULT_CONFIG } from '../../src/domain/config/schema.js';
import { annotatedExample } from './example.js';
import { table } from './markdown.js';
import { isSchema, settingsOf, typeOf, type Schema } from './schema.js';

const INTRODUCTION = `# Configuration

A repository is configured by \`${CONFIG_PATH}\` on its default branch. If it has none, the same file in the owner's
\`.github\` repository counts; where neither exists, the App does nothing but answer commands: with how to begin, and
\`/tekton help\` with the list of commands too. Every setting has a default, so an empty file is enough to begin with.

A push that touches the file, on whatever branch of the repository, gets a check on its commit that names every fault with
its line; a pull request from a fork gets none. A faulty file changes nothing: the last good configuration stays in force.
When another branch becomes the default, the file there counts from then on.

\`_extends\` builds on another file, which may extend another in its turn; all of one owner. Settings within settings are
merged, lists are replaced, and the nearer file wins. A setting that is named and left empty counts as not set.

Of another repository only its \`.github/tekton-core.yml\` can be extended, and the App must be installed there. A check
run can be read by more people than that file, so it never says what is wrong in it or whether it is there: only that the
extended file cannot be used. The log of tekton-core says more. The owner's \`.github\` repository is the exception: its
configuration stands in for all others, and its mistakes are told in each.

For editors there is a [JSON Schema](configuration.schema.json) of the file.`;

/** `docs/configuration.md`, from the schema. */
export function configurationPage(schema: Schema): string {
  const agent = schema.properties?.['team'];
  const items = isSchema(agent) && isSchema(agent.items) ? agent.items : {};
  return [
    INTRODUCTION,
    '## All settings',
    settingsTable(schema, DEFAULT_CONFIG),
    '## An agent of the team',
    settingsTable(items, AgentConfig.parse({ name: 'anybody' })),
    '## A full example',
    'With every setting. One that has its default value can be left out.',
    `\`\`\`yaml\n${annotatedExample(schema)}\n\`\`\``,
  ].join('\n\n');
}

function settingsTable(schema: Schema, defaults: object): string {
  const required = new Set(schema.required);
  const rows = settingsOf(schema).map(({ path, schema: setting }) => [
    `\`${path.join('.')}\``,
    typeOf(setting),
    required.has(path.join('.')) ? 'required' : defaultOf(path, defaults),
    setting.description ?? describedAbove(schema, path),
  ]);
  return table(['Setting', 'Type', 'Default', 'Meaning'], rows);
}

/** A group may say what all of its settings are. */
function describedAbove(schema: Schema, path: readonly string[]): string {
  const [first = '', ...rest] = path;
  const inner = schema.properties?.[first];
  if (!isSchema(inner) || rest.length === 0) return '';
  return describedAbove(inner, rest) || (inner.description ?? '');
}

function defaultOf(path: readonly string[], defaults: unknown): string {
  const value = path.reduce<unknown>((within, key) => (isRecord(within) ? within[key] : undefined), defaults);
  return value === undefined ? 'none' : `\`${JSON.stringify(value).replaceAll('"', '')}\``;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
