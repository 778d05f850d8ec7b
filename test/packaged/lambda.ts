import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import * as z from 'zod';

/** One instance of a packaged function: a process of its own with the package, its environment, and nothing else. */
export interface LambdaInstance {
  /** @throws FunctionError when the function failed. */
  invoke(event: unknown): Promise<unknown>;
  /** What it wrote: its log. */
  said(): string;
  stop(): Promise<void>;
}

/** What Lambda answers for a function that threw. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
}

const Told = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.string(), result: z.unknown() }),
  z.object({ id: z.string(), error: z.object({ errorType: z.string(), errorMessage: z.string() }) }),
]);

/** Puts a package where an instance can be started from it. */
export function unpacked(zip: string, folder: string): string {
  const root = join(folder, 'task');
  for (const [name, content] of Object.entries(unzipSync(readFileSync(zip)))) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  copyFileSync('test/packaged/runtime.mjs', join(folder, 'runtime.mjs'));
  return root;
}

/** Resolves once its handler can be called. */
export async function startInstance(of: {
  /** As `unpacked` answered it. */
  root: string;
  name: string;
  handler: string;
  /** ms. */
  timeout: number;
  memory: number;
  environment: Record<string, string>;
}): Promise<LambdaInstance> {
  const { root, name, handler, timeout, memory, environment } = of;
  const child = fork(join(dirname(root), 'runtime.mjs'), {
    cwd: root,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...environment,
      LAMBDA_TASK_ROOT: root,
      _HANDLER: handler,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      // X-Ray's daemon is told by packets that nobody need receive.
      AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const waiting = new Map<string, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const over = ended(child).then(() => {
    for (const { reject } of waiting.values()) reject(new FunctionError(`${name} ended:\n${said}`));
  });
  await new Promise<void>((resolve, reject) => {
    waiting.set('ready', {
      resolve: () => {
        resolve();
      },
      reject,
    });
    child.on('message', (message) => {
      const told = Told.parse(message);
      const id = 'ready' in told ? 'ready' : told.id;
      const asked = waiting.get(id);
      waiting.delete(id);
      if ('error' in told)
        asked?.reject(new FunctionError(`${told.error.errorType}: ${told.error.errorMessage}\n${said}`));
      else asked?.resolve('result' in told ? told.result : undefined);
    });
  });
  return {
    invoke: (event) => {
      const id = randomUUID();
      const context = { functionName: name, awsRequestId: id, timeout, memoryLimitInMB: String(memory) };
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.send({ id, event, context });
      });
    },
    said: () => said,
    stop: async () => {
      child.kill('SIGKILL');
      await over;
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
}
