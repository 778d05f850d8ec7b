import type { Effect } from '../../effect.js';
import { reactionTo } from '../answer.js';
import { gateOf } from '../gate.js';
import type { Situation } from '../situation.js';
import type { StatusView } from '../status-view.js';
import { wantedNotices } from './notices.js';

/** Everything that is said: the answers, what somebody must act on, the one status comment, and the gate. */
export function wantedWords(situation: Situation, view: StatusView): Effect[] {
  return [...answers(situation, view), ...wantedNotices(situation), ...status(situation, view), ...gates(situation)];
}

function answers({ control }: Situation, view: StatusView): Effect[] {
  return control.answers.flatMap(({ command, answer }): Effect[] => {
    const effects: Effect[] = [];
    if (command.commentId !== null) {
      const content = reactionTo(answer);
      effects.push({ kind: 'react', key: `react/${command.commentId}/${content}`, commentId: command.commentId, content });
    }
    const silent = answer.code === 'done' || (answer.code === 'already-started' && command.via !== 'comment');
    if (!silent) {
      const { number, id } = command;
      effects.push({ kind: 'reply', key: `reply/${id}`, number, commandId: id, answer, view });
    }
    return effects;
  });
}

/** Once a workflow was started there is a status comment, to its end and after. */
function status({ status: state }: Situation, view: StatusView): Effect[] {
  return state === 'idle' ? [] : [{ kind: 'status-comment', key: 'comment/status', view }];
}

/** On the head commit, and on each merge queue head that asked: GitHub waits for a required check there too. */
function gates(situation: Situation): Effect[] {
  const { head, facts, status: state } = situation;
  if (head === null || state === 'idle') return [];
  const verdict = gateOf(situation);
  return [head, ...Object.keys(facts.mergeGroups).sort()].map((sha) => ({
    kind: 'gate',
    key: `check/${sha}`,
    sha,
    ...verdict,
    rerunAt: facts.reruns[sha] ?? 0,
  }));
}
