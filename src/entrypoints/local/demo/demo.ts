import { CONNECT_HINT } from '../../../app/texts/setting-up.js';
import { loggerAt } from '../logger.js';
import { stopOnSignal } from '../stop-on-signal.js';
import type { Settings } from '../../settings.js';
import { playOnce, type Report } from './once.js';
import { AGENTS, ISSUES, ORGANISATION, PEOPLE, REPOSITORIES } from './script.js';
import { setStage, Stopped } from './stage.js';
import { lineOf } from './timeline.js';

/** Slow enough to be read while it happens. */
const WATCHED = { people: 700, writes: 150 };
const AT_ONCE = { people: 15, writes: 0 };

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Prints what happens at the simulated GitHub, each line with the seconds since the start. */
function narrator() {
  const started = Date.now();
  return (webhook: Parameters<typeof lineOf>[0]) => {
    const line = lineOf(webhook);
    if (line !== null) say(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  };
}

/** `npm start` without credentials: three issues from label to merge, and then it stays for you to try it. */
export async function showDemo(settings: Settings): Promise<void> {
  const watch = narrator();
  const stage = await setStage(
    settings,
    WATCHED,
    loggerAt(settings.logLevel === 'info' ? 'warn' : settings.logLevel),
    (webhook) => {
      watch(webhook);
    },
  );
  stopOnSignal(() => stage.clear());
  const { maintainer, reviewer } = PEOPLE;
  const token = stage.github.userToken(maintainer);
  const first = ISSUES[0]?.repository ?? '';
  say(`tekton-core demo: the organisation ${ORGANISATION} on a simulated GitHub, all on this machine.

  GitHub's API   ${stage.apiUrl}
  tekton-core    ${stage.local.server.url}/health
  agents         ${AGENTS.map(({ name }) => name).join(', ')}; ${maintainer} opens issues, ${reviewer} reviews

  To speak as ${maintainer} yourself, on any issue, write a comment:
  curl -X POST ${stage.apiUrl}/repos/${ORGANISATION}/${first}/issues/1/comments -H 'Authorization: token ${token}' -d '{"body":"/tekton status"}'

  ${CONNECT_HINT}
`);
  const summaries: [repository: string, issue: number | null][] = [];
  try {
    for (const issue of ISSUES) await stage.ended(await stage.open(issue), 120_000);
    for (const repository of REPOSITORIES) summaries.push([repository, await stage.closeDay(repository)]);
  } catch (error) {
    if (error instanceof Stopped) return;
    throw error;
  }
  say(`
All ${ISSUES.length} issues are merged, and the day is told in an issue of each repository:

${summaries.map(([repository, issue]) => `  curl -H 'Authorization: token ${token}' ${stage.apiUrl}/repos/${ORGANISATION}/${repository}/issues/${issue ?? '?'}`).join('\n')}

Open an issue yourself and watch it go through:

  curl -X POST ${stage.apiUrl}/repos/${ORGANISATION}/${first}/issues -H 'Authorization: token ${token}' \\
    -d '{"title":"Show the price with tax","labels":["tekton"]}'

and read what tekton-core wrote on it (the number is in the answer):

  curl -H 'Authorization: token ${token}' ${stage.apiUrl}/repos/${ORGANISATION}/${first}/issues/NUMBER/comments

Ctrl-C ends it.`);
}

/** `npm run demo -- --once [--json]`: one issue, its first test run red, and then the end. */
export async function playOnceAndReport(settings: Settings, { json }: { json: boolean }): Promise<Report> {
  const watch = narrator();
  const stage = await setStage(
    { ...settings, port: 0 },
    AT_ONCE,
    loggerAt(settings.logLevel === 'info' ? 'error' : settings.logLevel),
    (webhook) => {
      if (!json) watch(webhook);
    },
  );
  stopOnSignal(() => stage.clear(), 130);
  try {
    const issue = ISSUES.find(({ firstRunRed }) => firstRunRed);
    if (issue === undefined) throw new Error('the script has no issue with a red test run');
    const report = await playOnce(stage, issue);
    if (json) {
      say(JSON.stringify(report, null, 2));
    } else {
      say(
        report.ok
          ? `\nMerged, with ${report.github_requests} requests to GitHub.`
          : `\n${report.reason ?? 'It failed.'}`,
      );
    }
    return report;
  } finally {
    await stage.clear();
  }
}
