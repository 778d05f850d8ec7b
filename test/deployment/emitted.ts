import { readdirSync, readFileSync } from 'node:fs';
import type { Outcome } from '../../src/adapters/github/webhook/edge.js';

const FOLDER = 'src/entrypoints/lambda';

/** What may stand in a metric's name in the source. */
const OUTCOMES: Record<Outcome, true> = {
  accepted: true,
  duplicate: true,
  ignored: true,
  refused: true,
  unsigned: true,
};

const emitted = readdirSync(FOLDER)
  .flatMap((name) => [
    ...readFileSync(`${FOLDER}/${name}`, 'utf8').matchAll(/addMetric\(\s*['`]([^'`]+)['`]/g),
  ])
  .flatMap(([, name = '']) => Object.keys(OUTCOMES).map((outcome) => name.replace('${outcome}', outcome)));

/** Whether the functions emit a metric of this name. */
export const isEmitted = (name: string): boolean => emitted.includes(name);
