import { dateAt, daysLater } from '../../domain/calendar/calendar.js';
import { weeksSince } from '../../domain/report/schedule.js';
import { targetFor } from '../../domain/health/target.js';
import type { Config } from '../../domain/config/schema.js';
import type { Day } from '../../domain/report/day.js';
import { FirstFew } from '../../domain/report/some.js';
import type { Overview, ProjectLine } from '../../domain/report/summary.js';
import type { Project } from '../../domain/project/project.js';
import { mayTellIn } from '../../domain/project/visibility.js';
import type { Application } from '../application.js';
import type { Page } from '../ports/store.js';
import { overviewIssue } from '../texts/report/overview.js';
import { closeEarlier, newestWith } from './earlier.js';
import { issueOfDay } from './issue-of-day.js';
import type { Part } from './part.js';

/** The summary across projects comes so long after the hub's own: those of the others are there by then, ms. */
const AFTER_OTHERS = 10 * 60_000;
/** Days back that the newest day of a project, and the one before it, may lie. */
const BACK = 14;
const PAGE = 25;
const SHOWN = 100;
/** A repository that as few people may read as can be. */
const PRIVATE = { private: true };

export function overviewAt({ closesAt }: Day): number {
  return closesAt + AFTER_OTHERS;
}

/** Whether a project is the one that it names as its hub. */
export function isHub({ name }: Project, { reporting }: Config): boolean {
  return reporting.hub?.toLowerCase() === name.toLowerCase();
}

/** Tells the day of all projects that name this one as their hub. */
export const publishOverview: Part = async (app, reported, day) => {
  if (!isHub(reported.project, reported.config) || day.overview !== null || day.publishedAt === null)
    return null;
  if (app.clock.now() < overviewAt(day)) return null;
  const before = await newestWith(app.store, day, 'overview');
  const since = before?.closesAt ?? day.since;
  const { owner, name, installationId } = reported.project;
  // Who may read it now: it may have been made public, and the webhook be lost.
  const readers = await app.github.readRepository(installationId, { owner, name });
  const hub = { ...reported.project, private: readers.private, visibility: readers.visibility ?? null };
  const { title, body } = overviewIssue(await overviewOf(app, hub, day, since));
  const key = `all/${day.date}`;
  const again = day.attempts > 1;
  const overview = await issueOfDay(app, reported, { known: null, key, title, body, again });
  if (overview !== null) await closeEarlier(app, reported, before?.overview ?? null);
  return { overview };
};

/** `since`: the close of the hub's day that was told before, ms. */
async function overviewOf(app: Application, hub: Project, day: Day, since: number): Promise<Overview> {
  const { date, zone } = day;
  const lines = new FirstFew<ProjectLine>(SHOWN);
  const totals = noTotals();
  let hidden = 0;
  let after: string | null = null;
  do {
    const page: Page<Project> = await app.store.listProjects(hub.installationId, { limit: PAGE, after });
    const told = page.items.filter((project) => isToldIn(hub, project));
    const shown = told.filter((project) => mayTellIn(hub, project));
    hidden += told.length - shown.length;
    for (const line of await Promise.all(shown.map((project) => lineOf(app, project, date, since)))) {
      if (line === null) continue;
      lines.add(line);
      addTo(totals, line);
    }
    after = page.next;
  } while (after !== null);
  if (hidden > 0) {
    const repository = `${hub.owner}/${hub.name}`;
    app.log.info({ repository, hidden }, 'projects are not told of in a hub that more people may read');
  }
  const { scores, ...sums } = totals;
  const score = scores.count === 0 ? null : Math.round(scores.sum / scores.count);
  return {
    account: hub.owner,
    date,
    zone,
    projects: lines.some,
    partial: !mayTellIn(hub, PRIVATE),
    totals: { ...sums, score },
  };
}

/** A project says itself where it is told. */
function isToldIn(hub: Project, { reading, state }: Project): boolean {
  return reading?.config != null && state === 'active' && isHub(hub, reading.config);
}

/** The newest day of a project that was closed since then. */
async function lineOf(
  { store }: Application,
  project: Project,
  date: string,
  since: number,
): Promise<ProjectLine | null> {
  const config = project.reading?.config ?? null;
  if (config === null) return null;
  const days = await store.listDays(project.repositoryId, {
    from: daysLater(date, -BACK),
    to: daysLater(date, 1),
  });
  const told = days.filter(({ record }) => record !== null);
  const newest = told.findLast(({ closesAt }) => closesAt > since) ?? null;
  const before = newest === null ? null : (told[told.indexOf(newest) - 1]?.record ?? null);
  const { owner, name } = project;
  const paused = project.pause?.on === true;
  if (newest?.record == null) return { owner, name, day: null, paused };
  const { health, ...counts } = newest.record;
  const week = weeksSince(dateAt(project.createdAt, newest.zone), newest.date);
  return {
    owner,
    name,
    paused,
    day: {
      ...counts,
      date: newest.date,
      summary: newest.summary?.number ?? null,
      score: health.score,
      change: before === null ? null : health.score - before.health.score,
      target: targetFor(config.health_targets, week),
    },
  };
}

function noTotals() {
  const none: number | null = null;
  return {
    projects: 0,
    merged: 0,
    moved: 0,
    blocked: 0,
    escalations: 0,
    reported: 0,
    expected: 0,
    cost: none as number | null,
    tokens: none as number | null,
    scores: { sum: 0, count: 0 },
  };
}

function addTo(totals: ReturnType<typeof noTotals>, { day }: ProjectLine): void {
  totals.projects += 1;
  if (day === null) return;
  totals.merged += day.merged;
  totals.moved += day.moved;
  totals.blocked += day.blocked;
  totals.escalations += day.escalations;
  totals.reported += day.reported;
  totals.expected += day.expected;
  totals.scores.sum += day.score;
  totals.scores.count += 1;
  if (day.cost !== null) totals.cost = (totals.cost ?? 0) + day.cost;
  if (day.tokens !== null) totals.tokens = (totals.tokens ?? 0) + day.tokens;
}
