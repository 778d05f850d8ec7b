/** What a person reads who asks how a command is used, or used it otherwise. */

export const START_USAGE = [
  'npm start',
  'It runs the product with the App’s credentials, from the environment or .env, and the demo without.',
].join('\n');

export const DEMO_USAGE = [
  'npm run demo -- [--once [--json]]',
  'It runs the demo, whatever credentials there are. --once plays one issue and ends; --json prints it as JSON.',
].join('\n');

export const SETUP_USAGE = [
  'WEBHOOK_PROXY_URL=<where GitHub sends webhooks> npm run setup',
  'It opens a page that makes the GitHub App and writes its credentials to .env.',
].join('\n');

export const SECRETS_USAGE = [
  'npm run secrets -- [--stage STAGE] [--region REGION]',
  'It puts the App’s credentials, from the environment or .env, into the secrets of a deployment. The stage is dev unless given.',
].join('\n');

export const OPS_USAGE = [
  'npm run ops -- COMMAND [--json]',
  '  dead-letters [ID]         what was given up, or one of it whole',
  '  dead-letters --replay ID  try it again, with all its tries before it; --replay-all for all that was given up',
  '  queue                     what waits: webhooks for their next try, and what is to be done at GitHub',
  '  history WORKFLOW          what was done for a workflow, the newest first: the last 200, or with --all everything',
  '  --json                    prints the records themselves',
].join('\n');

export function usageOf(usage: string): string {
  return `Usage: ${usage}`;
}

export function unexpectedWord(word: string): string {
  return `Unexpected argument '${word}'.`;
}

export function unknownOption(option: string): string {
  return `Unknown option '${option}'.`;
}

export function needsValue(option: string): string {
  return `${option} needs a value.`;
}

export function takesNoValue(option: string): string {
  return `${option} takes no value.`;
}

export function doesNotGoWith(option: string, word: string): string {
  return `--${option} does not go with ${word}.`;
}
