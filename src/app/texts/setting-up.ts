/** What a person reads on the way from the demo to an App of their own. */

const CHANNEL = 'https://smee.io/new';

export const CONNECT_HINT = `To connect a real GitHub: stop this with Ctrl-C, get a channel for webhooks at ${CHANNEL}, and run
  WEBHOOK_PROXY_URL=<the channel> npm run setup
  README.md says what comes then.`;

export function noWayForWebhooks(host: string): string {
  return (
    `WEBHOOK_PROXY_URL is not set, and GitHub cannot reach ${host}: no webhook would arrive. Stop this with Ctrl-C and run ` +
    `WEBHOOK_PROXY_URL=<a channel from ${CHANNEL}, or https://your.host/api/github/webhooks> npm run setup.`
  );
}

export const HAS_CREDENTIALS =
  'There are credentials already, in .env or in the environment: run npm start. To make another App, take them out first.';

/** Beneath what is missing of them or wrong. */
export function hasSomeCredentials(names: readonly string[]): string {
  return (
    `Of an App’s credentials ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} set, in .env or in the environment: ` +
    'add what is missing and run npm start. To make a new App, take out what is there.'
  );
}
