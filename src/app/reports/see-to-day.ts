import type { Day } from '../../domain/report/day.js';
import { isTold } from '../../domain/report/schedule.js';
import type { Application } from '../application.js';
import { retryTime } from '../conduct/backoff.js';
import { NotYet, Unavailable } from '../ports/github.js';
import type { Stored } from '../ports/store.js';
import { readyProject } from '../projects/project-context.js';
import { announceDay } from './announce-day.js';
import { closePrevious } from './close-previous.js';
import { ensureDay, nextLook } from './ensure-day.js';
import { isHub, overviewAt, publishOverview } from './overview.js';
import type { Part, Reported } from './part.js';
import { remind } from './remind.js';
import { publishRetrospective } from './retrospective.js';
import { publishSummary } from './summary.js';

/** In this order. Each is saved once it is done, and does no harm when it is done again. */
const PARTS: readonly Part[] = [remind, publishSummary, closePrevious, publishRetrospective, publishOverview];
/** A project that cannot be reached, or is switched off, is looked at so often, ms, and so long after the close. */
const LATER = 60 * 60_000;
const PATIENCE = 3 * 24 * 60 * 60_000;
/** How long one process may take before another tries, ms. */
const TRY_TAKES = 5 * 60_000;

/**
 * Does what is due of one day, `<repository id>/<date>`: asks agents for their reports, and tells what came of it. The try
 * is counted before it is made, so that whoever comes after a crash looks for what may be there.
 */
export async function seeToDay(app: Application, id: string): Promise<void> {
  const [repositoryId, date = ''] = id.split('/');
  const stored = await app.store.getDay(Number(repositoryId), date);
  const now = app.clock.now();
  if (stored?.value.dueAt == null || stored.value.dueAt > now) return;
  const begun = { ...stored.value, attempts: stored.value.attempts + 1, dueAt: now + TRY_TAKES };
  if ((await app.store.saveDay(begun, stored.version)) === 'conflict') return;
  try {
    await tell(app, { value: begun, version: stored.version + 1 });
  } catch (error) {
    await (error instanceof NotYet ? putOff(app, begun, error) : postpone(app, begun, error));
  }
}

/** Somebody else who saves it meanwhile has it seen to again. */
async function tell(app: Application, stored: Stored<Day>): Promise<void> {
  let { value: day, version } = stored;
  const save = async (change: Partial<Day>): Promise<boolean> => {
    day = { ...day, ...change };
    version += 1;
    return (await app.store.saveDay(day, version - 1)) === 'saved';
  };
  const ready = await readyProject(app, day, null);
  const config = ready?.config ?? null;
  if (ready?.reachable !== true || config?.reporting.enabled !== true) {
    // It may be back in time, or a little later; what an earlier try made is looked for then all the same.
    const now = app.clock.now();
    await save({ dueAt: now < day.closesAt + PATIENCE ? now + LATER : null });
    return;
  }
  if (day.publishedAt === null && day.record === null && !isTold(config.reporting, day.date)) {
    // The configuration has made a holiday of it: what happened in it is the next one's.
    const { since } = day;
    await save({ attempts: 0, dueAt: null, remindsAt: since, closesAt: since, publishedAt: since });
    await ensureDay(app, ready.project);
    return;
  }
  const reported = { ...ready, config };
  for (const part of PARTS) {
    const change = await part(app, reported, day);
    if (change !== null && !(await save(change))) return;
  }
  // First the next day begins: nobody else would begin it if this process ended in between.
  await ensureDay(app, ready.project);
  const announced = await announceDay(app, reported, day);
  await save({ ...announced, attempts: 0, lastError: null, dueAt: dueAfter(reported, day, app.clock.now()) });
}

/** When something is left to do about a day, ms; null: all of it is told. */
function dueAfter({ project, config }: Reported, day: Day, now: number): number | null {
  if (now < day.closesAt) return nextLook(day);
  return isHub(project, config) && day.overview === null && now < overviewAt(day) ? overviewAt(day) : null;
}

/** Nothing is wrong: a write has its turn later. That was no try, unless something of it was written. */
async function putOff(
  { store, log }: Application,
  { repositoryId, date }: Day,
  { retryAt, message, isBegun }: NotYet,
): Promise<void> {
  log.info({ repository: repositoryId, date, reason: message }, 'a day was put off');
  const stored = await store.getDay(repositoryId, date);
  if (stored === null) return;
  const attempts = stored.value.attempts - (isBegun ? 0 : 1);
  await store.saveDay({ ...stored.value, attempts, dueAt: retryAt }, stored.version);
}

async function postpone(
  app: Application,
  { repositoryId, date, attempts }: Day,
  error: unknown,
): Promise<void> {
  const { store, clock, chance, log } = app;
  const lastError = error instanceof Error ? error.message : String(error);
  log.warn(
    { repository: repositoryId, date, reason: lastError },
    'a day could not be told, and is tried again',
  );
  const stored = await store.getDay(repositoryId, date);
  if (stored === null) return;
  const retryAt = error instanceof Unavailable ? error.retryAt : null;
  const dueAt = retryTime({ attempts, now: clock.now(), fraction: chance.fraction(), retryAt });
  await store.saveDay({ ...stored.value, lastError, dueAt }, stored.version);
}
