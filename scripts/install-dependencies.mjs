// Installs the locked dependencies when they are missing or stale. Node built-ins only: it runs before anything is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const stamp = new URL('node_modules/.tekton-lock-hash', root);
const lock = createHash('sha256')
  .update(readFileSync(new URL('package-lock.json', root)))
  .digest('hex');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20) || major === 21) {
  console.error(
    `tekton-core needs Node 20.20, or 22 and newer; this is ${process.version}. Install one from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

const folder = new URL('node_modules', root);
// Another checkout's: it is installed there, and `npm ci` would empty it under that one's feet.
const isLinked = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true;

const wanted = `${lock} ${process.platform}-${process.arch} node-${major}`;
if (!isLinked && (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted)) {
  console.error('Installing the locked dependencies (npm ci); this happens once.');
  // What npm says goes to standard error: standard output belongs to the command that was asked for.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('npm ci failed. It needs the network, or a filled npm cache; its own words are above.');
    process.exit(npm.status ?? 1);
  }
  mkdirSync(new URL('node_modules/', root), { recursive: true });
  writeFileSync(stamp, wanted);
}
