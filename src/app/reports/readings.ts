import { checksOn, withCheck } from '../../domain/checks/keep.js';
import { verdictOf } from '../../domain/checks/verdict.js';
import { DEFAULT_CONFIG } from '../../domain/config/schema.js';
import { noFacts } from '../../domain/facts.js';
import type { Summary } from '../../domain/report/summary.js';
import type { Application } from '../application.js';
import type { DeliveryStore } from '../ports/store.js';
import type { Reported } from './part.js';

/** Of the deliveries that were given up, so many of the oldest are looked at. */
const DEAD_LOOKED_AT = 20;

/** How the checks of the default branch's head stand. That it cannot be read now keeps no day from being told. */
export async function defaultBranchState(
  { github, log }: Pick<Application, 'github' | 'log'>,
  { address, project }: Reported,
): Promise<Summary['defaultBranch']> {
  const branch = project.defaultBranch ?? 'main';
  try {
    const moved = await github.readBranch(address, branch);
    const sha = moved.flatMap((seen) => (seen.kind === 'branch-moved' ? [seen.sha] : []))[0] ?? null;
    if (sha === null) return 'none';
    const seen = await github.readChecks(address, sha);
    const facts = seen.reduce(
      (known, it) =>
        it.kind === 'check-reported' ? { ...known, ...withCheck(known, it.sha, it.check) } : known,
      noFacts(),
    );
    // Whatever must pass on a pull request: here all that reported count.
    const { outcome } = verdictOf(checksOn(facts, sha), DEFAULT_CONFIG.checks, sha);
    return outcome === 'passed' || outcome === 'failed' || outcome === 'none' ? outcome : 'running';
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn(
      { repository: `${address.owner}/${address.name}`, reason },
      'the default branch could not be read',
    );
    return 'unknown';
  }
}

/** How many deliveries about a repository were given up and wait for a person. */
export async function givenUpHere(
  store: Pick<DeliveryStore, 'listDead' | 'getDelivery'>,
  repositoryId: number,
): Promise<number> {
  const dead = await Promise.all((await store.listDead(DEAD_LOOKED_AT)).map((id) => store.getDelivery(id)));
  return dead.filter((delivery) => delivery?.value.repository?.id === repositoryId).length;
}
