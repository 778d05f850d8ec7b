import type { Route } from '../http/call.js';
import type { Deliveries } from '../webhooks/deliveries.js';
import { appRoutes } from './apps.js';
import { assigneeRoutes } from './assignees.js';
import { checkRunRoutes } from './check-runs.js';
import { commentRoutes } from './comments.js';
import { commitRoutes } from './commits.js';
import { contentRoutes } from './contents.js';
import { deliveryRoutes } from './deliveries.js';
import { graphqlRoutes } from './graphql.js';
import { issueRoutes } from './issues.js';
import { labelRoutes } from './labels.js';
import { pullRoutes } from './pulls.js';
import { refRoutes } from './refs.js';
import { repositoryRoutes } from './repositories.js';
import { reviewRoutes } from './reviews.js';
import { statusRoutes } from './statuses.js';

/** Every operation that the simulated GitHub answers. */
export function allRoutes(options: { deliveries: Deliveries; tokenLifetime: number }): Route[] {
  return [
    ...appRoutes(options.tokenLifetime),
    ...deliveryRoutes(options.deliveries),
    ...repositoryRoutes,
    ...contentRoutes,
    ...refRoutes,
    ...commitRoutes,
    ...issueRoutes,
    ...labelRoutes,
    ...assigneeRoutes,
    ...commentRoutes,
    ...pullRoutes,
    ...reviewRoutes,
    ...checkRunRoutes,
    ...statusRoutes,
    ...graphqlRoutes,
  ];
}
