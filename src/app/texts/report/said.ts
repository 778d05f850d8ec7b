import type { ReportFields } from '../../../domain/report/report.js';
import { clean, cut } from '../clean.js';
import { escapeLines, escapeText } from '../escape.js';
import { spent } from '../figures.js';
import { redact } from '../redact.js';

const LONGEST_FIELD = 600;
const MOST_LINES = 6;
const NOTHING = /^(?:no|none|nothing|n\/a|-+|–|—)[.!]?$/i;

const STATUS: Record<NonNullable<ReportFields['status']>, string> = {
  'on-track': 'on track',
  blocked: 'blocked',
  ahead: 'ahead',
};

/** How it stands, in a few words: `on track, confidence high`. */
export function standing({ status, confidence }: ReportFields): string {
  const parts = [
    ...(status === null ? [] : [STATUS[status]]),
    ...(confidence === null ? [] : [`confidence ${confidence}`]),
  ];
  return parts.join(', ');
}

/** What an agent says, a line for each thing, indented so far. */
export function saidLines(fields: ReportFields, indent: string): string[] {
  const cost = spent(fields);
  return [
    ...field('Done', fields.progress, indent),
    ...field('Blocked by', fields.blockers, indent),
    ...field('Next', fields.tomorrow, indent),
    ...field('Needs a person for', fields.help, indent),
    ...(cost === null ? [] : [`${indent}- Spent: ${cost}`]),
  ];
}

/** What an agent needs a person for, on one line; null: for nothing. */
export function helpWanted({ help }: ReportFields): string | null {
  const text = harmless(help);
  return text === '' ? null : escapeText(text);
}

function field(name: string, text: string, indent: string): string[] {
  const lines = escapeLines(harmless(text), { most: 300, lines: MOST_LINES });
  if (lines.length < 2) return lines.map((line) => `${indent}- ${name}: ${line}`);
  return [`${indent}- ${name}:`, ...lines.map((line) => `${indent}  - ${line}`)];
}

/** Without secrets, and not too long; what says that there is nothing is nothing. */
function harmless(text: string): string {
  const words = redact(clean(text)).trim();
  return NOTHING.test(words) ? '' : cut(words, LONGEST_FIELD);
}
