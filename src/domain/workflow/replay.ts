import { CATALOGUE, definitionOf } from '../commands/catalogue.js';
import { MOST_COMMANDS } from '../commands/grammar.js';
import { nearest } from '../commands/nearest.js';
import { permits } from '../commands/permission.js';
import type { Command } from '../facts.js';
import { hasLabel } from '../labels.js';
import { isAgentAccount, isSameLogin } from './accounts.js';
import type { Answer } from './answer.js';
import { noControl, runAt, type Circumstances, type Control } from './control.js';
import { openPullRequest } from './pull-requests.js';
import { RULES } from './rules.js';
import { assignmentFor, ownTurnAt, turnAt } from './turns.js';

/** GitHub's times are whole seconds: within one, the label comes before what is said of the work that it starts. */
const WITHIN_ONE_SECOND: Record<Command['via'], number> = { body: 0, label: 1, api: 2, comment: 3 };

const VERBS = CATALOGUE.map(({ verb }) => verb);

/**
 * Replays all commands in the order in which they were given, whatever the order in which they arrived. So each
 * gets the same answer however late its webhook came. `until` (ms): as it was then.
 */
export function replay(circumstances: Circumstances, until = Infinity): Control {
  const { config, issue, facts } = circumstances;
  const isOn = issue !== null && hasLabel(issue.labels, config.labels.start);
  // Which way the label went last within one second, only the label itself tells.
  const isLast = ({ verb }: Command) => ((verb === 'start') === isOn ? 1 : 0);
  const commands = Object.values(facts.commands)
    .filter(({ at }) => at <= until)
    .sort(
      (a, b) =>
        a.at - b.at ||
        WITHIN_ONE_SECOND[a.via] - WITHIN_ONE_SECOND[b.via] ||
        (a.via === 'label' && b.via === 'label' ? isLast(a) - isLast(b) : 0) ||
        a.id.localeCompare(b.id, 'en', { numeric: true }),
    );
  return commands.reduce<Control>((control, command) => {
    const { next, answer } = judge(control, command, circumstances);
    return { ...next, answers: [...control.answers, { command, answer }] };
  }, noControl());
}

function judge(
  control: Control,
  command: Command,
  circumstances: Circumstances,
): { next: Control; answer: Answer } {
  const refuse = (answer: Answer) => ({ next: control, answer });
  if (command.problem === 'too-many') return refuse({ code: 'too-many-commands', most: MOST_COMMANDS });
  const definition = definitionOf(command.verb);
  if (definition === null) {
    const meant = nearest(command.verb, VERBS);
    return refuse({ code: 'unknown-verb', verb: command.verb, meant });
  }
  if (command.problem !== null) {
    const meant = nearest(command.args[0] ?? '', definition.argument?.words ?? []);
    return refuse({ code: 'usage', verb: definition.verb, usage: definition.usage, meant });
  }

  const { config, facts, issue } = circumstances;
  const { login } = command.by;
  const byAgent = isAgentAccount(login, circumstances);
  const isAgent = isSameLogin(login, turnAt(facts, control.wish, command.at)?.login);
  const isWorker = isAgent || ownTurnAt(facts, login, command.at) !== null;
  const pullRequest = openPullRequest(circumstances, assignmentFor(facts, control.wish));
  // Somebody got the issue by it, so it was permitted when it came in: a stricter configuration counts from then on.
  if (assignmentFor(facts, command.id) !== null)
    return RULES[definition.verb](control, command, circumstances);
  const verdict = permits(
    definition,
    {
      // An agent may command only what concerns its own work, whatever its account may do in the repository.
      permission: byAgent && command.permission !== null ? 'read' : command.permission,
      isAuthor: !byAgent && isSameLogin(login, issue?.author.login),
      onFork: pullRequest !== null && pullRequest.head.repositoryId !== circumstances.repositoryId,
      isAgent,
      isWorker,
      isHolder: !byAgent && control.holds.some(({ by }) => isSameLogin(by, login)),
      isRequester:
        isSameLogin(login, runAt(control, circumstances, command.at)?.by.login) &&
        !config.review.requester_may_approve,
    },
    config.commands.permissions,
  );
  if (!verdict.allowed) {
    const verb = definition.verb;
    if (verdict.because === 'lookup-failed') return refuse({ code: 'lookup-failed', verb });
    if (verdict.because === 'own-work') return refuse({ code: 'own-work', verb });
    if (byAgent) return refuse({ code: 'not-your-work', verb });
    return refuse({ code: 'not-permitted', verb, needed: verdict.needed, has: command.permission ?? 'none' });
  }
  return RULES[definition.verb](control, command, circumstances);
}
