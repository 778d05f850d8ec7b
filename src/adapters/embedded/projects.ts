import type { ProjectStore } from '../../app/ports/store.js';
import { Installation, Project } from '../../domain/project/project.js';
import { pageOf, ProjectsCursor, readCursor } from '../storage/cursor.js';
import { after, installationKey, installedIn, installedKey, projectKey } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';
import { load, save, type Kind } from './versioned.js';

const projectKind: Kind<typeof Project> = {
  name: 'project',
  schema: Project,
  key: ({ repositoryId }) => projectKey(repositoryId),
  index: ({ installationId, repositoryId }) => [
    { key: installedKey(installationId, repositoryId), value: projectKey(repositoryId) },
  ],
};

const installationKind: Kind<typeof Installation> = {
  name: 'installation',
  schema: Installation,
  key: ({ id }) => installationKey(id),
  index: () => [],
};

export function projects(map: OrderedMap): ProjectStore {
  return {
    getProject: (repositoryId) => promised(() => load(map, projectKind, projectKey(repositoryId))),
    saveProject: (project, version) => save(map, projectKind, project, version),
    listProjects: (installationId, page) =>
      promised(() => {
        const bounds = installedIn(installationId);
        const cursor = page.after === null ? null : readCursor(ProjectsCursor, page.after);
        const from = cursor === null ? bounds.from : after(installedKey(installationId, cursor.repositoryId));
        const rows = map
          .range({ ...bounds, from, limit: page.limit + 1 })
          .flatMap(({ value: key }) => load(map, projectKind, key)?.value ?? []);
        return pageOf(rows, page.limit, ({ repositoryId }) => ({ list: 'projects', repositoryId }));
      }),
    getInstallation: (id) => promised(() => load(map, installationKind, installationKey(id))),
    saveInstallation: (installation, version) => save(map, installationKind, installation, version),
  };
}
