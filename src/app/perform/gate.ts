import type { EffectOf } from '../../domain/effect.js';
import { gateCheck } from '../texts/gate.js';
import type { Deed, Done } from './deed.js';

/** Our one check run on a commit: made once, and updated from then on. */
export async function setGate(deed: Deed<EffectOf<'gate'>>): Promise<Done> {
  const { effect, hands, repository, workflow, again } = deed;
  const known = workflow.facts.performed[effect.key]?.ref;
  const id = typeof known === 'number' ? known : null;
  // From now on this commit's gate is ours alone to set, whichever pull request shows it.
  if (id === null) {
    const { repositoryId } = repository;
    await hands.store.putPointer({ kind: 'commit', repositoryId, sha: effect.sha }, workflow.id);
  }
  const content = gateCheck(effect);
  return { ref: await hands.writes.setCheck(repository, { sha: effect.sha, id, content, again }) };
}
