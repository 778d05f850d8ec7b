import { z } from 'zod';
import type { Actor } from '../authentication/authenticate.js';
import { created, numberParam, ok, on, param, read, type Call, type Route } from '../http/call.js';
import { sees } from '../http/in-repository.js';
import { countedPage, page } from '../http/pagination.js';
import { permits } from '../permissions.js';
import { GitHubRefusal, notFound, unprocessable } from '../refusals.js';
import { appJson, installationJson } from '../representation/app.js';
import { fullRepositoryJson, repositoryJson } from '../representation/repository.js';
import type { App, Installation, Permissions, Repository } from '../state.js';
import { iso } from '../time.js';
import { covers, findRepository, repositoriesOf } from '../world.js';

/** These speak to the App itself, by its JSON web token. */
export function requireApp({ actor }: { actor: Actor }): App {
  if (actor.kind === 'app') return actor.app;
  throw new GitHubRefusal(401, 'A JSON web token could not be decoded');
}

function installationOf(call: Call): Installation {
  const app = requireApp(call);
  const found = call.world.installations.get(numberParam(call, 'installation_id'));
  if (found?.app !== app) throw notFound();
  return found;
}

const tokenRequest = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
});

/** https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app */
function createToken(lifetime: number) {
  return (call: Call) => {
    const installation = installationOf(call);
    if (installation.suspended !== null) throw new GitHubRefusal(403, 'This installation has been suspended');
    const wanted = read(call, tokenRequest);
    const repositories = narrowed(call, installation, wanted);
    const permissions = wanted.permissions ?? installation.permissions;
    refuseMore(installation, permissions);
    const token = call.world.identifiers.word('ghs_');
    const expiresAt = call.world.now() + lifetime;
    call.world.tokens.set(token, {
      kind: 'installation',
      installation,
      permissions,
      repositories,
      expiresAt,
    });
    const selected = repositories !== null || installation.repositories !== null;
    return created({
      token,
      expires_at: iso(expiresAt),
      permissions,
      repository_selection: selected ? 'selected' : 'all',
      ...(repositories === null
        ? {}
        : { repositories: [...repositories].map((each) => repositoryJson(call.world, each)) }),
    });
  };
}

function narrowed(
  { world }: Call,
  installation: Installation,
  wanted: z.output<typeof tokenRequest>,
): ReadonlySet<Repository> | null {
  if (wanted.repositories === undefined && wanted.repository_ids === undefined) return null;
  const own = repositoriesOf(world, installation);
  const found = [
    ...(wanted.repositories ?? []).map((name) =>
      own.find((each) => each.name.toLowerCase() === name.toLowerCase()),
    ),
    ...(wanted.repository_ids ?? []).map((id) => own.find((each) => each.id === id)),
  ];
  return new Set(
    found.map((each) => {
      if (each !== undefined) return each;
      throw unprocessable(
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }),
  );
}

function refuseMore(installation: Installation, permissions: Permissions): void {
  for (const [name, access] of Object.entries(permissions)) {
    if (permits(installation.permissions, `${name}:${access === 'read' ? 'read' : 'write'}`)) continue;
    throw unprocessable('The permissions requested are not granted to this installation.');
  }
}

function installationOnRepository(call: Call) {
  const app = requireApp(call);
  const [owner, name] = [param(call, 'owner'), param(call, 'repo')];
  // Under a former name GitHub sends on to this answer.
  const repository =
    findRepository(call.world, owner, name) ?? call.world.formerNames.get(`${owner}/${name}`.toLowerCase());
  const found = [...call.world.installations.values()].find(
    (each) => each.app === app && repository !== undefined && covers(each, repository),
  );
  if (found === undefined) throw notFound();
  return ok(installationJson(call.world, found));
}

function ownRepositories(call: Call) {
  const { actor, world } = call;
  if (actor.kind !== 'installation') throw new GitHubRefusal(403, 'Resource not accessible by integration');
  const repositories = repositoriesOf(world, actor.installation).filter((each) => sees(actor, each));
  const reached = repositories.filter((each) => actor.repositories?.has(each) ?? true);
  return countedPage(call, 'repositories', reached, (each) => fullRepositoryJson(world, each, 'read'), {
    repository_selection: actor.installation.repositories === null ? 'all' : 'selected',
  });
}

export const appRoutes = (tokenLifetime: number): Route[] => [
  on('GET /app', 'apps/get-authenticated', (call) => {
    const app = requireApp(call);
    const own = [...call.world.installations.values()].filter((each) => each.app === app);
    return ok({ ...appJson(call.world, app), installations_count: own.length });
  }),
  on('GET /app/installations', 'apps/list-installations', (call) => {
    const app = requireApp(call);
    const own = [...call.world.installations.values()].filter((each) => each.app === app);
    return page(call, own, (each) => installationJson(call.world, each));
  }),
  on('GET /app/installations/{installation_id}', 'apps/get-installation', (call) =>
    ok(installationJson(call.world, installationOf(call))),
  ),
  on(
    'POST /app/installations/{installation_id}/access_tokens',
    'apps/create-installation-access-token',
    createToken(tokenLifetime),
  ),
  on('GET /repos/{owner}/{repo}/installation', 'apps/get-repo-installation', installationOnRepository),
  on('GET /installation/repositories', 'apps/list-repos-accessible-to-installation', ownRepositories),
];
