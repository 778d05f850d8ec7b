import { causeOfQuestion } from './agent-clock.js';
import { isTrusted } from './confidence.js';
import type { Notice } from './notice.js';
import { redRuns } from './red-runs.js';
import type { Situation } from './situation.js';
import { nobodyFor } from './steps.js';
import { aboutTakenOff } from './taken-off.js';
import { lastAssignment } from './turns.js';

/** Something that is so now and that somebody must act on. */
export interface Standing {
  /** What it is about. The same cause is told once, however often it comes and goes. */
  cause: string;
  notice: Notice;
  /** Where it is told: the number of the issue or of its pull request. */
  page: number;
}

/** All that stands now, but for what GitHub refused. */
export function standingOf(situation: Situation): Standing[] {
  const { context, pullRequest, status, ended } = situation;
  const issue = context.issueNumber;
  const on = (page: number, about: About) => about.map(([cause, notice]) => ({ cause, notice, page }));
  const escalated = on(issue, [
    ...aboutRoom(situation),
    ...aboutLoop(situation),
    ...aboutEscalations(situation),
  ]);
  const takenOff = on(issue, aboutTakenOff(situation));
  if (ended?.code === 'stopped') return [...escalated, ...takenOff];
  if (status !== 'active') return escalated;
  const page = pullRequest?.number ?? issue;
  return [
    ...escalated,
    ...takenOff,
    ...on(issue, [...aboutAssignment(situation), ...aboutReport(situation)]),
    ...on(page, aboutTests(situation)),
    ...on(page, aboutPullRequest(situation)),
  ];
}

/** Those named for it, or the shepherd, or else the person who started it: somebody always owns an issue. */
export function humans({ context, control }: Situation): string[] {
  const { escalation, shepherd } = context.config;
  const person = shepherd ?? control.run?.by.login;
  if (escalation.people.length > 0) return escalation.people;
  return person === undefined ? [] : [person];
}

export function agents({ assignment }: Situation): string[] {
  return assignment?.login == null ? [] : [assignment.login];
}

type About = (readonly [cause: string, notice: Notice])[];

/** An agent that has said nothing yet of a day that is about to end. */
function aboutReport(situation: Situation): About {
  const { assignment, control, context, facts, now } = situation;
  const asked = facts.reportAsked;
  if (assignment === null || asked === null || now >= asked.until) return [];
  const isAbout = ({ command, at }: Situation['control']['reports'][number]) => {
    const kept = facts.performed[`report/${command}`];
    return kept === undefined ? at >= asked.since : kept.ref === asked.date;
  };
  if (control.reports.some((report) => report.agent === assignment.agent && isAbout(report))) return [];
  const { date, until: closesAt } = asked;
  const zone = context.config.reporting.time_zone;
  const notice: Notice = {
    to: agents(situation),
    code: 'report-due',
    agent: assignment.agent,
    date,
    closesAt,
    zone,
  };
  return [[`report/${assignment.id}/${date}`, notice]];
}

function aboutRoom(situation: Situation): About {
  const { turnedAway } = situation.facts;
  if (turnedAway === null) return [];
  return [[`full/${turnedAway}`, { to: humans(situation), code: 'full', turnedAway }]];
}

function aboutLoop(situation: Situation): About {
  const { trip } = situation.room;
  if (trip === null) return [];
  const { cause, ...said } = trip;
  return [[cause, { to: humans(situation), code: 'loop', ...said }]];
}

/** Until somebody takes notice, or the work they were about is over. */
function aboutEscalations(situation: Situation): About {
  const { control, status, pullRequest } = situation;
  const merged = status === 'complete' ? (pullRequest?.mergedAt ?? 0) : 0;
  const over = Math.max(merged, control.run === null ? (control.stopped?.at ?? 0) : 0);
  return control.escalations
    .filter(({ at }) => at >= over)
    .map(({ command, by, reason }) => [
      `escalate/${command}`,
      { to: humans(situation), code: 'escalated', by, reason },
    ]);
}

function aboutAssignment(situation: Situation): About {
  const { control, context, facts, assignment, branch, clock } = situation;
  const to = humans(situation);
  const about: About = [];
  if (assignment === null && control.wish !== null) {
    const nobody = nobodyFor(facts, control.wish);
    const turn = (lastAssignment(facts)?.epoch ?? 0) + 1;
    if (context.config.team.length === 0) {
      about.push([`no-team/${control.wish}`, { to, code: 'no-team' }]);
    } else if (nobody !== null) {
      about.push([`nobody/${control.wish}/${turn}`, { to, code: 'nobody-available', ...nobody }]);
    }
  }
  if (assignment === null) return about;
  if (branch?.deleted === true && situation.pullRequest === null) {
    about.push([`branch-deleted/${assignment.id}`, { to, code: 'branch-deleted', branch: branch.name }]);
  }
  if (clock?.ask != null) {
    const { since, ask } = clock;
    const asked = agents(situation);
    about.push([
      causeOfQuestion(assignment, since),
      { to: asked.length > 0 ? asked : to, code: 'agent-quiet', agent: assignment.agent, since, ...ask },
    ]);
  }
  const { level, note, command } = control.confidence;
  if (!isTrusted(situation)) {
    const code = level === 'low' ? 'low-confidence' : 'medium-confidence';
    about.push([`confidence/${command}`, { to, code, agent: assignment.agent, note }]);
  }
  return about;
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
  if (assignment === null) return [];
  const { id, agent } = assignment;
  const of = context.config.checks.attempts;
  const attempts = redRuns(situation, assignment);
  const about: About = [];
  if (tests.outcome === 'failed' && attempts.length <= of) {
    const failed = tests.failed.map(({ name, conclusion, url, title, summary }) => ({
      name,
      conclusion,
      url,
      title,
      summary,
    }));
    const attempt = attempts.length;
    about.push([
      `red/${id}/${head}`,
      { to: agents(situation), code: 'tests-red', agent, sha: head, attempt, of, failed },
    ]);
  }
  // It stays red until something passes: a push that is still being tested settles nothing.
  const last = attempts[of - 1];
  if (last !== undefined && tests.outcome !== 'passed') {
    const names = [...new Set(tests.failed.map(({ name }) => name))];
    about.push([
      `stays-red/${id}/${last}`,
      { to: humans(situation), code: 'tests-stay-red', agent, attempts: of, names },
    ]);
  }
  return about;
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
