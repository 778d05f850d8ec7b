import { build, type BuildOptions } from 'esbuild';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { startInstance, unpacked } from '../../test/packaged/lambda.js';
import { readDeployed } from '../../test/packaged/template.js';

/** Tries of each, in turns, so that whatever else the machine does slows them all alike. */
const TRIES = 10;
/** How much longer than bare Probot the webhook may take. */
const MOST_RATIO = 1.3;

/** The yardstick: Probot, ready, and nothing else. */
const BARE_PROBOT = `
  import { Probot } from 'probot';
  const probot = new Probot({ secret: 'secret', githubToken: 'token' });
  await probot.ready();
  export const handler = () => probot.version;`;
const PLAIN = 'export const handler = () => null;';

/** What `serverless.yml` bundles with, but for what it leaves out. */
const Bundling = z
  .object({ custom: z.object({ esbuild: z.record(z.string(), z.unknown()) }) })
  .transform(({ custom }) => {
    const { plugins: _, exclude: __, outputFileExtension: ___, ...settings } = custom.esbuild;
    return settings;
  });

export interface Starts {
  /** From the start of the process until the handler can be called: median of 10, ms. */
  median_ms: Record<string, number>;
  /** Median of the turns' own ratios: what slows one turn slows both. */
  webhook_to_bare_probot: number;
  at_most: number;
  verdict: 'ok' | 'too slow';
  /** Of the last minute, when it began and when it ended. */
  load: { before: number; after: number };
}

interface Started {
  key: string;
  root: string;
  handler: string;
  memory: number;
  environment: Record<string, string>;
}

export async function benchStarts(packageFolder: string): Promise<Starts> {
  const folder = mkdtempSync(join(tmpdir(), 'tekton-core-bench-'));
  try {
    const all = [
      ...Object.values(readDeployed(packageFolder).functions).map(
        ({ key, zip, handler, memory, environment }): Started => ({
          key,
          root: unpacked(zip, join(folder, key)),
          handler,
          memory,
          environment,
        }),
      ),
      await bundled(folder, 'bare-probot', BARE_PROBOT),
      await bundled(folder, 'plain-node', PLAIN),
    ];
    const [before = 0] = loadavg();
    const times = new Map(all.map(({ key }) => [key, [] as number[]]));
    for (let tried = 0; tried < TRIES; tried += 1)
      // Nobody always comes after the same one.
      for (const each of [...all.slice(tried % all.length), ...all.slice(0, tried % all.length)])
        times.get(each.key)?.push(await timeToStart(each));
    const [after = 0] = loadavg();
    const median_ms = Object.fromEntries([...times].map(([key, taken]) => [key, Math.round(median(taken))]));
    const bare = times.get('bare-probot') ?? [];
    const ratio = median((times.get('webhook') ?? []).map((taken, tried) => taken / (bare[tried] ?? NaN)));
    return {
      median_ms,
      webhook_to_bare_probot: Math.round(ratio * 100) / 100,
      at_most: MOST_RATIO,
      verdict: ratio <= MOST_RATIO ? 'ok' : 'too slow',
      load: { before, after },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundled(folder: string, key: string, contents: string): Promise<Started> {
  const settings: BuildOptions = Bundling.parse(parse(readFileSync('serverless.yml', 'utf8')));
  const root = join(folder, key, 'task');
  const stdin = { contents, resolveDir: process.cwd() };
  await build({ ...settings, stdin, outfile: join(root, 'index.mjs'), logLevel: 'error' });
  copyFileSync('test/packaged/runtime.mjs', join(folder, key, 'runtime.mjs'));
  return { key, root, handler: 'index.handler', memory: 512, environment: {} };
}

async function timeToStart({ key, root, handler, memory, environment }: Started): Promise<number> {
  const since = performance.now();
  const instance = await startInstance({
    root,
    name: key,
    handler,
    timeout: 10_000,
    memory,
    environment: {
      ...environment,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
  });
  const taken = performance.now() - since;
  await instance.stop();
  return taken;
}

function median(of: readonly number[]): number {
  const sorted = of.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
