import { statusEventJson } from '../representation/check.js';
import type { Doer, Repository, Status } from '../state.js';
import type { World } from '../world.js';

export function createStatus(
  world: World,
  repository: Repository,
  wanted: Pick<Status, 'sha' | 'state' | 'context' | 'description' | 'targetUrl'>,
  by: Doer,
): Status {
  const status: Status = {
    id: world.identifiers.number(),
    creator: by.account,
    createdAt: world.now(),
    ...wanted,
  };
  repository.statuses.push(status);
  world.emit({
    event: 'status',
    action: null,
    payload: statusEventJson(world, repository, status),
    repository,
    sender: by.account,
  });
  return status;
}
