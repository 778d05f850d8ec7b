import { CATALOGUE } from '../../domain/commands/catalogue.js';
import type { CommandDefinition, Who } from '../../domain/commands/definition.js';
import { code } from './code.js';
import { PERMISSION_WORD } from './words.js';

/** `/tekton help`: the commands as a table. */
export function helpAnswer(commands: readonly CommandDefinition[] = CATALOGUE): string {
  const rows = commands.map(
    ({ usage, summary, who }) => `| ${code(usage)} | ${cell(summary)} | ${whoMay(who)} |`,
  );
  return [
    'Write a command at the start of a line, alone on it, in a comment on the issue or its pull request.',
    ['| Command | What it does | Who may |', '|:--|:--|:--|', ...rows].join('\n'),
    'The least access can differ here: `commands.permissions` in `.github/tekton-core.yml` sets it.',
  ].join('\n\n');
}

/** Who may give a command, in words: `write access, or the author`. */
export function whoMay({ permission, or, never }: Who): string {
  const also = or.map((role) => ALSO[role]);
  const may = [PERMISSION_WORD[permission], ...also].join(', or ');
  return never.length === 0 ? may : `${may}; not ${whoNever(never)}`;
}

export function whoNever(never: Who['never']): string {
  return never.map((role) => NEVER[role]).join(' or ');
}

const ALSO: Record<Who['or'][number], string> = {
  author: 'the issue’s author',
  agent: 'the agent at work',
  holder: 'who put the hold',
};
const NEVER: Record<Who['never'][number], string> = {
  agent: 'the agent at work',
  requester: 'who started it',
};

function cell(markdown: string): string {
  return markdown.replaceAll('|', '&vert;');
}
