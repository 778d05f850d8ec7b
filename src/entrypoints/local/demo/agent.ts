import type { Octokit } from '@octokit/core';
import { setTimeout as wait } from 'node:timers/promises';
import { again } from './again.js';

export interface SimulatedAgent {
  login: string;
  /** Acts with the agent's own token: what it does here, a real agent does too. */
  octokit: Octokit;
  owner: string;
  repositories: readonly string[];
  /** How long it thinks before it acts, ms. */
  pace: number;
  /** Whether its first commit for an issue of this title breaks the tests. */
  breaksFirst(title: string): boolean;
  /** What it reports of its day for an issue of this title; null: nothing. */
  reportOn(title: string): string | null;
  complain(line: string): void;
}

const MARKER = /^<!-- tekton-core:v1 kind=(hand-over|notice) key=([^ ]*) -->/;

/**
 * An agent that knows GitHub and nothing else: it reads the comments that mention it, commits to the branch that it was
 * given, reports its test run as a commit status, answers red tests and reviews with another commit, and tells of its day
 * once there is a pull request.
 */
export async function runAgent(agent: SimulatedAgent, signal: AbortSignal): Promise<void> {
  const seen = new Set<string>();
  const reports = new Set<PlannedReport>();
  await again(agent, signal, async () => {
    for (const repo of agent.repositories) {
      for (const call of await calls(agent, repo, seen)) {
        const report = await answer(agent, repo, call);
        if (report !== null) reports.add(report);
      }
    }
    for (const report of reports) if (await wasGiven(agent, report)) reports.delete(report);
  });
}

interface Call {
  kind: string;
  about: string;
  body: string;
  /** The page it stands on: the issue's number, or its pull request's. */
  number: number;
}

/** Comments by the App that mention this agent, on open issues and pull requests, and not seen before. */
async function calls(agent: SimulatedAgent, repo: string, seen: Set<string>): Promise<Call[]> {
  const { octokit, owner, login } = agent;
  const { data: issues } = await octokit.request('GET /repos/{owner}/{repo}/issues', {
    owner,
    repo,
    state: 'open',
  });
  const found: Call[] = [];
  for (const { number } of issues) {
    for (const { id, body, byBot } of await commentsOn(agent, repo, number)) {
      const marker = MARKER.exec(body);
      const key = `${repo}/${id}`;
      if (marker === null || !byBot || seen.has(key) || !body.includes(`@${login}`)) continue;
      seen.add(key);
      const [, kind = '', about = ''] = marker;
      found.push({ kind, about: decodeURIComponent(about), body, number });
    }
  }
  return found;
}

async function commentsOn({ octokit, owner }: SimulatedAgent, repo: string, number: number) {
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return data.map(({ id, body = '', user }) => ({ id, body, byBot: user?.type === 'Bot' }));
}

/** Answers what is to be reported later. */
async function answer(agent: SimulatedAgent, repo: string, call: Call): Promise<PlannedReport | null> {
  if (call.kind === 'hand-over') {
    const branch = branchIn(call.body);
    if (branch === null) return null;
    const { data: issue } = await agent.octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      owner: agent.owner,
      repo,
      issue_number: call.number,
    });
    const passes = !agent.breaksFirst(issue.title);
    await work(agent, repo, {
      branch,
      title: issue.title,
      message: `${issue.title} (#${call.number})`,
      passes,
    });
    const text = agent.reportOn(issue.title);
    return text === null ? null : { repo, number: call.number, branch, text };
  }
  const message = call.about.startsWith('notify/red/')
    ? 'Fix the failing test'
    : call.about.startsWith('notify/changes/')
      ? 'Do what the review asks for'
      : null;
  const branch = message === null ? null : await branchOf(agent, repo, call.number);
  if (message !== null && branch !== null)
    await work(agent, repo, { branch, title: message, message, passes: true });
  return null;
}

function branchIn(handOver: string): string | null {
  return /branch `([^`]+)`/.exec(handOver)?.[1] ?? null;
}

/** The branch that a page is about: the pull request's own, or the one handed over on the issue. */
async function branchOf(agent: SimulatedAgent, repo: string, number: number): Promise<string | null> {
  const { octokit, owner, login } = agent;
  const { data: pulls } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    state: 'open',
  });
  const pull = pulls.find((candidate) => candidate.number === number);
  if (pull !== undefined) return pull.head.ref;
  const comments = await commentsOn(agent, repo, number);
  const handOver = comments.findLast(
    ({ body }) => body.includes('kind=hand-over') && body.includes(`@${login}`),
  );
  return branchIn(handOver?.body ?? '');
}

/** A day's report that waits for the pull request from a branch. */
interface PlannedReport {
  repo: string;
  number: number;
  branch: string;
  text: string;
}

async function wasGiven(
  { octokit, owner }: SimulatedAgent,
  { repo, number, branch, text }: PlannedReport,
): Promise<boolean> {
  const { data: pulls } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    head: `${owner}:${branch}`,
    state: 'all',
  });
  if (pulls.length === 0) return false;
  await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner,
    repo,
    issue_number: number,
    body: `/tekton report\n${text}`,
  });
  return true;
}

interface Work {
  branch: string;
  title: string;
  message: string;
  passes: boolean;
}

/** One commit, and the test run of it reported as a commit status. */
async function work(
  agent: SimulatedAgent,
  repo: string,
  { branch, title, message, passes }: Work,
): Promise<void> {
  const { octokit, owner, pace, login } = agent;
  await wait(pace);
  const path = `work/${branch.split('/').at(-1) ?? branch}.md`;
  const before = await fileSha(agent, repo, { path, ref: branch });
  const { data: written } = await octokit.request('PUT /repos/{owner}/{repo}/contents/{path}', {
    owner,
    repo,
    path,
    branch,
    message,
    content: Buffer.from(`# ${title}\n\n${message}, by ${login}.\n`).toString('base64'),
    ...(before === null ? {} : { sha: before }),
  });
  const sha = written.commit.sha;
  if (sha === undefined) return;
  const report = (state: 'pending' | 'success' | 'failure', description: string) =>
    octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      owner,
      repo,
      sha,
      state,
      context: 'test',
      description,
    });
  await report('pending', 'running');
  await wait(pace);
  await (passes
    ? report('success', '42 passed')
    : report('failure', '41 passed, 1 failed: expiry is never reached'));
}

/** GitHub takes a change to a file only from whoever names what it replaces. */
async function fileSha(
  { octokit, owner }: SimulatedAgent,
  repo: string,
  { path, ref }: { path: string; ref: string },
): Promise<string | null> {
  const route = 'GET /repos/{owner}/{repo}/contents/{path}';
  const found = await octokit.request(route, { owner, repo, path, ref }).catch((error: unknown) => {
    if (error instanceof Error && 'status' in error && error.status === 404) return null;
    throw error;
  });
  return found === null || Array.isArray(found.data) ? null : found.data.sha;
}
