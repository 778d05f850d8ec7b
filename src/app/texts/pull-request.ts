import { code } from './code.js';
import { escapeText } from './escape.js';
import { agentName, person } from './names.js';
import { plainText } from './plain.js';

export interface PullRequestContent {
  issueNumber: number;
  /** The issue's title. */
  title: string;
  branch: string;
  draft: boolean;
  agent: string;
  login: string | null;
  terminal?: string;
}

/**
 * The text of a pull request. Repositories may use it as the message of the merge commit, where Markdown does not
 * count: so the title is broken up rather than drawn as code.
 */
export function pullRequestBody({
  issueNumber,
  title,
  branch,
  draft,
  agent,
  login,
  terminal,
}: PullRequestContent): string {
  const account = login === null ? '' : ` (${person(login)})`;
  const place = terminal === undefined ? '' : `, terminal ${code(terminal)}`;
  return `Closes #${issueNumber}

**What:** ${escapeText(title, 300)}

**Who:** the work is by the agent ${agentName(agent)}${account}${place}, on the branch ${code(branch, 255)}. tekton-core opened this pull request.

**For the reviewer:** the issue says what was wanted; see that this does it, and nothing else. ${draft ? 'It is a draft until the work is done and its checks pass. ' : ''}Ask for changes in a review, and the agent is told. \`/tekton hold\` keeps it from being merged, \`/tekton status\` shows what it waits for.`;
}

/** GitHub takes 256 characters; the merge adds the pull request's number. */
const LONGEST_TITLE = 240;

/** The issue's title for a pull request and its merge commit. */
export function pullRequestTitle(title: string, issueNumber: number): string {
  const plain = plainText(title, LONGEST_TITLE);
  return plain === '' ? `Issue ${issueNumber}` : plain;
}
