import * as z from 'zod';
import { ANNOUNCEMENTS, Announcement } from '../../src/domain/announcement.js';
import { BecauseCode } from '../../src/domain/because.js';
import { CALL_CODES } from '../../src/domain/workflow/severity.js';
import { table } from './markdown.js';
import { isSchema, typeOf, type Schema } from './schema.js';

const INTRODUCTION = `# Events

tekton-core says what happens on a bus, for whoever wants to know: a chat, a pager, a dashboard of your own. On AWS that is
the App's EventBridge bus; in one process it is a bus within that process.

An event holds ids, names, numbers and codes; never what somebody wrote, nor a branch's name, for that is made of an issue's
title. It is well below 10 KB.

| EventBridge | Holds |
| --- | --- |
| \`source\` | \`tekton-core\` |
| \`detail-type\` | the event's \`type\` |
| \`detail\` | the event, as below |

A rule with this pattern takes all that needs a person at once:

\`\`\`json
{
  "source": ["tekton-core"],
  "detail-type": ["tekton.escalation.raised"],
  "detail": { "mode": ["live"], "escalation": { "severity": ["high", "critical"] } }
}
\`\`\`

## What you can build on

- **At least once.** What the bus does not take is said again until it does, and so is what a process was killed over. An
  event that is sent again bears the same \`id\`. A pager or a mail does one thing for each \`id\`.
- **How things stand, not each step.** \`tekton.workflow.changed\` says all of it each time. While a burst of changes is under way,
  or the bus is out of reach, only what it comes to is said. An unchanged state is said once.
- **The order is in the event**, not in its coming. Of one workflow the event with the highest \`sequence\` is how it stands:
  keep that number, and leave alone what has a lower one. Of one day it is the latest \`published_at\`.
- **Within a version** fields and codes are only added, so read past what you do not know. Anything else gets another
  \`version\`, beside the old one for a time.
- **A dry run** is announced too, with \`"mode": "dry-run"\`: an event is no write to GitHub. What stands in it would have been
  done. It opens no issues, so it has no escalations.

Not announced: what becomes of repositories, configurations and installations, the week's retrospective, and the summary
across projects. What a workflow comes to because of the former is.`;

/** `docs/events.md`, from the schemas. */
export function eventsPage(): string {
  return [
    INTRODUCTION,
    ...ANNOUNCEMENTS.flatMap((event) => section(z.toJSONSchema(event))),
    '## Codes',
    'Why a step stands as it does, and what a workflow waits for; `/tekton why` says each in a sentence:',
    list(BecauseCode.options),
    'What a person is called for:',
    list(CALL_CODES),
  ].join('\n\n');
}

function section(schema: Schema): string[] {
  const type = schema.properties?.['type'];
  const name = isSchema(type) ? String(type.const) : '';
  const example = EXAMPLES.find((it) => it.type === name);
  if (example === undefined) throw new Error(`no example of ${name}`);
  return [
    `## \`${name}\``,
    schema.description ?? '',
    table(
      ['Field', 'Type', 'Meaning'],
      fieldsOf(schema).map(({ path, schema: field }) => [
        `\`${path}\``,
        kindOf(field),
        field.description ?? '',
      ]),
    ),
    `\`\`\`json\n${JSON.stringify(Announcement.parse(example), null, 2)}\n\`\`\``,
  ];
}

interface Field {
  path: string;
  schema: Schema;
}

/** Every field with its whole name, those of what it holds after it; \`[]\`: each of a list. */
function fieldsOf(schema: Schema, within = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]): Field[] => {
    if (!isSchema(field)) return [];
    const path = within + key;
    const each = isSchema(field.items) ? fieldsOf(field.items, `${path}[].`) : [];
    return [{ path, schema: field }, ...fieldsOf(field, `${path}.`), ...each];
  });
}

function kindOf(field: Schema): string {
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.anyOf !== undefined) return field.anyOf.map(kindOf).join(' or ');
  if (field.type === 'null') return '`null`';
  if (field.properties !== undefined) return 'object';
  if (field.type === 'array') return `list of ${listed(isSchema(field.items) ? field.items : {})}`;
  if (field.format === 'date-time') return 'time (ISO 8601, UTC)';
  if (field.format === 'date') return 'date (`2026-03-02`)';
  if (Array.isArray(field.type)) return field.type.map((type) => kindOf({ ...field, type })).join(' or ');
  if (field.enum?.length === CALL_CODES.length) return 'one of the [codes](#codes)';
  return field.type === 'integer' ? 'whole number' : typeOf(field);
}

function listed(items: Schema): string {
  if (items.properties !== undefined) return 'objects';
  return items.enum === undefined ? kindOf(items) : '[codes](#codes)';
}

function list(codes: readonly string[]): string {
  return codes.map((code) => `\`${code}\``).join(', ');
}

const HERE = { installation_id: 4711, repository: { id: 100, owner: 'acme', name: 'shop' } };
const WORKFLOW = { ...HERE, version: 1, mode: 'live', workflow_id: 'wf-100-12', issue_id: 12 } as const;
const BEGAN = '2026-03-02T08:00:05.120Z';
const GREEN = '2026-03-02T09:41:30.004Z';

const EXAMPLES: readonly Announcement[] = [
  {
    type: 'tekton.workflow.changed',
    ...WORKFLOW,
    id: 'wf-100-12/17/1q8v0c2m9x',
    sequence: 23,
    status: 'active',
    steps: [
      { name: 'assign', status: 'complete', reasons: ['assigned'], started_at: BEGAN, finished_at: BEGAN },
      {
        name: 'branch',
        status: 'complete',
        reasons: ['branch-exists'],
        started_at: BEGAN,
        finished_at: BEGAN,
      },
      {
        name: 'develop',
        status: 'complete',
        reasons: ['work-offered'],
        started_at: BEGAN,
        finished_at: GREEN,
      },
      { name: 'test', status: 'complete', reasons: ['checks-passed'], started_at: BEGAN, finished_at: GREEN },
      {
        name: 'pr',
        status: 'complete',
        reasons: ['pull-request-open'],
        started_at: GREEN,
        finished_at: GREEN,
      },
      { name: 'review', status: 'in_progress', reasons: ['approvals'], started_at: GREEN, finished_at: null },
      { name: 'merge', status: 'pending', reasons: [], started_at: null, finished_at: null },
    ],
    agents: [{ ai: 'apollo', terminal: 'alice', login: 'apollo-agent' }],
    pull_request: 31,
    waiting_for: ['approvals'],
    calls: [],
  },
  {
    type: 'tekton.escalation.raised',
    ...WORKFLOW,
    id: 'wf-100-12/0/2b7k1d5s0a',
    sequence: 41,
    escalation: { issue_id: 35, code: 'tests-stay-red', severity: 'high' },
  },
  {
    type: 'tekton.escalation.closed',
    ...WORKFLOW,
    id: 'wf-100-12/41/9z3h6f4r7e',
    sequence: 52,
    escalation: { issue_id: 35 },
  },
  {
    type: 'tekton.report.published',
    ...HERE,
    version: 1,
    mode: 'live',
    id: 'day-100-2026-03-02/1772470805120',
    date: '2026-03-02',
    published_at: '2026-03-02T17:00:05.120Z',
    issue_id: 36,
    health: 87,
    merged: 2,
    moved: 3,
    blocked: 1,
    open: 5,
    escalations: 1,
  },
];
