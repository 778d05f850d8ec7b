import type { Because } from '../../domain/because.js';
import type { EffectOf } from '../../domain/effect.js';
import type { CheckContent } from '../ports/github.js';
import { say } from './because.js';
import { brief } from './brief.js';
import { oneLine } from './clean.js';
import { codes } from './names.js';

const LONGEST_TITLE = 100;
const LONGEST_SUMMARY = 60_000;

export const GATE_CHECK = 'tekton-core/gate';

/** The check run `tekton-core/gate` of one commit. GitHub shows its title as plain text, its summary as Markdown. */
export function gateCheck({ state, because }: Pick<EffectOf<'gate'>, 'state' | 'because'>): CheckContent {
  const first = because[0];
  if (first?.code === 'no-workflow') return gateForStrangersCheck();
  if (first?.code === 'merged') return mergedAllTheSame(state, first, because.slice(1));
  const lines = because.map((reason) => `- ${say(reason)}`);
  const check = { name: GATE_CHECK, state, annotations: [] };
  if (state === 'success') {
    return { ...check, title: 'Ready to merge', summary: summary('Nothing stands against a merge.', lines) };
  }
  const title = first === undefined ? 'Waiting' : oneLine(`${brief(first)}${namesOf(first)}`, LONGEST_TITLE);
  const opening =
    state === 'failure' ? 'This must be put right before a merge:' : 'Before a merge, this must be settled:';
  return { ...check, title, summary: summary(opening, lines) };
}

/** The same check where no workflow is: GitHub waits for a required check on every pull request. */
export function gateForStrangersCheck(): CheckContent {
  const summary =
    'No workflow of tekton-core belongs to this commit, so nothing of it stands against a merge.';
  return { name: GATE_CHECK, state: 'success', title: 'Nothing to wait for', summary, annotations: [] };
}

/** What stood against the merge, without the advice that comes too late. */
function mergedAllTheSame(
  state: CheckContent['state'],
  merged: Because,
  against: readonly Because[],
): CheckContent {
  const title = oneLine(`Merged all the same: ${against.map(brief).join(', ')}`, LONGEST_TITLE);
  const lines = against.map((reason) => {
    const names = 'names' in reason ? `: ${codes(reason.names)}` : '';
    return `- ${brief(reason)}${names}`;
  });
  const opening = `${say(merged)} This stood against it then:`;
  return { name: GATE_CHECK, state, title, summary: summary(opening, lines), annotations: [] };
}

function namesOf(because: Because): string {
  return 'names' in because && because.names.length > 0 ? `: ${because.names.join(', ')}` : '';
}

function summary(opening: string, lines: readonly string[]): string {
  const closing = 'Write `/tekton why` in a comment for the whole story.';
  let text = opening;
  for (const line of lines) {
    if (text.length + line.length > LONGEST_SUMMARY - closing.length) break;
    text += text === opening ? `\n\n${line}` : `\n${line}`;
  }
  return `${text}\n\n${closing}`;
}
