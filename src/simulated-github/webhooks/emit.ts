import { nodeId } from '../identifiers.js';
import { accountJson, organizationJson } from '../representation/account.js';
import { repositoryJson } from '../representation/repository.js';
import type { Installation } from '../state.js';
import { installationsOn, type Emission, type World } from '../world.js';

/** One webhook to one App, ready to be sent. */
export interface Webhook {
  readonly event: string;
  readonly action: string | null;
  readonly installation: Installation;
  readonly repositoryId: number | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An App must hold this permission to be told (`webhook events and payloads` in GitHub's documentation). */
const permissionFor: Readonly<Record<string, readonly string[]>> = {
  issues: ['issues'],
  issue_comment: ['issues', 'pull_requests'],
  label: ['metadata'],
  push: ['contents'],
  create: ['contents'],
  delete: ['contents'],
  check_run: ['checks'],
  check_suite: ['checks'],
  status: ['statuses'],
  pull_request: ['pull_requests'],
  pull_request_review: ['pull_requests'],
  merge_group: ['merge_queues'],
  repository: ['metadata'],
};

/** Who is told of this, and in which words. */
export function webhooksFor(world: World, emission: Emission): Webhook[] {
  const { event, action, repository, sender, installation } = emission;
  const common = {
    ...(action === null ? {} : { action }),
    ...emission.payload,
    ...(repository === null ? {} : { repository: repositoryOf(world, emission) }),
    ...(repository?.owner.type === 'Organization'
      ? { organization: organizationJson(world, repository.owner) }
      : {}),
    sender: accountJson(world, sender),
  };
  if (installation !== undefined)
    return [{ event, action, installation, repositoryId: null, payload: common }];
  if (repository === null) return [];
  return installationsOn(world, repository)
    .filter((each) => isTold(each, emission))
    .map((each) => ({
      event,
      action,
      installation: each,
      repositoryId: repository.id,
      payload: { ...common, installation: { id: each.id, node_id: nodeId('MDIz', each.id) } },
    }));
}

function isTold({ app, permissions, suspended }: Installation, { event, only }: Emission): boolean {
  if (suspended !== null || !app.events.includes(event)) return false;
  if (only !== undefined && only !== app) return false;
  const needed = permissionFor[event] ?? [];
  return needed.some((name) => name === 'metadata' || permissions[name] !== undefined);
}

/** A push shows the repository with times in seconds and two fields more; everything else as ever. */
function repositoryOf(world: World, { event, repository }: Emission) {
  if (repository === null) return null;
  const json = repositoryJson(world, repository);
  if (event !== 'push') return json;
  return {
    ...json,
    created_at: Math.floor(repository.createdAt / 1000),
    pushed_at: Math.floor(repository.pushedAt / 1000),
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
}
