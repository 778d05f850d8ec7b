import type { EffectOf } from '../../domain/effect.js';
import { pullRequestBody, pullRequestTitle } from '../texts/pull-request.js';
import type { Deed, Done } from './deed.js';

export async function openPullRequest(deed: Deed<EffectOf<'open-pull-request'>>): Promise<Done> {
  const { effect, hands, repository, context, workflow } = deed;
  const { branch, title, draft, labels } = effect;
  const { installationId, repositoryId } = repository;
  const body = pullRequestBody({ ...effect, issueNumber: workflow.issueNumber });
  const base = context.project.defaultBranch;
  const { pullRequest, updatedAt } = await hands.writes.openPullRequest(repository, {
    branch,
    base,
    title: pullRequestTitle(title, workflow.issueNumber),
    body,
    draft,
    labels,
  });
  const { number } = pullRequest;
  await hands.store.putPointer({ kind: 'pull-request', repositoryId, number }, workflow.id);
  const seenAt = hands.clock.now();
  return {
    ref: number,
    observations: [
      {
        kind: 'pull-request-changed',
        source: 'reading',
        installationId,
        repositoryId,
        pullRequest,
        headMoved: false,
        updatedAt,
        seenAt,
      },
    ],
  };
}

export async function markReady({ effect, hands, repository }: Deed<EffectOf<'mark-ready'>>): Promise<Done> {
  const { number, nodeId } = effect;
  await hands.writes.markReady(repository, { number, nodeId });
  return {};
}

export async function requestReview({
  effect,
  hands,
  repository,
}: Deed<EffectOf<'request-review'>>): Promise<Done> {
  const { number, people, teams } = effect;
  await hands.writes.requestReview(repository, { number, people, teams });
  return {};
}

export async function merge({ effect, hands, repository }: Deed<EffectOf<'merge'>>): Promise<Done> {
  const { number, sha, method, title } = effect;
  await hands.writes.merge(repository, { number, sha, method, title: pullRequestTitle(title, number) });
  return {};
}
