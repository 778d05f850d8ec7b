import { hashOf } from '../../domain/effect.js';
import type { DayIssue } from '../../domain/report/day.js';
import type { Application } from '../application.js';
import { throughDoor } from '../door.js';
import { Refusal } from '../ports/github.js';
import { markerOf } from '../texts/marker.js';
import { withTicks } from '../texts/report/ticks.js';
import type { Reported } from './part.js';

/** What the issues bear that tell a day or a week. */
export const REPORT_LABEL = 'tekton/report';

/**
 * Has one issue say what it should: opened once, found again by its marker after a try that may have taken effect, and
 * edited only when it should say something else; what people ticked in it stays ticked. A dry run logs it; what GitHub refuses is logged and let be.
 */
export async function issueOfDay(
  { github: reads, writes, log }: Pick<Application, 'github' | 'writes' | 'log'>,
  { address, config }: Pick<Reported, 'address' | 'config'>,
  {
    known,
    key,
    title,
    body,
    again,
  }: { known: DayIssue | null; key: string; title: string; body: string; again: boolean },
): Promise<DayIssue | null> {
  const hash = hashOf({ title, body });
  if (known?.hash === hash) return known;
  const marker = markerOf('report', key);
  const note = { repository: `${address.owner}/${address.name}`, report: key };
  try {
    const outcome = await throughDoor(writes, config.mode, async (github) => {
      const wanted = { title, body, label: REPORT_LABEL, marker, again };
      const number = known?.number ?? (await github.createIssue(address, wanted));
      // What an earlier try made says what was known then.
      if (known !== null || again) {
        const before = (await reads.readIssue(address, number)).find((seen) => seen.kind === 'issue-changed');
        const ticked = withTicks(body, before?.issue.body ?? '');
        await github.updateIssue(address, { number, title, body: `${marker}\n${ticked}` });
      }
      return number;
    });
    if ('done' in outcome) return { number: outcome.done, hash };
    log.info(note, 'would have been performed: a dry run');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    log.warn({ ...note, code: error.code }, 'refused');
  }
  return known;
}
