import type { Verb } from '../commands/catalogue.js';
import { nearest } from '../commands/nearest.js';
import { isEnough } from '../commands/permission.js';
import type { Assignment, Command } from '../facts.js';
import { isSameLogin } from './accounts.js';
import { isCalled } from './acknowledged.js';
import type { Answer } from './answer.js';
import { runAt, noControl, type Circumstances, type Confidence, type Control } from './control.js';
import { headAt } from './head.js';
import { isHeldByLabel } from './hold-label.js';
import { openPullRequest } from './pull-requests.js';
import { assignmentFor, ownTurnAt, turnAt } from './turns.js';

/** What one permitted command does to the control, and what is answered. */
type Rule = (
  control: Control,
  command: Command,
  circumstances: Circumstances,
) => { next: Control; answer: Answer };

/** How many agents are named to whoever named one that is not there: the answer waits in the workflow to be written. */
const MOST_NAMED = 20;

const done = (next: Control) => ({ next, answer: { code: 'done' } as const });
const tell = (control: Control, answer: Answer) => ({ next: control, answer });

/** One rule for each verb of the catalogue. */
export const RULES: Record<Verb, Rule> = {
  help: (control) => tell(control, { code: 'help' }),
  status: (control) => tell(control, { code: 'status' }),
  why: (control) => tell(control, { code: 'why' }),

  start(control, command, circumstances) {
    const { facts } = circumstances;
    if (command.onClosed === true) return tell(control, { code: 'issue-closed', verb: command.verb });
    if (runAt(control, circumstances, command.at) === null) return done(started(control, command));
    // It came in first, so somebody got the issue by it: the earlier start, heard of later, takes nobody off.
    const served = assignmentFor(facts, command.id) !== null && assignmentFor(facts, control.wish) === null;
    return tell(served ? { ...control, wish: command.id } : control, { code: 'already-started' });
  },

  stop(control, command, circumstances) {
    if (runAt(control, circumstances, command.at) === null)
      return tell(control, { code: 'not-started', verb: command.verb });
    return done({
      ...control,
      run: null,
      wish: null,
      wanted: null,
      takenOffBy: null,
      stopped: { by: command.by.login, at: command.at },
    });
  },

  assign(control, command, circumstances) {
    if (command.onClosed === true) return tell(control, { code: 'issue-closed', verb: command.verb });
    const wanted = chosen(command, circumstances);
    if (wanted.unknown !== null) return tell(control, wanted.unknown);
    const over = runAt(control, circumstances, command.at) === null;
    const current = over ? null : assignmentFor(circumstances.facts, control.wish);
    if (current !== null && (wanted.agent === null || wanted.agent === current.agent)) {
      return tell(control, { code: 'already-assigned', agent: current.agent });
    }
    return done(wishing(over ? started(control, command) : control, command, wanted.agent));
  },

  reassign(control, command, circumstances) {
    if (runAt(control, circumstances, command.at) === null) {
      return tell(control, { code: 'not-started', verb: command.verb });
    }
    const wanted = chosen(command, circumstances);
    if (wanted.unknown !== null) return tell(control, wanted.unknown);
    const current = assignmentFor(circumstances.facts, control.wish);
    if (current !== null && wanted.agent === current.agent) {
      return tell(control, { code: 'already-assigned', agent: current.agent });
    }
    const takenOff = current === null ? control.takenOff : [...new Set([...control.takenOff, current.agent])];
    return done(wishing({ ...control, takenOff }, command, wanted.agent));
  },

  unassign(control, command, circumstances) {
    if (control.wish === null || runAt(control, circumstances, command.at) === null) {
      return tell(control, { code: 'no-assignment', verb: command.verb });
    }
    return done({ ...control, wish: null, wanted: null, ready: null, takenOffBy: command.by.login });
  },

  hold(control, command) {
    const { login } = command.by;
    const others = control.holds.filter(({ by }) => !isSameLogin(by, login));
    return done({ ...control, holds: [...others, { by: login, reason: command.text }] });
  },

  unhold(control, command, circumstances) {
    const { config, facts, issue } = circumstances;
    if (control.holds.length > 0) {
      // Whoever may lift a hold only because they put one lifts no other.
      const all = isEnough('unhold', command.permission, config.commands.permissions);
      const holds = all ? [] : control.holds.filter(({ by }) => !isSameLogin(by, command.by.login));
      return done({ ...control, holds });
    }
    const pullRequest = openPullRequest(circumstances, assignmentFor(facts, control.wish));
    const byLabel = isHeldByLabel(config, issue, pullRequest);
    return tell(
      control,
      byLabel ? { code: 'held-by-label', label: config.labels.hold } : { code: 'not-held' },
    );
  },

  ready(control, command, circumstances) {
    const assignment = atWork(control, command, circumstances);
    if (assignment === null) return tell(control, { code: 'no-assignment', verb: command.verb });
    const byAgent = assignment.login?.toLowerCase() === command.by.login.toLowerCase();
    return done({ ...control, ready: { by: command.by.login, byAgent, at: command.at } });
  },

  confidence(control, command, circumstances) {
    if (atWork(control, command, circumstances) === null)
      return tell(control, { code: 'no-assignment', verb: command.verb });
    const level = confidenceOf(command.args[0]);
    const by = command.by.login;
    return done({
      ...control,
      confidence: { command: command.id, level, note: command.text, by, at: command.at },
    });
  },

  approve(control, command, circumstances) {
    const sha = headAt(circumstances, control.wish, command, command.args[0]);
    if (sha === null) {
      const asked = command.args[0];
      return tell(
        control,
        asked === undefined ? { code: 'nothing-to-approve' } : { code: 'no-such-commit', sha: asked },
      );
    }
    const others = control.approvals.filter((approval) => approval.by !== command.by.login);
    return done({ ...control, approvals: [...others, { by: command.by.login, sha, at: command.at }] });
  },

  unapprove(control, command, { facts }) {
    const { by, at } = command;
    const isOwn = (it: { by: string }) => isSameLogin(it.by, by.login);
    // Of each one's reviews only the newest is known: before a later one there may have been an approval.
    const reviewed = Object.values(facts.reviews)
      .flatMap((of) => Object.values(of))
      .filter((review) => review.state === 'approved' || review.at > at)
      .map((review) => ({ by: review.by.login, at: review.at }));
    const before = control.unapproved.find(isOwn)?.at ?? -Infinity;
    const own = [...control.approvals, ...reviewed].filter((it) => isOwn(it) && it.at > before);
    if (own.length === 0) return tell(control, { code: 'not-approved' });
    return done({
      ...control,
      approvals: control.approvals.filter((it) => !isOwn(it)),
      unapproved: [...control.unapproved.filter((it) => !isOwn(it)), { by: by.login, at }],
    });
  },

  retest(control, command, circumstances) {
    if (headAt(circumstances, control.wish, command) === null)
      return tell(control, { code: 'nothing-to-retest' });
    return done({ ...control, retests: [...control.retests, { command: command.id, at: command.at }] });
  },

  escalate(control, command) {
    const escalation = {
      command: command.id,
      by: command.by.login,
      reason: command.text,
      at: command.at,
    };
    return done({ ...control, escalations: [...control.escalations, escalation] });
  },

  ack(control, command, { facts }) {
    if (!isCalled(facts, control, command.at)) return tell(control, { code: 'not-called' });
    const { login } = command.by;
    return done({ ...control, escalations: [], acknowledged: { by: login, at: command.at } });
  },

  health: (control) => tell(control, { code: 'health' }),

  report(control, command, circumstances) {
    const { id, by, text, at } = command;
    // Who had the issue tells of its day after the end too; anybody else speaks for the agent at work.
    const own = ownTurnAt(circumstances.facts, by.login, at);
    const assignment = own ?? atWork(control, command, circumstances);
    if (assignment === null) return tell(control, { code: 'nobody-reports' });
    if (text === '') return tell(control, { code: 'empty-report' });
    const report = { command: id, agent: assignment.agent, by: by.login, text, at };
    return done({ ...control, reports: [...control.reports, report] });
  },

  pause: (control, command) => done(pausing(control, command, true)),
  resume: (control, command) => done(pausing(control, command, false)),

  refresh: (control, command) =>
    done({ ...control, refreshes: [...control.refreshes, { command: command.id, at: command.at }] }),
};

