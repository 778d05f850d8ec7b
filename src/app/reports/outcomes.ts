import type { Day } from '../../domain/report/day.js';
import type { Outcome } from '../../domain/report/outcome.js';
import { FirstFew } from '../../domain/report/some.js';
import type { Some } from '../../domain/report/summary.js';
import type { Page, ReportStore } from '../ports/store.js';

const PAGE = 50;
const SHOWN = 30;

/** Goes through all that ended in a while (ms), the earliest first, a page at a time. */
export async function eachOutcome(
  store: Pick<ReportStore, 'listOutcomes'>,
  repositoryId: number,
  of: { since: number; until: number },
  doing: (outcome: Outcome) => void,
): Promise<void> {
  let after: string | null = null;
  do {
    const page: Page<Outcome> = await store.listOutcomes(repositoryId, of, { limit: PAGE, after });
    page.items.forEach(doing);
    after = page.next;
  } while (after !== null);
}

/** What ended in a day. */
export async function outcomesOf(
  store: Pick<ReportStore, 'listOutcomes'>,
  { repositoryId, since, closesAt: until }: Day,
): Promise<{ merged: Some<Outcome>; ended: Some<Outcome> }> {
  const merged = new FirstFew<Outcome>(SHOWN);
  const ended = new FirstFew<Outcome>(SHOWN);
  await eachOutcome(store, repositoryId, { since, until }, (outcome) => {
    (outcome.end === 'merged' ? merged : ended).add(outcome);
  });
  return { merged: merged.some, ended: ended.some };
}
