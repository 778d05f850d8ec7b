import { CATALOGUE } from '../../domain/commands/catalogue.js';
import type { CommandDefinition, Who } from '../../domain/commands/definition.js';
import { syntax } from './code.js';
import { joined } from './names.js';
import { PERMISSION_WORD } from './words.js';

/** `/tekton help`: the commands as a table. */
export function helpAnswer(commands: readonly CommandDefinition[] = CATALOGUE): string {
  const rows = commands.map(
    ({ usage, summary, who }) =>
      `| ${syntax(usage, { inTable: true })} | ${cell(summary)} | ${whoCell(who)} |`,
  );
  return [
    'Write a command at the start of a line, alone on it, in a comment on the issue or its pull request.',
    ['| Command | What it does | Who may |', '|:--|:--|:--|', ...rows].join('\n'),
    'The least access can differ here: `commands.permissions` in `.github/tekton-core.yml` sets it.',
  ].join('\n\n');
}

/** Who may give a command: `people with write access or the author`. */
export function whoMay({ permission, or }: Who): string {
  return joined([`people with ${PERMISSION_WORD[permission]}`, ...or.map((role) => ROLE[role])], 'or');
}

/** Who may not, whatever their access; null: that is nobody. */
export function whoNever({ never }: Who): string | null {
  return never.length === 0
    ? null
    : joined(
        never.map((role) => ROLE[role]),
        'or',
      );
}

const ROLE: Record<Who['or'][number] | Who['never'][number], string> = {
  author: 'the issue’s author',
  'author-here': 'the issue’s author, unless the pull request comes from a fork',
  agent: 'the agent at work',
  worker: 'an agent that has or had the issue',
  holder: 'whoever put a hold',
  requester: 'whoever started the workflow',
};

function whoCell(who: Who): string {
  const never = whoNever(who);
  return never === null ? whoMay(who) : `${whoMay(who)}; not ${never}`;
}

function cell(markdown: string): string {
  return markdown.replaceAll('|', '&vert;');
}
