import { dateAt, daysLater } from '../../domain/calendar/calendar.js';
import { healthOf } from '../../domain/health/score.js';
import { targetFor } from '../../domain/health/target.js';
import type { Closing } from '../../domain/report/closing.js';
import type { Day } from '../../domain/report/day.js';
import { weeksSince } from '../../domain/report/schedule.js';
import type { Application } from '../application.js';
import { agentsOf } from './agents.js';
import { eachOutcome } from './outcomes.js';
import { defaultBranchState, givenUpHere } from './readings.js';
import type { Reported } from './part.js';
import { workUnderWay } from './work-under-way.js';

/** Days of the trend that are shown. */
const TREND = 14;
const RACES = 5;

/**
 * How a project stands at the close of a day: found once, and kept until the next day is closed. Null: the day was told
 * before, and another was closed since.
 */
export async function closingOf(app: Application, reported: Reported, day: Day): Promise<Closing | null> {
  for (let race = 0; race < RACES; race++) {
    const stored = await app.store.getClosing(day.repositoryId);
    if (stored?.value.date === day.date) return stored.value;
    if (day.record !== null) return null;
    const closing = await close(app, reported, day);
    // A day that was told too late for it is told once.
    if (stored !== null && stored.value.date > day.date) return closing;
    if ((await app.store.saveClosing(closing, stored?.version ?? 0)) === 'saved') return closing;
  }
  throw new Error(`the closing of ${day.repositoryId}: lost the race to save it ${RACES} times`);
}

async function close(app: Application, reported: Reported, day: Day): Promise<Closing> {
  const { project, config } = reported;
  const { repositoryId, date, zone } = day;
  const [work, earlier, defaultBranch, lost] = await Promise.all([
    workUnderWay(app.store, reported, day),
    app.store.listDays(repositoryId, { from: daysLater(date, -TREND), to: daysLater(date, -1) }),
    defaultBranchState(app, reported),
    givenUpHere(app.store, repositoryId),
  ]);
  const { moved, blocked, quiet, needs, atWork, queue, measures } = work;
  const { reported: told, expected } = await agentsOf(app.store, day, atWork);
  const health = healthOf({
    ...measures,
    defaultBranch,
    lostDeliveries: lost,
    reported: told,
    expected,
  });
  return {
    repositoryId,
    date,
    paused: project.pause?.on === true ? project.pause : null,
    needs,
    moved,
    blocked,
    quiet,
    begunAnew: await begunAnew(app, day, work),
    atWork,
    escalations: measures.escalations,
    health,
    target: targetFor(config.health_targets, weeksSince(dateAt(project.createdAt, zone), date)),
    trend: earlier.flatMap(({ record, date: of }) =>
      record === null ? [] : [{ date: of, score: record.health.score }],
    ),
    defaultBranch,
    red: measures.red,
    queue,
  };
}

/** What is heard of later of the other issues under way ended what is shown of them. */
async function begunAnew(
  { store }: Application,
  { repositoryId, since, closesAt: until }: Day,
  { moved, blocked, quiet }: Pick<Closing, 'moved' | 'blocked' | 'quiet'>,
): Promise<number[]> {
  const underWay = new Set(
    [moved, blocked, quiet].flatMap(({ shown }) => shown.map(({ issueNumber }) => issueNumber)),
  );
  const anew = new Set<number>();
  await eachOutcome(store, repositoryId, { since, until }, ({ issueNumber }) => {
    if (underWay.has(issueNumber)) anew.add(issueNumber);
  });
  return [...anew];
}
