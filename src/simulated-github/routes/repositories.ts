import { ok, on, param, type Route } from '../http/call.js';
import { actorRole, inRepository } from '../http/in-repository.js';
import { legacyPermission, roleOf } from '../permissions.js';
import { accountJson } from '../representation/account.js';
import { fullRepositoryJson } from '../representation/repository.js';
import { GitHubRefusal } from '../refusals.js';
import { findAccount } from '../world.js';

export const repositoryRoutes: Route[] = [
  on(
    'GET /repos/{owner}/{repo}',
    'repos/get',
    inRepository({ needs: ['metadata:read'] }, ({ world, repository, actor }) =>
      ok(fullRepositoryJson(world, repository, actorRole(actor, repository))),
    ),
  ),
  on(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    'repos/get-collaborator-permission-level',
    inRepository({ needs: ['metadata:read'] }, (call) => {
      const { world, repository } = call;
      const login = param(call, 'username');
      const account = findAccount(world, login);
      if (account === undefined) throw new GitHubRefusal(404, `${login} is not a user`);
      const role = roleOf(account, repository);
      const permission = legacyPermission(role);
      const can = (...among: string[]) => among.includes(role);
      return ok({
        permission,
        role_name: role,
        user: {
          ...accountJson(world, account),
          permissions: {
            admin: can('admin'),
            maintain: can('admin', 'maintain'),
            push: can('admin', 'maintain', 'write'),
            triage: can('admin', 'maintain', 'write', 'triage'),
            pull: role !== 'none',
          },
          role_name: role,
        },
      });
    }),
  ),
];
