/** What an operator reads at the start about the App's registration at GitHub. */

interface Place {
  appId: number;
  apiUrl: string;
}

/** The page that lists a person's Apps: `https://github.com/settings/apps`. */
function appsPage(apiUrl: string): string {
  const { origin } = new URL(apiUrl);
  return `${origin.replace('//api.github.com', '//github.com')}/settings/apps`;
}

export function wrongKey({ appId, apiUrl }: Place, reason: string): string {
  return (
    `GitHub does not take PRIVATE_KEY for a key of the App ${appId} (“${reason}”): set APP_ID and PRIVATE_KEY to those of one App. ` +
    `Its settings page is at ${appsPage(apiUrl)}, or under your organization’s settings; make a new key there if need be.`
  );
}

export function noSuchApp({ appId, apiUrl }: Place): string {
  return (
    `There is no App ${appId} at ${apiUrl}: set APP_ID to the number on the App’s settings page, ` +
    `at ${appsPage(apiUrl)} or under your organization’s settings.`
  );
}

export const couldNotAsk =
  'GitHub could not be asked about the App; the start goes on, and so does the work once GitHub answers';

export function lacksPermission(of: {
  name: string;
  needs: string;
  has: string | null;
  page: string;
}): string {
  const { name, needs, has, page } = of;
  return `the App may not ${needs} ${name}${has === null ? '' : `, only ${has} it`}: set it at ${page}/permissions, and accept it where the App is installed`;
}

export function lacksEvent(of: { name: string; page: string }): string {
  return `the App is not told of ${of.name}: tick it at ${of.page}/permissions, under “Subscribe to events”`;
}
