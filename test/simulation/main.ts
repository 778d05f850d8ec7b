import { commandLine, runCommand, UsageError } from '../../src/entrypoints/local/command-line.js';
import { simulate } from './simulate.js';

const USAGE = [
  'npm run simulate -- [--histories 300] [--seed 1] [--path PATH] [--json]',
  'It lives made-up histories of faults through. --path plays a failing one again, as it was printed with its seed.',
].join('\n');

async function main(): Promise<void> {
  const { values } = commandLine({
    usage: USAGE,
    values: ['histories', 'seed', 'path'],
    // It prints JSON in any case.
    switches: ['json'],
  });
  const whole = (name: 'histories' | 'seed', least: number, otherwise: number) => {
    const text = values.get(name);
    if (text === undefined) return otherwise;
    const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (number >= least) return number;
    throw new UsageError(`--${name} must be a whole number, ${least} or more.`, USAGE);
  };
  const path = values.get('path');
  // Anything else is ignored, and another history played.
  if (path !== undefined && !/^\d+(:\d+)*$/.test(path))
    throw new UsageError('--path must be numbers with colons between them, as they were printed.', USAGE);
  const report = await simulate({
    histories: whole('histories', 1, 300),
    seed: whole('seed', 0, 1),
    ...(path === undefined ? {} : { path }),
  });
  process.stdout.write(`${JSON.stringify({ ...report, failure: undefined }, null, 2)}\n`);
  if (report.failure !== null) process.stdout.write(`${report.failure}\n`);
  process.exitCode = report.ok ? 0 : 1;
}

runCommand(main);
