import { readSettings, withoutCredentials } from '../../settings.js';
import { runCommand, switches, UsageError } from '../command-line.js';

const USAGE = 'npm run demo -- [--once [--json]]';

/** `npm run demo`: the demo whatever the environment says of credentials; `--once` plays one issue and ends. */
async function main(): Promise<void> {
  const given = switches(['once', 'json'], USAGE);
  const json = given.has('json');
  if (json && !given.has('once')) throw new UsageError(`--json goes with --once.\nUsage: ${USAGE}`);
  const settings = readSettings(withoutCredentials(process.env), () => null);
  const { playOnceAndReport, showDemo } = await import('./demo.js');
  if (!given.has('once')) return showDemo(settings);
  const report = await playOnceAndReport(settings, { json });
  process.exitCode = report.ok ? 0 : 1;
}

runCommand(main);
