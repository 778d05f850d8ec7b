import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Effect } from '../../src/domain/effect.js';
import { decide } from '../../src/domain/decide.js';
import { Config } from '../../src/domain/config/schema.js';
import { noFacts, type Facts } from '../../src/domain/facts.js';
import { Ranking } from '../../src/domain/matching/ranking.js';
import { observe } from '../../src/domain/observe.js';
import { Installation, Project } from '../../src/domain/project/project.js';
import type { Context } from '../../src/domain/workflow/situation.js';
import { broughtToRest, resultsOf } from '../domain/at-rest.js';
import { expand, Shorthand, timeOf } from './shorthand.js';

/** Where the cases are: a folder each, and the beginnings that they share in `_given`. */
const ROOT = import.meta.dirname;

const Clock = z.string().regex(/^\d\d:\d\d(:\d\d)?$/);
/** At a time, when that matters: when an agent is given up, for one. */
const AllPerformed = z.strictObject({ kind: z.literal('all-performed'), at: Clock.optional() });
/** Of all that is wanted, only this. */
const Performed = z.strictObject({ kind: z.literal('performed'), key: z.string(), at: Clock.optional() });
const Lines = z.array(z.union([AllPerformed, Performed, Shorthand]));
type Lines = z.infer<typeof Lines>;
const Given = z.strictObject({ about: z.string(), events: Lines });
const PartialConfig = z.record(z.string(), z.unknown());

const ShownProject = Project.pick({ owner: true, name: true, state: true, pause: true }).extend({ defaultBranch: z.string() });

const Case = z.strictObject({
  about: z.string(),
  /** Shared beginnings, in order; all that is wanted after each is performed. */
  given: z.array(z.string()).default([]),
  /** On top of the standard configuration, from the beginning. */
  config: PartialConfig.default({}),
  events: Lines,
  /** What is different when it is decided. */
  then: z
    .strictObject({
      config: PartialConfig.optional(),
      project: ShownProject.partial().optional(),
      installation: Installation.pick({ state: true }).optional(),
      /** When that is: the time of the last event, when absent. */
      at: Clock.optional(),
    })
    .default({}),
});
type Case = z.infer<typeof Case>;

const TEAM = [
  { name: 'apollo', terminal: 'apollo-1', login: 'apollo-bot', capabilities: ['python', 'performance'] },
  { name: 'athena', terminal: 'athena-1', login: 'athena-bot', capabilities: ['documentation'] },
];
const STANDARD = { team: TEAM, shepherd: 'alice' };

export function caseNames(): string[] {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).filter((name) => !name.startsWith('_'));
}

export function fileOf(name: string, file: 'events' | 'facts' | 'effects'): string {
  return join(ROOT, name, `${file}.json`);
}

/** Both files that a case ends in, as they should be. */
export function played(name: string): { facts: string; effects: string } {
  const told = Case.parse(readJson(fileOf(name, 'events')));
  const context = contextOf(told.config);
  let facts = noFacts();
  for (const given of told.given) {
    const { events } = Given.parse(readJson(join(ROOT, '_given', `${given}.json`)));
    facts = after([...events, { kind: 'all-performed' }], facts, context);
  }
  facts = after(told.events, facts, context);
  const then = thenOf(told, context);
  const now = Math.max(0, ...[...told.events.map(({ at }) => at), told.then.at].map((at) => timeOf(at ?? '00:00')));
  const { status, view, effects, dueAt } = decide(facts, then, now);
  const { steps, waitingFor, ...rest } = view;
  return {
    facts: readable(facts),
    effects: readable({
      status,
      ...(dueAt === null ? {} : { dueAt }),
      waitingFor,
      steps: Object.fromEntries(steps.map((step) => [step.name, { [step.status]: step.because }])),
      view: rest,
      effects: effects.map(shown),
    }),
  };
}

/** The status comment, some answers and what is announced hold the same view once more. */
function shown(effect: Effect): object {
  if ('view' in effect) return { ...effect, view: 'as above' };
  if (effect.kind !== 'announce' || effect.news.type !== 'tekton.workflow.changed') return effect;
  const { type, calls } = effect.news;
  return { ...effect, news: { type, calls, view: 'as above' } };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function contextOf(config: z.infer<typeof PartialConfig>): Context {
  return {
    config: Config.parse({ ...STANDARD, ...config }),
    project: { owner: 'octo', name: 'list', state: 'active', defaultBranch: 'main', pause: null },
    installation: { state: 'active', permissionsChangedAt: 0 },
    repositoryId: 100,
    issueNumber: 42,
  };
}

function thenOf({ config, then }: Case, context: Context): Context {
  return {
    ...context,
    config: contextOf({ ...config, ...then.config }).config,
    project: ShownProject.parse({ ...context.project, ...then.project }),
    installation: { ...context.installation, ...then.installation },
  };
}

function after(lines: Lines, facts: Facts, context: Context): Facts {
  let now = 0;
  for (const line of lines) {
    if (line.kind === 'all-performed') {
      now = Math.max(now, timeOf(line.at ?? '00:00'));
      facts = broughtToRest(facts, context, now).facts;
      continue;
    }
    if (line.kind === 'performed') {
      now = Math.max(now + 1000, timeOf(line.at ?? '00:00'));
      const effect = decide(facts, context, now).effects.find(({ key }) => key === line.key);
      if (effect === undefined) throw new Error(`${line.key} is not wanted`);
      facts = resultsOf(effect, facts, context, now).reduce(observe, facts);
      continue;
    }
    now = Math.max(now, timeOf(line.at));
    facts = expand(line, facts, context).reduce(observe, facts);
  }
  return facts;
}

function scores({ candidates }: Ranking): string {
  return candidates.map(({ agent, score, excluded }) => `${agent} ${excluded ?? score}`).join(', ');
}

const TIMES = new Set(['at', 'updatedAt', 'seenAt', 'heardAt', 'readAt', 'openAt', 'closedAt', 'mergedAt', 'rerunAt', 'dueAt', 'since', 'beatAt', 'progressAt']);

/** JSON as a person wants it: times of the day, short commits, and keys in an order that nothing changes. */
function readable(value: unknown): string {
  const text = JSON.stringify(
    value,
    (key, inner: unknown) => {
      if (typeof inner === 'number' && TIMES.has(key) && inner > 0) return new Date(inner).toISOString().slice(11, 19);
      // Hashes say nothing to a person, and a ranking no more than its scores.
      if (key === 'hash') return undefined;
      const ranking = key === 'ranking' ? Ranking.safeParse(inner).data : undefined;
      return ranking === undefined ? inner : scores(ranking);
    },
    2,
  );
  return `${text.replaceAll(/\b([0-9a-f]{1,12}?)0{28,}\b/g, '$1')}\n`;
}
