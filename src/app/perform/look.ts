import type { EffectOf } from '../../domain/effect.js';
import type { EventOf } from '../../domain/event.js';
import type { Observation } from '../../domain/observation.js';
import { turnOf } from '../../domain/workflow/turns.js';
import { mayHoldCommands } from '../commands/intake.js';
import { accept } from '../inbox/accept.js';
import { Refusal } from '../ports/github.js';
import type { Deed, Done } from './deed.js';

/**
 * Reads everything that the workflow stands on, as if each webhook came again. What was said meanwhile and never heard
 * goes into the inbox, like a comment that has just been written. A look that nobody waits for leaves enough of the hour's
 * requests for those who do.
 */
export async function look(deed: Deed<EffectOf<'look'>>): Promise<Done> {
  const { effect, hands, repository, workflow } = deed;
  const { github, clock } = hands;
  if (effect.request === null) {
    const at = await github.scarceUntil(repository.installationId);
    if (at > clock.now()) return { retryAt: { at, why: 'few requests are left of this hour' } };
  }
  const { branches, pullRequest, head } = effect;
  const readings = [
    () => github.readIssue(repository, workflow.issueNumber),
    ...branches.flatMap((branch) => [
      () => github.readBranch(repository, branch),
      () => github.readPullRequestsFrom(repository, branch),
    ]),
    ...(pullRequest === null
      ? []
      : [
          () => github.readPullRequest(repository, pullRequest),
          () => github.readReviews(repository, pullRequest),
        ]),
  ];
  const observations: Observation[] = [];
  for (const reading of readings) observations.push(...(await unlessRefused(reading)));
  for (const sha of headsIn(observations, workflow, head)) {
    observations.push(...(await unlessRefused(() => github.readChecks(repository, sha))));
  }
  for (const comment of await unheard(deed)) await takeIn(deed, comment);
  return { observations, ref: effect.request };
}

/** The commits where the work stands, and those where it is found to stand now; not the one that a branch was made from. */
function headsIn(
  observations: readonly Observation[],
  { facts }: Deed['workflow'],
  head: string | null,
): Set<string> {
  const seen = observations.flatMap((it) => {
    if (it.kind === 'pull-request-changed' && it.pullRequest.state === 'open')
      return [it.pullRequest.head.sha];
    if (it.kind !== 'branch-moved' || it.sha === null) return [];
    return facts.performed[`branch/${it.branch}`]?.ref === it.sha ? [] : [it.sha];
  });
  return new Set([...(head === null ? [] : [head]), ...seen]);
}

/** Comments that may be commands, or the word of the agent at work, and that the workflow knows nothing of. */
async function unheard({
  effect,
  hands,
  repository,
  workflow,
}: Deed<EffectOf<'look'>>): Promise<EventOf<'text-written'>[]> {
  const { facts, issueNumber } = workflow;
  const { pullRequest: number, since } = effect;
  const pages = [
    { number: issueNumber, onPullRequest: false, since },
    ...(number === null ? [] : [{ number, onPullRequest: true, since }]),
  ];
  const known = new Set(Object.values(facts.commands).map(({ commentId }) => commentId));
  const found: EventOf<'text-written'>[] = [];
  for (const page of pages) {
    const written = await unlessRefused(() => hands.github.readComments(repository, page));
    found.push(
      ...written.filter((comment) => {
        if (known.has(comment.commentId)) return false;
        const turn = turnOf(facts, comment.by.login);
        const isNews = turn !== null && comment.at > (facts.heard[turn.id]?.progressAt ?? 0);
        return isNews || mayHoldCommands(comment);
      }),
    );
  }
  return found;
}

/** Under a name of its own, so that it is taken in once however often it is read. */
async function takeIn({ hands }: Deed, comment: EventOf<'text-written'>): Promise<void> {
  const id = `comment-${comment.repositoryId}-${comment.commentId ?? 0}`;
  await accept(hands, { id, name: 'issue_comment.read', repository: null, events: [comment] });
}

/** What we may not read, or what is not there any more, says nothing; that GitHub is out of reach does. */
async function unlessRefused<T>(reading: () => Promise<T[]>): Promise<T[]> {
  try {
    return await reading();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
