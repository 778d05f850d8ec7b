// Jest's global set-up: the source as JavaScript, in `dist/`. The end-to-end tests start some sixty processes of the
// product, and each would spend most of its start on its translation.
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

export default async function transpile() {
  rmSync(`${root}dist`, { recursive: true, force: true });
  const bundled = { bundle: true, packages: 'external' };
  await Promise.all([
    translated({
      entryPoints: sources(),
      outbase: `${root}src`,
      outdir: `${root}dist`,
      loader: { '.json': 'copy' },
    }),
    translated({
      ...bundled,
      entryPoints: [`${root}test/simulation/main.ts`],
      outdir: `${root}dist/simulation`,
    }),
  ]);
}

function translated(options) {
  return build({ format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning', ...options });
}

function sources() {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' });
  return files.filter((name) => /\.(ts|json)$/.test(name)).map((name) => `${root}src/${name}`);
}
