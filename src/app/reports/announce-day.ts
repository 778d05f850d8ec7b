import type { Part } from './part.js';

/** Says that a day is told, each time that it is; after all else, for nothing is to wait for the bus. */
export const announceDay: Part = async ({ bus }, { project, config }, day) => {
  const { date, publishedAt, record, summary } = day;
  if (publishedAt === null || record === null || day.announcedAt === publishedAt) return null;
  const { installationId, repositoryId, owner, name } = project;
  const { health, merged, moved, blocked, open, escalations } = record;
  await bus.publish([
    {
      type: 'tekton.report.published',
      version: 1,
      id: `day-${repositoryId}-${date}/${publishedAt}`,
      mode: config.mode,
      installation_id: installationId,
      repository: { id: repositoryId, owner, name },
      date,
      published_at: new Date(publishedAt).toISOString(),
      issue_id: summary?.number ?? null,
      health: health.score,
      merged,
      moved,
      blocked,
      open,
      escalations,
    },
  ]);
  return { announcedAt: publishedAt };
};
