import type { Effect } from '../../effect.js';
import { REACTIONS, reactionTo, type Reaction } from '../answer.js';
import { gateOf, otherGates, type GateVerdict } from '../gate.js';
import { groupGates } from '../merge-groups.js';
import { answeredInWords } from '../patience.js';
import type { Situation } from '../situation.js';
import type { StatusView } from '../status-view.js';

/** The answers, the one status comment, and the gate. */
export function wantedWords(situation: Situation, view: StatusView): Effect[] {
  return [...answers(situation, view), ...status(situation, view), ...gates(situation)];
}

/**
 * Each command is answered once. A command that was given earlier and arrives later may change what this one came to:
 * then the state follows, and what was said first stands.
 */
function answers(situation: Situation, view: StatusView): Effect[] {
  const { control, facts } = situation;
  const worded = control.answers.filter((it) => !isSilent(it)).map(({ command }) => command);
  const inWords = answeredInWords(worded, facts);
  return control.answers.flatMap(({ command, answer }): Effect[] => {
    const { number, id, commentId } = command;
    const effects: Effect[] = [];
    if (commentId !== null) {
      const content = reactionTo(answer);
      if (wasAnsweredOtherwise(situation, commentId, content)) return [];
      effects.push({ kind: 'react', key: `react/${commentId}/${content}`, commentId, content });
    }
    if (inWords.has(command)) {
      effects.push({ kind: 'reply', key: `reply/${id}`, number, commandId: id, answer, view });
    }
    return effects;
  });
}

/** A comment bears a reaction that none of its commands calls for any more, and not this one. */
function wasAnsweredOtherwise({ facts, control }: Situation, commentId: number, content: Reaction): boolean {
  const given = (reaction: Reaction) => facts.performed[`react/${commentId}/${reaction}`] !== undefined;
  if (given(content)) return false;
  const called = control.answers.filter(({ command }) => command.commentId === commentId);
  const calledFor = new Set(called.map(({ answer }) => reactionTo(answer)));
  return REACTIONS.some((reaction) => given(reaction) && !calledFor.has(reaction));
}

type Answered = Situation['control']['answers'][number];

/** The reaction says it, or, where a label says what is so already, nothing need be said. */
function isSilent({ command: { via }, answer: { code } }: Answered): boolean {
  return code === 'done' || (via !== 'comment' && (code === 'already-started' || code === 'not-started'));
}

/** Once a workflow was started there is a status comment, to its end and after. */
function status({ status: state }: Situation, view: StatusView): Effect[] {
  return state === 'idle' ? [] : [{ kind: 'status-comment', key: 'comment/status', view }];
}

/** News of what was before a merge may come late, ms. */
const LATE = 60 * 60_000;

/** A while after the merge the gate's word on it is history, whatever the configuration says since. */
function isSettled({ status, pullRequest, facts, now }: Situation, sha: string): boolean {
  const said = facts.performed[`check/${sha}`];
  const mergedAt = status === 'complete' ? (pullRequest?.mergedAt ?? now) : now;
  return now > mergedAt + LATE && said !== undefined && said.at >= (facts.reruns[sha] ?? 0);
}

/** On the head commit, and on each merge queue head that asked: GitHub waits for a required check there too. */
function gates(situation: Situation): Effect[] {
  const { head, facts, status } = situation;
  if (status === 'idle') return [];
  const set = (sha: string, verdict: GateVerdict): Effect => ({
    kind: 'gate',
    key: `check/${sha}`,
    sha,
    ...verdict,
    rerunAt: facts.reruns[sha] ?? 0,
  });
  const own = head === null ? [] : [{ sha: head, verdict: gateOf(situation) }];
  const standing = [...own, ...groupGates(situation)].filter(({ sha }) => !isSettled(situation, sha));
  return [...otherGates(situation), ...standing].map(({ sha, verdict }) => set(sha, verdict));
}
