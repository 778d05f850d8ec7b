import type { Requirement } from '../matching/ranking.js';
import { cut } from '../cut.js';
import { labelValue } from '../labels.js';
import { LONGEST_VALUE, type Evidence } from './evidence.js';
import { wordsOf, type BodyReading } from './reading.js';

type Complexity = Requirement['complexity'];

/** A sign, and what the issue is at least when it shows. */
const WORDS: ReadonlyMap<string, Complexity> = new Map<string, Complexity>([
  ...words('medium', ['performance', 'security', 'refactor', 'refactoring', 'redesign']),
  ...words('complex', ['epic', 'architecture', 'rewrite', 'migration', 'migrate', 'breaking-change']),
]);
const TASKS: Steps = [
  [8, 'complex'],
  [3, 'medium'],
];
const CHARACTERS: Steps = [
  [5000, 'complex'],
  [1500, 'medium'],
  [0, 'simple'],
];
const LABELS: ReadonlyMap<string, Complexity> = new Map<string, Complexity>([
  ...words('simple', ['s', 'simple']),
  ...words('medium', ['m', 'medium']),
  ...words('complex', ['l', 'complex']),
]);

type Steps = readonly (readonly [from: number, level: Complexity])[];
/** Signs enough to be believed. */
const MOST = 4;

interface Sign {
  level: Complexity;
  from: Evidence['from'];
  value: string;
}
const ORDER: readonly Complexity[] = ['simple', 'medium', 'complex'];

/** A `complexity/…` label settles it; else the strongest sign, and no issue is less than simple. */
export function complexityOf(
  issue: { title: string; labels: readonly string[] },
  body: BodyReading,
): { complexity: Complexity; evidence: Evidence[] } {
  const settled = issue.labels.flatMap((label) =>
    sign(LABELS.get(labelValue(label, 'complexity/') ?? ''), 'label', label),
  );
  const signs = settled.length > 0 ? settled : signsIn(issue, body);
  const complexity = ORDER.findLast((level) => signs.some((found) => found.level === level)) ?? 'simple';
  const evidence = signs
    .filter(({ level }) => level === complexity)
    .slice(0, MOST)
    .map(({ from, value }) => ({ what: `complexity/${complexity}`, from, value: cut(value, LONGEST_VALUE) }));
  return { complexity, evidence };
}

function signsIn(issue: { title: string; labels: readonly string[] }, body: BodyReading): Sign[] {
  const { length } = body.sentences;
  return [
    ...issue.labels.flatMap((label) =>
      wordsOf(label).flatMap((word) => sign(WORDS.get(word), 'label', label)),
    ),
    ...wordsOf(issue.title).flatMap((word) => sign(WORDS.get(word), 'title', word)),
    ...sign(step(TASKS, body.tasks), 'checklist', String(body.tasks)),
    ...sign(step(CHARACTERS, length), 'length', String(length)),
  ];
}

function sign(level: Complexity | undefined, from: Evidence['from'], value: string): Sign[] {
  return level === undefined ? [] : [{ level, from, value }];
}

function step(steps: Steps, count: number): Complexity | undefined {
  return steps.find(([from]) => count >= from)?.[1];
}

function words(level: Complexity, given: readonly string[]): [string, Complexity][] {
  return given.map((word) => [word, level]);
}
