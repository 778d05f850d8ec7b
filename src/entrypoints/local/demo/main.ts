import { DEMO_USAGE } from '../../../app/texts/usage.js';
import { readSettings, withoutCredentials } from '../../settings.js';
import { commandLine, runCommand, UsageError } from '../command-line.js';
import { readEnvFile } from '../env-file.js';

/** `npm run demo`: the demo whatever the environment says of credentials; `--once` plays one issue and ends. */
async function main(): Promise<void> {
  const { switches } = commandLine({ usage: DEMO_USAGE, switches: ['once', 'json'] });
  const [once, json] = [switches.has('once'), switches.has('json')];
  if (json && !once) throw new UsageError('--json goes with --once.', DEMO_USAGE);
  readEnvFile();
  const settings = readSettings(withoutCredentials(process.env), () => null);
  const { playOnceAndReport, showDemo } = await import('./demo.js');
  if (!once) return showDemo(settings);
  const report = await playOnceAndReport(settings, { json });
  process.exitCode = report.ok ? 0 : 1;
}

runCommand(main);
