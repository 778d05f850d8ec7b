import { verdictOf } from '../../checks/verdict.js';
import type { Effect } from '../../effect.js';
import type { Assignment } from '../../facts.js';
import { isTrusted } from '../confidence.js';
import { headsOf } from '../head.js';
import type { Notice } from '../notice.js';
import { mustBeTold, type Refusal } from '../refusals.js';
import { lastAssignment, type Situation } from '../situation.js';
import { nobodyFor } from '../steps.js';
import { aboutTakenOff } from './taken-off.js';

/**
 * New comments, only where somebody must act. Each is about one cause and its key says which, so that it is said
 * once however often the state flaps.
 */
export function wantedNotices(situation: Situation): Effect[] {
  const { context, pullRequest, status, ended, control } = situation;
  const number = context.issueNumber;
  const notify = (cause: string, notice: Notice, page = number): Effect => ({
    kind: 'notify',
    key: `notify/${cause}`,
    number: page,
    notice,
  });
  const escalations = control.escalations.map(({ command, by, reason }) =>
    notify(`escalate/${command}`, { to: humans(situation), code: 'escalated', by, reason }),
  );
  const takenOff = aboutTakenOff(situation).map(([cause, notice]) => notify(cause, notice));
  if (ended?.code === 'stopped') return [...escalations, ...takenOff];
  if (status !== 'active') return escalations;
  return [
    ...escalations,
    ...takenOff,
    ...aboutAssignment(situation).map(([cause, notice]) => notify(cause, notice)),
    ...aboutTests(situation).map(([cause, notice]) => notify(cause, notice, pullRequest?.number)),
    ...aboutPullRequest(situation).map(([cause, notice]) => notify(cause, notice, pullRequest?.number)),
  ];
}

/** The shepherd, or else the person who started it: somebody always owns an issue. */
function humans({ context, control }: Situation): string[] {
  const person = context.config.shepherd ?? control.run?.by.login;
  return person === undefined ? [] : [person];
}

function agents({ assignment }: Situation): string[] {
  return assignment?.login == null ? [] : [assignment.login];
}

type About = (readonly [cause: string, notice: Notice])[];

function aboutAssignment(situation: Situation): About {
  const { control, context, facts, assignment, branch } = situation;
  const to = humans(situation);
  const about: About = [];
  if (assignment === null && control.wish !== null) {
    const excluded = nobodyFor(facts, control.wish);
    const turn = (lastAssignment(facts)?.epoch ?? 0) + 1;
    if (context.config.team.length === 0) {
      about.push([`no-team/${control.wish}`, { to, code: 'no-team' }]);
    } else if (excluded !== null) {
      about.push([`nobody/${control.wish}/${turn}`, { to, code: 'nobody-available', excluded }]);
    }
  }
  if (assignment === null) return about;
  if (branch?.deleted === true && situation.pullRequest === null) {
    about.push([`branch-deleted/${assignment.id}`, { to, code: 'branch-deleted', branch: branch.name }]);
  }
  const { level, note, command } = control.confidence;
  if (!isTrusted(situation)) {
    const code = level === 'low' ? 'low-confidence' : 'medium-confidence';
    about.push([`confidence/${command}`, { to, code, agent: assignment.agent, note }]);
  }
  return about;
}

/**
 * The commits of this turn whose failure was told since a later one passed: counted by what was said, so that a
 * check that flaps cannot reset the count.
 */
function toldRed({ facts, context, control, tests }: Situation, turn: Assignment): string[] {
  const prefix = `notify/red/${turn.id}/`;
  const told = Object.keys(facts.performed).flatMap((key) =>
    key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
  );
  const heads = headsOf({ facts, ...context }, control.wish).map(({ sha }) => sha);
  const passed = (sha: string | null) =>
    sha !== null &&
    verdictOf(Object.values(facts.checks[sha] ?? {}), context.config.checks, sha).because[0]?.code ===
      'checks-passed';
  const newestGreen = tests.outcome === 'failed' ? heads.findIndex(passed) : -1;
  const settled = new Set(newestGreen === -1 ? [] : heads.slice(newestGreen));
  return told.filter((sha) => !settled.has(sha));
}

function aboutTests(situation: Situation): About {
  const { tests, head, assignment, context } = situation;
  if (head === null) return [];
  if (tests.outcome === 'needs-approval') {
    const names = tests.because.flatMap((because) =>
      because.code === 'checks-need-approval' ? because.names : [],
    );
    return [
      [
        `needs-approval/${assignment?.id ?? ''}`,
        { to: humans(situation), code: 'checks-need-approval', names },
      ],
    ];
  }
  // Whoever works without an agent sees their checks on GitHub.
  if (tests.outcome !== 'failed' || assignment === null) return [];
  const { id, agent } = assignment;
  const told = toldRed(situation, assignment);
  const of = context.config.checks.attempts;
  const attempt = told.includes(head) ? told.length : told.length + 1;
  if (attempt > of) return [];
  const failed = tests.failed.map(({ name, url, title, summary }) => ({ name, url, title, summary }));
  const red = [
    `red/${id}/${head}`,
    { to: agents(situation), code: 'tests-red', agent, sha: head, attempt, of, failed },
  ] as const;
  if (attempt < of) return [red];
  const names = [...new Set(failed.map(({ name }) => name))];
  const stays = { to: humans(situation), code: 'tests-stay-red', agent, attempts: attempt, names } as const;
  return [red, [`stays-red/${id}/${head}`, stays]];
}

function aboutPullRequest(situation: Situation): About {
  const { opinions, pullRequest, assignment } = situation;
  if (pullRequest === null) return [];
  if (pullRequest.state === 'closed' && pullRequest.mergedAt === null) {
    const closed = {
      to: humans(situation),
      code: 'pull-request-closed',
      number: pullRequest.number,
    } as const;
    return [[`closed/${pullRequest.number}`, closed]];
  }
  const about: About = [];
  if (assignment !== null) {
    const { id, agent } = assignment;
    for (const { id: review, by, url } of opinions.changesRequested) {
      const to = agents(situation);
      about.push([
        `changes/${id}/${review}`,
        { to, code: 'changes-requested', agent, reviewer: by.login, url },
      ]);
    }
  }
  return about;
}

/** A merge is tried anew with each approval and check: one word for its commit is enough. */
function causeOf(effect: Effect, hash: string): string {
  switch (effect.kind) {
    case 'gate':
      return 'gate';
    case 'merge':
      return `${effect.key}/${effect.sha}`;
    default:
      return `${effect.key}/${hash}`;
  }
}

/** What GitHub refused and a person must put right; for a merge that is often the agent's to do. */
export function wantedRefusalNotices(situation: Situation, refusals: readonly Refusal[]): Effect[] {
  const to = humans(situation);
  const issue = situation.context.issueNumber;
  const page = situation.pullRequest?.number ?? issue;
  return refusals.filter(mustBeTold).map(({ effect, hash, message }) => {
    const key = `notify/refused/${causeOf(effect, hash)}`;
    const notice: Notice =
      effect.kind === 'merge'
        ? { to: [...agents(situation), ...to], code: 'merge-refused', number: effect.number, message }
        : { to, code: 'refused', what: effect.kind, message };
    const number = effect.kind === 'assign-agent' || effect.kind === 'create-branch' ? issue : page;
    return { kind: 'notify', key, number, notice };
  });
}
