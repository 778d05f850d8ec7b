import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runScript } from '../e2e/child.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tekton-install-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('what is linked from another checkout is left to that one, however stale it is', async () => {
  mkdirSync(join(folder, 'other', 'left-pad'), { recursive: true });
  symlinkSync(join(folder, 'other'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  const script = join(folder, 'scripts', 'install-dependencies.mjs');
  cpSync('scripts/install-dependencies.mjs', script);
  const child = runScript(script, [], {}, folder);
  expect({ code: await child.ended, said: child.out() + child.err() }).toEqual({ code: 0, said: '' });
  expect(lstatSync(join(folder, 'node_modules')).isSymbolicLink()).toBe(true);
  expect(readdirSync(join(folder, 'other'))).toEqual(['left-pad']);
});
