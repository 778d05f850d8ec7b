import type { Closing } from '../../domain/report/closing.js';
import type { Day, DayRecord } from '../../domain/report/day.js';
import type { Some, Summary } from '../../domain/report/summary.js';
import type { Application } from '../application.js';
import { agentsOf, type AgentsOfDay } from './agents.js';
import { outcomesOf } from './outcomes.js';
import type { Reported } from './part.js';

/** How much of what needs a person is kept with the day, for the summary across projects. */
const NEEDS_KEPT = 10;
const NAMES_KEPT = 20;

/** One day of one project as it can be told by what is known now, and what is kept of it. */
export async function collect(
  { store }: Pick<Application, 'store'>,
  { project }: Pick<Reported, 'project'>,
  day: Day,
  closing: Closing,
): Promise<{ summary: Summary; record: DayRecord }> {
  const { zone, since, closesAt } = day;
  const { repositoryId: _, begunAnew, atWork, ...stood } = closing;
  const [agents, outcomes] = await Promise.all([agentsOf(store, day, atWork), outcomesOf(store, day)]);
  const ended = new Set([...outcomes.merged.shown, ...outcomes.ended.shown].map((it) => it.issueNumber));
  for (const issueNumber of begunAnew) ended.delete(issueNumber);
  // That it ended may be heard after the close.
  const open = <T extends { issueNumber: number }>({ shown, more }: Some<T>): Some<T> => ({
    shown: shown.filter(({ issueNumber }) => !ended.has(issueNumber)),
    more,
  });
  const summary: Summary = {
    ...stood,
    owner: project.owner,
    name: project.name,
    zone,
    since,
    closesAt,
    ...outcomes,
    needs: open(stood.needs),
    moved: open(stood.moved),
    blocked: open(stood.blocked),
    quiet: open(stood.quiet),
    agents: agents.lines,
    silent: agents.silent,
    cost: agents.cost,
    tokens: agents.tokens,
  };
  return { summary, record: recordOf(summary, agents) };
}

/** The figures of a day that was told, with what was heard since then. */
export async function counted(
  { store }: Pick<Application, 'store'>,
  day: Day,
  record: DayRecord,
): Promise<DayRecord> {
  const nobody = { asked: [], others: [], seen: {} };
  const [{ cost, tokens }, { merged }] = await Promise.all([
    agentsOf(store, day, nobody),
    outcomesOf(store, day),
  ]);
  return { ...record, merged: countOf(merged), cost, tokens };
}

function recordOf(summary: Summary, { reported, expected }: AgentsOfDay): DayRecord {
  const { health, merged, moved, blocked, quiet, escalations, silent, needs, cost, tokens } = summary;
  return {
    health,
    merged: countOf(merged),
    moved: countOf(moved),
    blocked: countOf(blocked),
    open: countOf(moved) + countOf(blocked) + countOf(quiet),
    escalations,
    reported,
    expected,
    silent: silent.shown.slice(0, NAMES_KEPT),
    needs: needs.shown
      .slice(0, NEEDS_KEPT)
      .map(({ issueNumber, title, because }) => ({ issueNumber, title, code: because.code })),
    cost,
    tokens,
  };
}

function countOf({ shown, more }: Some<unknown>): number {
  return shown.length + more;
}
