import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** A process of the product, as `npm` starts it, in a folder and an environment of its own. */
export interface Child {
  /** What it has said so far. */
  out(): string;
  err(): string;
  /** The first words that fit, once they are said. @throws with all that it said when it ends before. */
  says(words: RegExp): Promise<RegExpExecArray>;
  /** How it ended: its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  signal(name: NodeJS.Signals): void;
  /** What it says from now on to standard output, nobody reads: as `| head` does. */
  stopReading(): void;
}

/** The script, of `src`, as `test/transpile.mjs` made it JavaScript. */
export function run(of: {
  script: string;
  args?: readonly string[];
  env: Record<string, string>;
  folder: string;
}): Child {
  const { script, args = [], env, folder } = of;
  const transpiled = script.replace(/^src\/(.+)\.ts$/, 'dist/$1.js');
  return begun(process.execPath, [resolve(transpiled), ...args], folder, env);
}

/** A script that needs no loader. */
export function runScript(
  script: string,
  args: string[],
  env: Record<string, string>,
  folder: string,
): Child {
  return begun(process.execPath, [resolve(script), ...args], folder, env);
}

/** `npm start` and the like, as a person types them: npm, its shell, and the program as it stands in the source. */
export function npm(args: string[], env: Record<string, string> = {}): Child {
  return begun('npm', args, resolve('.'), env);
}

function begun(command: string, args: string[], cwd: string, env: Record<string, string>): Child {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  const heard: (() => void)[] = [];
  const tell = () => {
    for (const each of heard.splice(0)) each();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
    tell();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
    tell();
  });
  let isOver = false;
  const ended = new Promise<number | NodeJS.Signals>((done) => {
    child.once('close', (code, signal) => {
      isOver = true;
      done(code ?? signal ?? -1);
      tell();
    });
  });
  return {
    out: () => said.out,
    err: () => said.err,
    async says(words) {
      for (;;) {
        const found = words.exec(said.out + said.err);
        if (found !== null) return found;
        if (isOver) throw new Error(`It never said ${String(words)}:\n${said.out}${said.err}`);
        await new Promise<void>((resume) => heard.push(resume));
      }
    },
    ended,
    signal: (name) => child.kill(name),
    stopReading: () => child.stdout.destroy(),
  };
}
