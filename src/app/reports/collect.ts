import { dateAt, daysLater } from '../../domain/calendar/calendar.js';
import type { Day, DayRecord } from '../../domain/report/day.js';
import { weeksSince } from '../../domain/report/schedule.js';
import type { Summary } from '../../domain/report/summary.js';
import { healthOf } from '../../domain/health/score.js';
import { targetFor } from '../../domain/health/target.js';
import type { Application } from '../application.js';
import { agentsOf } from './agents.js';
import { outcomesOf } from './outcomes.js';
import { defaultBranchState, givenUpHere } from './readings.js';
import type { Reported } from './part.js';
import { workUnderWay } from './work-under-way.js';

/** Days of the trend that are shown. */
const TREND = 14;
/** How much of what needs a person is kept with the day, for the summary across projects. */
const NEEDS_KEPT = 10;
const NAMES_KEPT = 20;

/** One day of one project as it can be told, and what is kept of it. */
export async function collect(
  app: Application,
  reported: Reported,
  day: Day,
): Promise<{ summary: Summary; record: DayRecord }> {
  const { project, config } = reported;
  const { repositoryId, date, zone, since, closesAt } = day;
  const [work, ended, earlier, defaultBranch, lost] = await Promise.all([
    workUnderWay(app.store, reported, day),
    outcomesOf(app.store, day),
    app.store.listDays(repositoryId, { from: daysLater(date, -TREND), to: daysLater(date, -1) }),
    defaultBranchState(app, reported),
    givenUpHere(app.store, repositoryId),
  ]);
  const agents = await agentsOf(app.store, day, work.agents);
  const health = healthOf({
    ...work.measures,
    defaultBranch,
    lostDeliveries: lost,
    reported: agents.reported,
    expected: agents.expected,
  });
  const summary: Summary = {
    owner: project.owner,
    name: project.name,
    date,
    zone,
    since,
    closesAt,
    paused: project.pause?.on === true ? project.pause : null,
    needs: work.needs,
    ...ended,
    moved: work.moved,
    blocked: work.blocked,
    quiet: work.quiet,
    agents: agents.lines,
    silent: agents.silent,
    escalations: work.measures.escalations,
    health,
    target: targetFor(config.health_targets, weeksSince(dateAt(project.createdAt, zone), date)),
    trend: earlier.flatMap(({ record, date: of }) =>
      record === null ? [] : [{ date: of, score: record.health.score }],
    ),
    defaultBranch,
    red: work.measures.red,
    queue: work.queue,
    cost: agents.cost,
    tokens: agents.tokens,
  };
  return { summary, record: recordOf(summary, agents) };
}

function recordOf(
  summary: Summary,
  { reported, expected }: { reported: number; expected: number },
): DayRecord {
  const count = ({ shown, more }: { shown: readonly unknown[]; more: number }) => shown.length + more;
  const { health, merged, moved, blocked, quiet, escalations, silent, needs, cost, tokens } = summary;
  return {
    health,
    merged: count(merged),
    moved: count(moved),
    blocked: count(blocked),
    open: count(moved) + count(blocked) + count(quiet),
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
