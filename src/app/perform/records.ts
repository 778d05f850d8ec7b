import type { EffectOf } from '../../domain/effect.js';
import { outcomeOf } from '../../domain/report/outcome.js';
import { situationOf } from '../../domain/workflow/situate.js';
import type { RepositoryAddress } from '../ports/github.js';
import { reconsiderProject } from '../projects/reconsider.js';
import { saveProject } from '../projects/save-project.js';
import { keepReport } from '../reports/keep-report.js';
import type { Deed, Done, Hands } from './deed.js';

/** Keeps what an agent said of its day. The day that it went to is the record's, and null where there is none to tell. */
export async function recordReport(deed: Deed<EffectOf<'record-report'>>): Promise<Done> {
  const { effect, hands, repository, context, workflow } = deed;
  const { command, agent, by, text, at } = effect.report;
  const { repositoryId } = repository;
  const { issueNumber } = workflow;
  const kept = await keepReport(
    hands.store,
    { repositoryId, agent, config: context.config },
    { id: `${issueNumber}/${command}`, by, via: 'comment', issueNumber, at, text },
  );
  return { ref: kept?.date ?? null };
}

export async function recordOutcome({ hands, workflow, context }: Deed): Promise<Done> {
  const outcome = outcomeOf(workflow, situationOf(workflow.facts, context, hands.clock.now()));
  if (outcome !== null) await hands.store.putOutcome(outcome);
  return {};
}

/** The newest word on it counts, in whatever order they come; every workflow of the project then follows it. */
export async function pauseProject(
  hands: Hands,
  { repositoryId }: RepositoryAddress,
  { on, by, reason, at }: EffectOf<'pause-project'>,
): Promise<void> {
  const stored = await hands.store.getProject(repositoryId);
  if (stored === null) return;
  const project = await saveProject(hands, stored.value, (now) =>
    (now.pause?.at ?? -1) < at ? { ...now, pause: { on, by, reason, at } } : now,
  );
  await reconsiderProject(hands, project);
}
