import { parseArgs } from 'node:util';
import { CREDENTIAL_NAMES, readSettings } from '../../settings.js';
import { playOnceAndReport, showDemo } from './demo.js';

/** `npm run demo`: the demo whatever the environment says of credentials; `--once` plays one issue and ends. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean' }, json: { type: 'boolean' } } });
  const settings = readSettings(withoutCredentials(process.env), () => null);
  if (values.once !== true) {
    if (values.json === true) throw new Error('--json goes with --once: npm run demo -- --once --json');
    return showDemo(settings);
  }
  const report = await playOnceAndReport(settings, { json: values.json === true });
  process.exitCode = report.ok ? 0 : 1;
}

/** The demo has credentials of its own. */
function withoutCredentials(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !CREDENTIAL_NAMES.some((known) => known === name)),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
