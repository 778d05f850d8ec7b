// What Lambda does with a function: finds the handler's module as Lambda would, loads it, and gives it one event after the
// other. It stands alone in its folder, so that nothing but the package itself can be found.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { LAMBDA_TASK_ROOT: root, _HANDLER: named, CLOCK_AHEAD_MS: ahead = '0' } = process.env;
const now = Date.now;
Date.now = () => now() + Number(ahead);
const dot = named.lastIndexOf('.');
const path = ['.js', '.mjs', '.cjs'].map((end) => join(root, named.slice(0, dot) + end)).find(existsSync);
if (path === undefined) throw new Error(`Runtime.ImportModuleError: there is no module for ${named}`);
const handler = (await import(pathToFileURL(path).href))[named.slice(dot + 1)];
if (typeof handler !== 'function') throw new Error(`Runtime.HandlerNotFound: ${named}`);

process.on('message', (message) => void handled(message));

async function handled({ id, event, context }) {
  const until = now() + Number(context.timeout);
  const given = {
    ...context,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => until - now(),
  };
  try {
    process.send({ id, result: (await handler(event, given)) ?? null });
  } catch (error) {
    process.send({ id, error: { errorType: error.name, errorMessage: error.message } });
  }
}
process.send({ ready: true });
