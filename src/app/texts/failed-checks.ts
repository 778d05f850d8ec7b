import type { Notice } from '../../domain/workflow/notice.js';
import { fence } from './code.js';
import { escapeText } from './escape.js';
import { codes, link } from './names.js';
import { redact } from './redact.js';

type Failed = Extract<Notice, { code: 'tests-red' }>['failed'];

const MOST_SHOWN = 5;
const LONGEST_LOG = 4_000;

/** Each failed check with its page and what it said, secrets taken out; beyond the first few only their names. */
export function failedChecks(failed: Failed): string {
  const shown = failed.slice(0, MOST_SHOWN).map(failedCheck);
  const others = failed.slice(MOST_SHOWN).map(({ name }) => name);
  return [...shown, ...(others.length > 0 ? [`Also failed: ${codes(others, 20)}.`] : [])].join('\n\n');
}

/** Whether the text of a check stands there in a box. */
export function hasBox(failed: Failed): boolean {
  return failed.slice(0, MOST_SHOWN).some(({ summary }) => summary !== null && summary.trim() !== '');
}

function failedCheck({ name, conclusion, url, title, summary }: Failed[number]): string {
  const words =
    title !== null && title.trim() !== ''
      ? escapeText(redact(title), 200)
      : conclusion === 'startup_failure'
        ? 'a workflow could not start. See what is wrong in its file in `.github/workflows`.'
        : '';
  const said = words === '' ? '' : `: ${words}`;
  const heading = `**${link(name, url)}**${said}`;
  return summary === null || summary.trim() === ''
    ? heading
    : `${heading}\n\n${fence(redact(summary), LONGEST_LOG)}`;
}
