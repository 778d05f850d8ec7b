// Opens Probot's set-up page, which makes the GitHub App from app.yml and writes its credentials to .env.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const known = existsSync('.env') && /^(APP_ID|PRIVATE_KEY)=./m.test(readFileSync('.env', 'utf8'));
if (known || process.env.APP_ID || process.env.PRIVATE_KEY) {
  console.error(
    'There are credentials already, in .env or in the environment: run npm start. To make another App, take them out first.',
  );
  process.exit(1);
}
const cli = new URL('../node_modules/probot/bin/probot.js', import.meta.url).pathname;
const probot = spawn(process.execPath, [cli, 'run', './src/entrypoints/probot-app.ts'], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => probot.kill(signal));
probot.on('exit', (code) => process.exit(code ?? 0));
