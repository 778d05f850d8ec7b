import type { Effect } from '../../effect.js';
import type { Situation } from '../situation.js';

/** Only the newest word on a pause counts; of the others fewer are wanted than results are remembered. */
const PAUSES_WANTED = 5;

/** What is kept beside the workflow: what its agents report, how it ended, and what was said of the whole project. */
export function wantedRecords(situation: Situation): Effect[] {
  const { control } = situation;
  return [
    ...control.reports.map((report): Effect => ({
      kind: 'record-report',
      key: `report/${report.command}`,
      report,
    })),
    ...control.pauses
      .slice(-PAUSES_WANTED)
      .filter(({ commentId }) => !wasRefused(situation, commentId))
      .map(({ command, on, by, reason, at }): Effect => {
        return { kind: 'pause-project', key: `pause/${command}`, on, by, reason, at };
      }),
    ...outcome(situation),
  ];
}

/** What was refused when it was given is not done when the configuration would allow it later. */
function wasRefused({ facts: { performed } }: Situation, commentId: number | null): boolean {
  const bears = (reaction: string) => performed[`react/${commentId ?? ''}/${reaction}`] !== undefined;
  return bears('confused') && !bears('rocket');
}

/** Each end is kept once; what goes on after it may have another. */
function outcome({ status, ended, pullRequest, control }: Situation): Effect[] {
  const kept = (end: string, at: number | string): Effect[] => [
    { kind: 'record-outcome', key: `outcome/${end}/${at}` },
  ];
  if (status === 'complete') return kept('merged', pullRequest?.mergedAt ?? 0);
  if (status !== 'cancelled') return [];
  if (ended?.code === 'stopped') return kept('stopped', control.stopped?.at ?? 0);
  return ended?.code === 'issue-closed' ? kept('closed', control.run?.command ?? '') : [];
}
