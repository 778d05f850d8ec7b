// Opens Probot's set-up page, which makes the GitHub App from app.yml and writes its credentials to .env.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

if (process.argv.length > 2) {
  console.error(`Unknown argument '${process.argv[2]}'.\nUsage: npm run setup`);
  process.exit(2);
}
let env = '';
try {
  env = existsSync('.env') ? readFileSync('.env', 'utf8') : '';
} catch (error) {
  const reasons = { EISDIR: 'it is a folder', EACCES: 'this user may not' };
  console.error(
    `.env cannot be read (${reasons[error.code] ?? error.code}): make it a file that this user may read, or take it away`,
  );
  process.exit(1);
}
const known = /^(APP_ID|PRIVATE_KEY)=./m.test(env);
if (known || process.env.APP_ID || process.env.PRIVATE_KEY) {
  console.error(
    'There are credentials already, in .env or in the environment: run npm start. To make another App, take them out first.',
  );
  process.exit(1);
}
// Probot would tell it with a stack.
const port = Number(process.env.PORT) || 3000;
const trial = createServer().listen({ port, host: process.env.HOST });
try {
  await once(trial, 'listening');
  trial.close();
} catch (error) {
  const where = `port ${port}${process.env.HOST ? ` on ${process.env.HOST}` : ''}`;
  console.error(
    error.code === 'EADDRINUSE'
      ? `The ${where} is taken: stop what runs there, or choose another: PORT=${port + 1} npm run setup`
      : `Nothing can listen on ${where} (${error.code}): set PORT to another, of 1024 or higher, and HOST to an address of this machine.`,
  );
  process.exit(1);
}
const cli = new URL('../node_modules/probot/bin/probot.js', import.meta.url).pathname;
const probot = spawn(process.execPath, [cli, 'run', './src/entrypoints/probot-app.ts'], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => probot.kill(signal));
probot.on('exit', (code) => process.exit(code ?? 0));