function pausing(control: Control, { id, commentId, by, text, at }: Command, on: boolean): Control {
  const pause = { command: id, commentId, on, by: by.login, reason: text, at };
  return { ...control, pauses: [...control.pauses, pause] };
}

function started(control: Control, command: Command): Control {
  return {
    ...control,
    run: { command: command.id, by: command.by, at: command.at },
    stopped: null,
    wish: command.id,
    wanted: null,
    takenOff: [],
    takenOffBy: null,
    ready: null,
    confidence: noControl().confidence,
    escalations: [],
    approvals: [],
  };
}

/** A new wish: the turn under the old one ends, and what was said of its work no longer counts. */
function wishing(control: Control, command: Command, agent: string | null): Control {
  return {
    ...control,
    wish: command.id,
    wanted: agent === null ? null : { agent, by: 'command' },
    takenOff: control.takenOff.filter((name) => name !== agent),
    takenOffBy: null,
    ready: null,
    confidence: noControl().confidence,
    escalations: [],
  };
}

/** Who has the turn, as long as the run is not over. */
function atWork(control: Control, command: Command, circumstances: Circumstances): Assignment | null {
  if (runAt(control, circumstances, command.at) === null) return null;
  return turnAt(circumstances.facts, control.wish, command.at);
}

/**
 * An agent by its name or login; `auto` and nothing mean "you choose". Whoever got the issue by this command was known
 * then, and stays meant when the team changes.
 */
function chosen(
  command: Command,
  { config, facts }: Circumstances,
): { agent: string | null; unknown: Answer | null } {
  const arg = command.args[0];
  if (arg === undefined || arg.toLowerCase() === 'auto') return { agent: null, unknown: null };
  const name = arg.toLowerCase();
  const agent = config.team.find((member) => member.name === name || member.login?.toLowerCase() === name);
  const meant = agent?.name ?? assignmentFor(facts, command.id)?.agent;
  if (meant !== undefined) return { agent: meant, unknown: null };
  const known = config.team.map((member) => member.name);
  const near = nearest(name, known);
  const named = known.slice(0, MOST_NAMED);
  const others = known.length - named.length;
  return { agent: null, unknown: { code: 'unknown-agent', agent: arg, known: named, others, meant: near } };
}

function confidenceOf(word: string | undefined): Confidence {
  const level = word?.toLowerCase();
  return level === 'low' || level === 'medium' ? level : 'high';
}
