import { CATALOGUE } from '../../src/domain/commands/catalogue.js';
import type { CommandDefinition, Who } from '../../src/domain/commands/definition.js';
import { table } from './markdown.js';

const INTRODUCTION = `# Commands

Write a command in a comment on an issue or on its pull request, or in the text of a new issue. It begins its line, with
no space before it, and is alone on it. Letter case does not matter. Code, quotes and hidden text are not searched, and an
edited comment is not read again. A comment may hold up to twenty commands; what comes after them is not done, and the
answer says so. The same question (\`status\`, \`why\`, \`help\`) asked again in one comment is answered once.

\`/tekton\` comes first and is followed by a space: \`/tekton start\`. With \`commands.bare: true\` in the
[configuration](configuration.md) the short form \`/start\` works as well. Every command in a comment gets an answer: 🚀 done,
👍 told, 😕 refused or not understood, with the reason. Whoever may not write is answered in words five times an hour on one
issue; what they ask above that gets a reaction.

The permission named is the one a person has in the repository; \`commands.permissions\` in the configuration sets
another one. When GitHub cannot tell the permission, the command is refused.`;

/** `docs/commands.md`, from the catalogue. */
export function commandsPage(): string {
  const rows = CATALOGUE.map(({ verb, summary, who }) => [`[\`${verb}\`](#${verb})`, summary, whoMay(who)]);
  return [INTRODUCTION, table(['Command', 'What it does', 'Who may'], rows), ...CATALOGUE.map(section)].join(
    '\n\n',
  );
}

function section({ verb, usage, summary, who, aliases, text, examples }: CommandDefinition): string {
  const lines = [
    `## ${verb}`,
    summary,
    `\`\`\`text\n${usage}\n\`\`\``,
    `Who may: ${whoMay(who)}.${whoMayNot(who)}`,
    text === null ? [] : `What follows is a free ${text}, shown as it is written.`,
    aliases.length === 0 ? [] : `Also written ${aliases.map((alias) => `\`/tekton ${alias}\``).join(', ')}.`,
    `Examples: ${examples.map((example) => `\`${example}\``).join(', ')}`,
  ];
  return lines.flat().join('\n\n');
}

const ROLES = {
  author: 'the author of the issue',
  'author-here': 'the author of the issue unless the pull request comes from a fork',
  agent: 'the agent at work on it',
  worker: 'an agent that has or had the issue',
  holder: 'whoever put a hold',
  requester: 'the person who started the workflow',
};

function whoMay({ permission, or }: Who): string {
  return [`\`${permission}\` permission`, ...or.map((role) => ROLES[role])].join(', or ');
}

function whoMayNot({ never }: Who): string {
  return never.length === 0 ? '' : ` Never: ${never.map((role) => ROLES[role]).join(', nor ')}.`;
}
