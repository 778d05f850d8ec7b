import { definitionOf } from '../../../domain/commands/catalogue.js';
import type { Summary } from '../../../domain/report/summary.js';
import { escapeText } from '../escape.js';
import { counted, spent } from '../figures.js';
import { whoMay } from '../help.js';
import { folded, paragraphs } from '../layout.js';
import { longDay, momentAt, momentsBetween } from '../moment.js';
import { listed, person, repositoryName, saying, starting } from '../names.js';
import { plainText } from '../plain.js';
import { PERMISSION_WORD } from '../words.js';
import { agentsText, reporters } from './agents-text.js';
import { healthChart } from './chart.js';
import { healthLine, isMeasured, signalTable } from './health-words.js';
import { needsText } from './needs-text.js';
import { queueText } from './queue-text.js';
import { countOf, LONGEST_TITLE, section, type ReportIssue } from './section.js';
import { blockedItem, endedItem, mergedItem, movedItem } from './work-text.js';

/**
 * How much of each list is told, in characters. Together with all else it stays below the 65,536 that GitHub takes, and
 * room is left for a marker.
 */
const MOST = { merged: 6_000, ended: 2_500, moved: 5_000, blocked: 8_000, quiet: 3_000 };

/** The issue that tells a project's day; a person reads it in two minutes. It mentions nobody. */
export function summaryIssue(summary: Summary): ReportIssue {
  const { owner, name, date, merged, ended, moved, blocked, quiet } = summary;
  return {
    title: plainText(`Daily report: ${owner}/${name}, ${longDay(date)}`, LONGEST_TITLE),
    body: paragraphs(
      pausedText(summary),
      needsText(summary),
      figures(summary),
      healthText(summary),
      section('Merged', merged, mergedItem, MOST.merged),
      section('Ended without a merge', ended, endedItem, MOST.ended),
      section('Moved', moved, movedItem, MOST.moved),
      section('Blocked', blocked, blockedItem, MOST.blocked),
      section('Neither moved nor blocked', quiet, movedItem, MOST.quiet),
      escalationsText(summary),
      agentsText(summary),
      testsText(summary),
      queueText(summary),
      costText(summary),
      footer(summary),
    ),
  };
}

function pausedText({ paused, zone }: Summary): string | null {
  if (paused === null) return null;
  const who = definitionOf('resume')?.who;
  const may = who === undefined ? `people with ${PERMISSION_WORD.maintain}` : whoMay(who);
  return `**This project is paused.** ${starting(person(paused.by))} paused it on ${momentAt(paused.at, zone)}${saying(paused.reason)}. Work goes on when somebody writes \`/tekton resume\` in a comment; that is for ${may}.`;
}

function figures(summary: Summary): string {
  const { merged, ended, moved, blocked, quiet, escalations } = summary;
  const work = [merged, ended, moved, blocked, quiet].map(countOf);
  const { reported, expected } = reporters(summary);
  const parts = [
    work.every((count) => count === 0)
      ? 'No work was under way'
      : `${countOf(merged)} merged, ${countOf(moved)} moved, ${countOf(blocked)} blocked`,
    ...(countOf(quiet) > 0 ? [`${countOf(quiet)} without news`] : []),
    ...(countOf(ended) > 0 ? [`${countOf(ended)} ended without a merge`] : []),
    ...(escalations > 0 ? [counted(escalations, 'call for a person', 'calls for a person')] : []),
    ...(expected > 0 ? [`${reported} of ${counted(expected, 'agent')} reported`] : []),
  ];
  return `**${parts.join(', ')}.**`;
}

function healthText({ health, target, trend, date }: Summary): string {
  const { score } = health;
  return paragraphs(
    healthLine({ score, target, trend }),
    healthChart([...trend, { date, score }], target),
    isMeasured(health) ? folded('What the health is made of', signalTable(health)) : null,
  );
}

function escalationsText({ escalations }: Summary): string | null {
  if (escalations === 0) return null;
  return `**Calls for a person:** ${escalations}. A comment on the issue says what for; a grave call also has an issue labelled \`tekton/escalation\`. Write \`/tekton ack\` on either to say that you know.`;
}

const DEFAULT_BRANCH: Record<Summary['defaultBranch'], string> = {
  passed: 'the checks of the default branch pass',
  failed: 'the checks of the default branch fail',
  running: 'the checks of the default branch are running',
  none: 'the default branch has no checks',
  unknown: 'the checks of the default branch could not be read',
};

function testsText({ defaultBranch, red, moved, blocked, quiet }: Summary): string {
  const numbers = [moved, blocked, quiet]
    .flatMap(({ shown }) => shown.filter(({ testsRed }) => testsRed))
    .map(({ issueNumber }) => `#${issueNumber}`);
  const which = numbers.length === 0 ? '' : ` (${listed(numbers, String)})`;
  const work =
    red === 0
      ? 'No work under way has failed checks'
      : `${counted(red, 'issue')} under way ${red === 1 ? 'has' : 'have'} failed checks${which}`;
  return `**Tests:** ${DEFAULT_BRANCH[defaultBranch]}. ${work}.`;
}

function costText(summary: Summary): string | null {
  const words = spent(summary);
  return words === null ? null : `**Cost, as far as agents told it:** ${words}.`;
}

function footer({ owner, name, since, closesAt, zone }: Summary): string {
  const times = `${momentsBetween(since, closesAt, zone)} (${escapeText(zone, 60)})`;
  return `<sub>tekton-core on ${repositoryName({ owner, name })} · ${times} · late reports are added here</sub>`;
}
