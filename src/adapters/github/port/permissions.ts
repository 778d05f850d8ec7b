import * as z from 'zod';
import { Permission } from '../../../domain/event.js';
import type { PermissionPort } from '../../../app/ports/github.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';

const Level = z.object({ permission: z.string(), role_name: z.string().nullish() });

/**
 * `role_name` knows triage and maintain, and a custom role's own name; `permission` is then what the role is based on.
 *
 * @see https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export function permissionPort(octokits: Octokits): PermissionPort {
  return {
    permissionOf: ({ installationId, owner, name: repo }, username) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        try {
          const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username });
          const { permission, role_name } = Level.parse(data);
          const role = Permission.safeParse(role_name);
          return role.success ? role.data : Permission.catch('none').parse(permission);
        } catch (error) {
          // Nobody that GitHub knows may do anything.
          if (isStatus(error, 404)) return 'none';
          throw error;
        }
      }),
  };
}
