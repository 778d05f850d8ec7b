import type { EffectOf } from '../../domain/effect.js';
import type { Deed, Done } from './deed.js';

/** The pointer goes first: the push that GitHub tells of the new branch must find its workflow. */
export async function createBranch(deed: Deed<EffectOf<'create-branch'>>): Promise<Done> {
  const { effect, hands, repository, context, again, workflow } = deed;
  const { repositoryId, installationId } = repository;
  const { branch } = effect;
  await hands.store.putPointer({ kind: 'branch', repositoryId, name: branch }, workflow.id);
  const from = context.project.defaultBranch;
  const { sha } = await hands.writes.createBranch(repository, { name: branch, from, again });
  const now = hands.clock.now();
  return {
    ref: sha,
    observations: [
      {
        kind: 'branch-moved',
        source: 'reading',
        installationId,
        repositoryId,
        branch,
        sha,
        by: null,
        // A state that any push outdates: GitHub's own clock starts with the first of them.
        at: 0,
        seenAt: now,
      },
    ],
  };
}

export async function deleteBranch(deed: Deed<EffectOf<'delete-branch'>>): Promise<Done> {
  const { effect, hands, repository } = deed;
  const ref = await hands.writes.deleteBranch(repository, { name: effect.branch, sha: effect.sha });
  return { ref };
}
