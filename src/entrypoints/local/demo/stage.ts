import { Octokit } from '@octokit/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../../app/ports/environment.js';
import { workflowId, type Workflow } from '../../../domain/workflow/workflow.js';
import type { Judge } from '../../../simulated-github/judge/judge.js';
import type { SimulatedGitHub } from '../../../simulated-github/simulated-github.js';
import type { DeliveryRequest } from '../../../simulated-github/webhooks/deliveries.js';
import type { Settings } from '../../settings.js';
import { startLocal, type LocalProcess } from '../local-process.js';
import { WEBHOOK_PATH } from '../server.js';
import { closeDay } from './close-day.js';
import { runAgent } from './agent.js';
import { foundOrganisation } from './organisation.js';
import { runReviewer } from './reviewer.js';
import { AGENTS, ISSUES, ORGANISATION, PEOPLE, REPOSITORIES, type PlannedIssue } from './script.js';

/** Everything that the demo has running: the simulated GitHub, the product, and those who work with both. */
export interface Stage {
  github: SimulatedGitHub;
  judge: Judge;
  apiUrl: string;
  local: LocalProcess;
  /** The maintainer opens the issue, with the label that starts its workflow. */
  open(issue: PlannedIssue): Promise<Played>;
  workflowOf(played: Played): Promise<Workflow | null>;
  /** Resolves with the workflow once it has ended. @throws when it has not after `patience` ms; `Stopped`. */
  ended(played: Played, patience: number): Promise<Workflow>;
  /** Ends the day of a repository; answers the issue that tells it, if there is one. */
  closeDay(repository: string): Promise<number | null>;
  clear(): Promise<void>;
}

export interface Played extends PlannedIssue {
  number: number;
  repositoryId: number;
}

/** The stage was cleared while somebody waited for the end of an issue. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface Pace {
  /** How long agents and people take for each thing they do, ms. */
  people: number;
  /** Between two of the product's writes, ms. */
  writes: number;
}

export async function setStage(
  settings: Settings,
  pace: Pace,
  log: Log,
  watch: (webhook: DeliveryRequest) => void,
): Promise<Stage> {
  const { github, judge, credentials, sendWebhooksTo } = foundOrganisation(watch);
  const listening = await github.listen();
  const directory = await mkdtemp(join(tmpdir(), 'tekton-core-demo-'));
  const actors = new AbortController();
  const tidy = async () => {
    await listening.close();
    await rm(directory, { recursive: true, force: true });
  };
  const local = await startLocal(
    {
      ...settings,
      githubApiUrl: listening.url,
      store: { kind: 'embedded', directory },
      writeSpacing: pace.writes,
    },
    credentials,
    log,
  ).catch(async (error: unknown) => {
    await tidy();
    throw error;
  });
  sendWebhooksTo(`${local.server.url}${WEBHOOK_PATH}`);

  const as = (login: string) =>
    new Octokit({ baseUrl: listening.url, auth: github.userToken(login), log: silent, userAgent: login });
  const among = {
    owner: ORGANISATION,
    repositories: REPOSITORIES,
    pace: pace.people,
    complain: (line: string) => {
      log.warn({}, line);
    },
  };
  const planned = (title: string) => ISSUES.find((issue) => issue.title === title);
  const acting = [
    ...AGENTS.map(({ login }) =>
      runAgent(
        {
          ...among,
          login,
          octokit: as(login),
          breaksFirst: (title) => planned(title)?.firstRunRed === true,
          reportOn: (title) => planned(title)?.report ?? null,
        },
        actors.signal,
      ),
    ),
    runReviewer(
      {
        ...among,
        login: PEOPLE.reviewer,
        octokit: as(PEOPLE.reviewer),
        wantsChanges: (title) => planned(title)?.changesRequested === true,
      },
      actors.signal,
    ),
  ];
  const maintainer = as(PEOPLE.maintainer);
  const workflowOf = async ({ repositoryId, number }: Played) =>
    (await local.wired.app.store.getWorkflow(workflowId(repositoryId, number)))?.value ?? null;

  return {
    github,
    judge,
    apiUrl: listening.url,
    local,
    workflowOf,
    async open(issue) {
      const { repository: repo, title, body, labels } = issue;
      const owner = ORGANISATION;
      const { data } = await maintainer.request('POST /repos/{owner}/{repo}/issues', {
        owner,
        repo,
        title,
        body,
        labels,
      });
      await maintainer.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        owner,
        repo,
        issue_number: data.number,
        labels: ['tekton'],
      });
      return { ...issue, number: data.number, repositoryId: github.find.repository(`${owner}/${repo}`).id };
    },
    async ended(played, patience) {
      const until = Date.now() + patience;
      for (;;) {
        if (actors.signal.aborted) throw new Stopped();
        const workflow = await workflowOf(played);
        const rests =
          workflow !== null && workflow.lease === null && Object.keys(workflow.outbox).length === 0;
        if (rests && (workflow.status === 'complete' || workflow.status === 'cancelled')) return workflow;
        if (Date.now() > until) throw new Error(unfinished(played, workflow, patience));
        await wait(20);
      }
    },
    closeDay: (repository) =>
      closeDay(local.wired, github.find.repository(`${ORGANISATION}/${repository}`).id),
    async clear() {
      actors.abort();
      await Promise.allSettled(acting);
      await github.idle();
      await local.stop();
      await tidy();
    },
  };
}

function unfinished({ repository, number }: Played, workflow: Workflow | null, patience: number): string {
  const step = workflow?.steps.find(({ status }) => status !== 'complete');
  const queued = Object.values(workflow?.outbox ?? {}).map(
    ({ kind, lastError }) => `${kind}: ${lastError ?? 'waiting'}`,
  );
  const where =
    workflow === null ? 'it never began' : `it stands at ${step?.name ?? 'its end'} (${step?.status ?? ''})`;
  return `${repository}#${number} was not merged within ${patience} ms: ${where}${queued.length > 0 ? `; queued: ${queued.join(', ')}` : ''}`;
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
