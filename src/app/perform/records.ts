import type { EffectOf } from '../../domain/effect.js';
import { outcomeOf } from '../../domain/report/outcome.js';
import { openDay } from '../../domain/report/schedule.js';
import { situationOf } from '../../domain/workflow/situate.js';
import type { RepositoryAddress } from '../ports/github.js';
import { reconsiderProject } from '../projects/reconsider.js';
import { saveProject } from '../projects/save-project.js';
import { tellAnew } from '../reports/tell-anew.js';
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

/** Keeps how the run ended; a day that was told without it, because the news came late, is told anew. */
export async function recordOutcome({ hands, workflow, context }: Deed): Promise<Done> {
  const now = hands.clock.now();
  const outcome = outcomeOf(workflow, situationOf(workflow.facts, context, now));
  if (outcome === null) return {};
  await hands.store.putOutcome(outcome);
  const { repositoryId, endedAt } = outcome;
  const day = openDay(context.config.reporting, endedAt);
  if (day !== null && day.closesAt <= now) await tellAnew(hands.store, repositoryId, day.date, now);
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
    (now.pause?.at ?? -1) <= at ? { ...now, pause: { on, by, reason, at } } : now,
  );
  await reconsiderProject(hands, project);
}
