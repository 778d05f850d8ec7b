import type { Octokit } from '@octokit/core';
import { again } from './again.js';

export interface SimulatedReviewer {
  login: string;
  octokit: Octokit;
  owner: string;
  repositories: readonly string[];
  /** How long the reviewer takes, ms. */
  pace: number;
  wantsChanges(title: string): boolean;
  complain(line: string): void;
}

/** A person who reviews what they were asked to review: some of it only at the second look. */
export async function runReviewer(reviewer: SimulatedReviewer, signal: AbortSignal): Promise<void> {
  const seen = new Map<string, number>();
  await again(reviewer, signal, async () => {
    for (const repo of reviewer.repositories) await reviewAll(reviewer, repo, seen);
  });
}

async function reviewAll(
  { octokit, owner, login, wantsChanges }: SimulatedReviewer,
  repo: string,
  seen: Map<string, number>,
): Promise<void> {
  const { data: pulls } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    state: 'open',
  });
  for (const pull of pulls) {
    const asked = pull.requested_reviewers?.some((person) => person.login === login) === true;
    const look = `${repo}#${pull.number}@${pull.head.sha}`;
    if (!asked || pull.draft === true || seen.has(look)) continue;
    const looks = [...seen.keys()].filter((key) => key.startsWith(`${repo}#${pull.number}@`)).length;
    seen.set(look, looks);
    const changes = looks === 0 && wantsChanges(pull.title);
    await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
      owner,
      repo,
      pull_number: pull.number,
      commit_id: pull.head.sha,
      event: changes ? 'REQUEST_CHANGES' : 'APPROVE',
      body: changes ? 'Please say who pays the fee.' : 'Good.',
    });
  }
}
