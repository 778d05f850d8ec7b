import fc from 'fast-check';
import { act, inWords } from './acts.js';
import { live, Violation, type History, type Outcome } from './history.js';
import { CONFIGURATIONS } from './town.js';

const noise = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 3, arbitrary: numbers(12) },
  { weight: 3, arbitrary: numbers(4) },
  { weight: 1, arbitrary: numbers(1) },
);

/** One number in `calm` is not zero. */
function numbers(calm: number): fc.Arbitrary<number[]> {
  return fc.array(
    fc.oneof(
      { weight: calm, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 255 }) },
    ),
    { maxLength: 800, size: 'max' },
  );
}

export const history: fc.Arbitrary<History> = fc
  .record({
    acts: fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }),
    noise,
    begun: fc.boolean(),
    configuration: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 4, arbitrary: fc.nat(CONFIGURATIONS.length - 2) },
      { weight: 1, arbitrary: fc.constant(CONFIGURATIONS.length) },
    ),
  })
  .map(({ begun, acts, ...drawn }) => ({
    ...drawn,
    // A label on an issue, so that every history has something to conduct; some begin when it has its branch.
    acts: [
      { do: 'open', labelled: true, by: 'mira' } as const,
      ...(begun ? [{ do: 'settle' } as const] : []),
      ...acts,
    ],
  }));

export interface Report {
  ok: boolean;
  histories: number;
  seed: number;
  ms: number;
  steps: number;
  lives: number;
  merged: number;
  writes: number;
  failure: string | null;
}

/** Lives so many histories through, and shrinks the first that fails. `patience`: for how long to shrink, ms. */
export async function simulate(of: {
  histories: number;
  seed: number;
  path?: string;
  patience?: number;
}): Promise<Report> {
  const since = Date.now();
  const sum = { steps: 0, lives: 0, merged: 0, writes: 0 };
  const add = (outcome: Outcome) => {
    sum.steps += outcome.steps;
    sum.lives += outcome.lives;
    sum.merged += outcome.merged;
    sum.writes += outcome.writes;
  };
  const property = fc.asyncProperty(history, async (drawn) => {
    add(await live(drawn));
  });
  const { seed, histories, path, patience = 60_000 } = of;
  const first = await fc.check(property, {
    numRuns: histories,
    seed,
    endOnFailure: true,
    ...(path === undefined ? {} : { path }),
  });
  let result = first;
  if (first.failed && first.counterexamplePath !== null && patience > 0) {
    const found = first.counterexamplePath;
    // oxlint-disable-next-line typescript/no-deprecated -- the plugin that should replace it forgets what is drawn
    const shrunk = await fc.check(property, { seed, path: found, interruptAfterTimeLimit: patience });
    if (shrunk.failed && shrunk.counterexample !== null) result = shrunk;
  }
  const failure = result.failed ? describe(result) : null;
  return {
    ok: !result.failed,
    histories: first.numRuns,
    seed: of.seed,
    ms: Date.now() - since,
    ...sum,
    failure,
  };
}

function describe(result: fc.RunDetails<[History]>): string {
  const [drawn] = result.counterexample ?? [];
  const error: unknown = result.errorInstance;
  const what =
    error instanceof Violation ? error.message : error instanceof Error ? (error.stack ?? '') : String(error);
  return [
    what,
    '',
    `Shrunk ${result.numShrinks} times, to configuration ${drawn?.configuration ?? '?'}, noise ${JSON.stringify(drawn?.noise ?? [])} and`,
    ...(drawn?.acts ?? []).map((each) => `  ${inWords(each)}`),
    `Again: npm run simulate -- --seed ${result.seed} --path ${result.counterexamplePath ?? ''}`,
  ].join('\n');
}
