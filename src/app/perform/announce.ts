import type { Announcement } from '../../domain/announcement.js';
import { contentHash, type EffectOf } from '../../domain/effect.js';
import type { Deed, Done } from './deed.js';

/** Tells whoever subscribes; the record keeps in which save of the workflow it was so. */
export async function announce(deed: Deed<EffectOf<'announce'>>): Promise<Done> {
  await deed.hands.bus.publish([announcementOf(deed)]);
  return { ref: deed.version };
}

/**
 * The event, whole. A second try bears the id of the first, and a higher sequence, for it may come after what another
 * process said in between.
 */
export function announcementOf(deed: Omit<Deed<EffectOf<'announce'>>, 'hands' | 'again'>): Announcement {
  const { effect, workflow, version: sequence, context, repository } = deed;
  const { id: workflowId, issueNumber, facts } = workflow;
  const { installationId, repositoryId, owner, name } = repository;
  const before = facts.performed[effect.key]?.ref ?? 0;
  const common = {
    version: 1,
    id: `${workflowId}/${before}/${contentHash(effect)}`,
    mode: context.config.mode,
    installation_id: installationId,
    repository: { id: repositoryId, owner, name },
    workflow_id: workflowId,
    issue_id: issueNumber,
    sequence,
  } as const;
  const { news } = effect;
  if (news.type !== 'tekton.workflow.changed') return { ...common, ...news };
  const times = new Map(workflow.steps.map((step) => [step.name, step]));
  const steps = news.steps.map((step) => ({
    ...step,
    started_at: written(times.get(step.name)?.startedAt),
    finished_at: written(times.get(step.name)?.finishedAt),
  }));
  return { ...common, ...news, steps };
}

function written(at: number | null | undefined): string | null {
  return at == null ? null : new Date(at).toISOString();
}
