import type { ReportStore } from '../../app/ports/store.js';
import { Outcome } from '../../domain/report/outcome.js';
import { OutcomesCursor, pageOf, readCursor } from '../storage/cursor.js';
import { parsedRecord, plainText } from '../storage/records.js';
import { after, outcomeKey, outcomesIn } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';

export function outcomes(map: OrderedMap): Pick<ReportStore, 'putOutcome' | 'listOutcomes'> {
  return {
    putOutcome: async (outcome) => {
      const key = outcomeKey(outcome);
      const value = plainText(outcome);
      await map.transaction((writer) => {
        writer.put(key, value);
      });
    },
    listOutcomes: (repositoryId, of, page) =>
      promised(() => {
        const bounds = outcomesIn(repositoryId, of);
        const cursor = page.after === null ? null : readCursor(OutcomesCursor, page.after);
        // Where a page ended may be before all that is asked for now.
        const from =
          cursor === null || cursor.endedAt < of.since
            ? bounds.from
            : after(outcomeKey({ repositoryId, ...cursor }));
        const rows = map
          .range({ ...bounds, from, limit: page.limit + 1 })
          .map(({ key, value }) => parsedRecord(Outcome, value, `outcome ${key}`));
        return pageOf(rows, page.limit, ({ endedAt, issueNumber, end }) => ({
          list: 'outcomes',
          endedAt,
          issueNumber,
          end,
        }));
      }),
  };
}
