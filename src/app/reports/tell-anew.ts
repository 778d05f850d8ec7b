import type { ReportStore } from '../ports/store.js';

const RACES = 20;

/**
 * Something is new about a day. One that was told is due again; one that is just being told is saved as it is, so that
 * whoever tells it finds that somebody else was faster, and tells it with what is new.
 */
export async function tellAnew(
  store: Pick<ReportStore, 'getDay' | 'saveDay'>,
  repositoryId: number,
  date: string,
  now: number,
): Promise<void> {
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getDay(repositoryId, date);
    if (stored === null) return;
    const { value, version } = stored;
    const next =
      value.publishedAt === null
        ? value
        : { ...value, publishedAt: null, dueAt: Math.min(value.dueAt ?? now, now) };
    if ((await store.saveDay(next, version)) === 'saved') return;
  }
  throw new Error(`the day ${date} of ${repositoryId}: lost the race to save it ${RACES} times`);
}
