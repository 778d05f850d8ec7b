import * as z from 'zod';

/** What an agent says of its day; what it left out is empty or null. */
export const ReportFields = z.object({
  status: z.enum(['on-track', 'blocked', 'ahead']).nullable(),
  progress: z.string(),
  blockers: z.string(),
  tomorrow: z.string(),
  confidence: z.enum(['high', 'medium', 'low']).nullable(),
  /** What it needs a person for. */
  help: z.string(),
  /** What it spent, in US dollars. */
  cost: z.number().min(0).nullable(),
  tokens: z.number().int().min(0).nullable(),
});
export type ReportFields = z.infer<typeof ReportFields>;

/** One report as it was given. `id` orders those of one moment, and is the same when it is told again. */
export const ReportEntry = z.object({
  id: z.string(),
  by: z.string(),
  via: z.enum(['comment', 'api', 'terma']),
  /** The issue it was given on; null: on none. */
  issueNumber: z.number().int().nullable(),
  at: z.number(),
  fields: ReportFields,
});
export type ReportEntry = z.infer<typeof ReportEntry>;

/** All that one agent said of one day of one project: an item of its own, for a project may have any number of agents. */
export const AgentReport = z.object({
  repositoryId: z.number().int(),
  /** `2026-03-02`, in the project's time zone. */
  date: z.string(),
  agent: z.string(),
  /** By id; the words of the newest few, and of those before them all else. */
  entries: z.record(z.string(), ReportEntry),
  /** What was added up of those before: an item has an end. `last` is the newest of them. */
  before: z
    .object({
      count: z.number().int(),
      cost: z.number().nullable(),
      tokens: z.number().int().nullable(),
      last: z.object({ at: z.number(), id: z.string() }),
    })
    .nullable()
    .default(null),
});
export type AgentReport = z.infer<typeof AgentReport>;

/** Reports of one agent in one day whose words are kept, the newest. */
const WORDS_KEPT = 12;
/** And those that are kept at all. */
const ENTRIES_KEPT = 400;

/** Of one moment by what their ids count: those of one comment have its lines in them. */
function inTime(a: Pick<ReportEntry, 'at' | 'id'>, b: Pick<ReportEntry, 'at' | 'id'>): number {
  return a.at - b.at || a.id.localeCompare(b.id, 'en', { numeric: true });
}

/**
 * Adds a report. In whatever order, and however often, the same ones come, the same is kept; of more than are kept singly,
 * one that is older than all of them counts as known.
 */
export function withEntry(report: AgentReport, entry: ReportEntry): AgentReport {
  const isKnown = report.entries[entry.id] !== undefined;
  if (isKnown || (report.before !== null && inTime(entry, report.before.last) <= 0)) return report;
  const newest = [...Object.values(report.entries), entry].sort((a, b) => inTime(b, a));
  const single = newest
    .slice(0, ENTRIES_KEPT)
    .map((it, index) => (index < WORDS_KEPT ? it : { ...it, fields: { ...it.fields, ...WORDLESS } }));
  return {
    ...report,
    entries: Object.fromEntries(single.reverse().map((it) => [it.id, it])),
    before: newest.slice(ENTRIES_KEPT).reverse().reduce(addedUp, report.before),
  };
}

const WORDLESS = { progress: '', blockers: '', tomorrow: '', help: '' };

function addedUp(before: AgentReport['before'], { at, id, fields }: ReportEntry): AgentReport['before'] {
  return {
    count: (before?.count ?? 0) + 1,
    cost: plus(before?.cost ?? null, fields.cost),
    tokens: plus(before?.tokens ?? null, fields.tokens),
    last: { at, id },
  };
}

/** Null stands for nothing said. */
export function plus(total: number | null, more: number | null): number | null {
  return more === null ? total : (total ?? 0) + more;
}

/** Whether nothing was said yet. */
export function isEmpty({ entries }: AgentReport): boolean {
  return Object.keys(entries).length === 0;
}

/** What an agent said by the close of its day (ms), what it said later, and how many of its reports have lost their words. */
export function saidBy(
  { entries, before }: AgentReport,
  closesAt: number,
): { said: ReportFields | null; late: ReportEntry[]; wordless: number } {
  const all = Object.values(entries).sort(inTime);
  const said = all.filter(({ at }) => at <= closesAt);
  const fields = together(said);
  return {
    said:
      said.length === 0 && before === null
        ? null
        : {
            ...fields,
            cost: plus(fields.cost, before?.cost ?? null),
            tokens: plus(fields.tokens, before?.tokens ?? null),
          },
    late: all.filter(({ at }) => at > closesAt),
    wordless: Math.max(0, all.length - WORDS_KEPT) + (before?.count ?? 0),
  };
}

/** What texts that stand beneath each other may take: more than that nobody reads. */
const TOGETHER = { characters: 600, lines: 6 };

/**
 * Several reports as one: of what can be only one thing the newest word counts, texts stand beneath each other (as many of
 * the newest as there is room for), and what was spent adds up.
 */
export function together(entries: readonly ReportEntry[]): ReportFields {
  const all = [...entries].sort(inTime).map(({ fields }) => fields);
  const newest = <K extends 'status' | 'confidence'>(name: K): ReportFields[K] =>
    all.map((fields) => fields[name]).findLast((value) => value !== null) ?? null;
  const texts = (name: 'progress' | 'blockers' | 'tomorrow' | 'help') =>
    newestOf([...new Set(all.map((fields) => fields[name]).filter((text) => text !== ''))]);
  const sum = (name: 'cost' | 'tokens') => all.map((fields) => fields[name]).reduce(plus, null);
  return {
    status: newest('status'),
    progress: texts('progress'),
    blockers: texts('blockers'),
    tomorrow: texts('tomorrow'),
    confidence: newest('confidence'),
    help: texts('help'),
    cost: sum('cost'),
    tokens: sum('tokens'),
  };
}

/** The newest one whole, and those before it as far as there is room; an ellipsis says that there are more. */
function newestOf(texts: readonly string[]): string {
  const fits = (from: number) => {
    const text = texts.slice(from).join('\n');
    return (
      text.length <= TOGETHER.characters && text.split('\n').length <= TOGETHER.lines - (from > 0 ? 1 : 0)
    );
  };
  const from = texts.findIndex((_, index) => index === texts.length - 1 || fits(index));
  return from <= 0 ? texts.join('\n') : ['…', ...texts.slice(from)].join('\n');
}
