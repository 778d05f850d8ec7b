import type { Effect } from '../../effect.js';
import { clearedByPerson } from '../confidence.js';
import type { Notice } from '../notice.js';
import type { Situation } from '../situation.js';

/**
 * New comments, only where somebody must act. Each is about one cause and its key says which, so that it is said
 * once however often the state flaps.
 */
export function wantedNotices(situation: Situation): Effect[] {
  const { context, pullRequest, status, control } = situation;
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
  if (status !== 'active') return escalations;
  return [
    ...escalations,
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
    const nobody = facts.unassignable[control.wish];
    if (context.config.team.length === 0) {
      about.push([`no-team/${control.wish}`, { to, code: 'no-team' }]);
    } else if (nobody !== undefined) {
      const excluded = nobody.ranking.candidates.map(({ agent, excluded: why }) => ({ agent, why: why ?? 'at-capacity' }));
      about.push([`nobody/${control.wish}`, { to, code: 'nobody-available', excluded }]);
    }
  }
  if (assignment === null) return about;
  if (branch?.deleted === true && situation.pullRequest === null) {
    about.push([`branch-deleted/${assignment.id}`, { to, code: 'branch-deleted', branch: branch.name }]);
  }
  const refused = facts.performed[`branch/${assignment.branch}`]?.refused;
  if (refused != null) {
    about.push([`refused/branch/${assignment.id}`, { to, code: 'refused', what: 'create-branch', message: refused.message }]);
  }
  const { level, note, command } = control.confidence;
  if (level !== 'high' && !clearedByPerson(situation)) {
    const code = level === 'low' ? 'low-confidence' : 'medium-confidence';
    about.push([`confidence/${command}`, { to, code, agent: assignment.agent, note }]);
  }
  return about;
}

/** Red runs told so far for this turn: kept by what was said, so that a flapping check cannot reset the count. */
function redRuns({ facts, assignment }: Situation): string[] {
  const prefix = `notify/red/${assignment?.id ?? ''}/`;
  return Object.keys(facts.performed).filter((key) => key.startsWith(prefix));
}

function aboutTests(situation: Situation): About {
  const { tests, head, assignment, context } = situation;
  if (head === null) return [];
  if (tests.outcome === 'needs-approval') {
    const names = tests.because.flatMap((because) => (because.code === 'checks-need-approval' ? because.names : []));
    return [[`needs-approval/${assignment?.id ?? ''}`, { to: humans(situation), code: 'checks-need-approval', names }]];
  }
  if (tests.outcome !== 'failed') return [];
  const id = assignment?.id ?? '';
  const cause = `red/${id}/${head}`;
  const told = redRuns(situation);
  const of = context.config.checks.attempts;
  const attempt = told.includes(`notify/${cause}`) ? told.length : told.length + 1;
  const agent = assignment?.agent ?? '';
  if (attempt > of) return [];
  const failed = tests.failed.map(({ name, url, title, summary }) => ({ name, url, title, summary }));
  const red = [cause, { to: agents(situation), code: 'tests-red', agent, sha: head, attempt, of, failed }] as const;
  if (attempt < of) return [red];
  const names = [...new Set(failed.map(({ name }) => name))];
  const stays = { to: humans(situation), code: 'tests-stay-red', agent, attempts: attempt, names } as const;
  return [red, [`stays-red/${id}`, stays]];
}

function aboutPullRequest(situation: Situation): About {
  const { opinions, pullRequest, assignment, facts } = situation;
  if (pullRequest === null) return [];
  if (pullRequest.state === 'closed' && !pullRequest.merged) {
    const closed = { to: humans(situation), code: 'pull-request-closed', number: pullRequest.number } as const;
    return [[`closed/${pullRequest.number}`, closed]];
  }
  const about: About = opinions.changesRequested.map((review) => [
    `changes/${review.id}`,
    {
      to: agents(situation),
      code: 'changes-requested',
      agent: assignment?.agent ?? '',
      reviewer: review.by.login,
      url: review.url,
    },
  ]);
  const merge = facts.performed[`merge/${pullRequest.number}`];
  if (merge?.refused != null && situation.context.config.merge.mode === 'auto') {
    const { number } = pullRequest;
    const to = [...agents(situation), ...humans(situation)];
    about.push([`merge/${number}/${merge.hash}`, { to, code: 'merge-refused', number, message: merge.refused.message }]);
  }
  return about;
}
