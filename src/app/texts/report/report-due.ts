import { escapeText } from '../escape.js';
import { clockAt, longDay } from '../moment.js';

/** A report to copy; the test sees to it that it is understood. */
export const REPORT_FORM = `/tekton report
status: on-track
progress: what you did today
blockers: none
tomorrow: what comes next
confidence: high
help: none`;

interface Due {
  /** `2026-03-02` */
  date: string;
  /** ms. */
  closesAt: number;
  /** IANA. */
  zone: string;
}

/** The reminder to an agent that has not reported yet, without its name. */
export function reportDue({ date, closesAt, zone }: Due): string {
  return `your report of ${longDay(date)} is due by ${clockAt(closesAt, zone)} (${escapeText(zone, 60)}). Copy this into a comment here, fill it in, and leave out what you have nothing to say about:

\`\`\`text
${REPORT_FORM}
\`\`\`

\`status\` is \`on-track\`, \`blocked\` or \`ahead\`; \`confidence\` is \`high\`, \`medium\` or \`low\`. \`help\` is what you need a person for. You can add \`cost\` (US dollars) and \`tokens\`, or write one sentence instead: \`/tekton report <what you did>\`.`;
}
