import { nodeId } from '../identifiers.js';
import type { App, Installation } from '../state.js';
import { iso, isoOrNull } from '../time.js';
import type { World } from '../world.js';
import { accountJson } from './account.js';

export function appJson(world: World, app: App) {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: accountJson(world, app.owner),
    name: app.name,
    description: '',
    external_url: 'https://example.com',
    html_url: `${world.webUrl}/apps/${app.slug}`,
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
    permissions: app.permissions,
    events: [...app.events],
  };
}

export function installationJson(world: World, installation: Installation) {
  const { app, account } = installation;
  const settings =
    account.type === 'Organization'
      ? `${world.webUrl}/organizations/${account.login}/settings/installations/${installation.id}`
      : `${world.webUrl}/settings/installations/${installation.id}`;
  return {
    id: installation.id,
    account: accountJson(world, account),
    repository_selection: installation.repositories === null ? ('all' as const) : ('selected' as const),
    access_tokens_url: `${world.apiUrl}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.apiUrl}/installation/repositories`,
    html_url: settings,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type === 'Organization' ? ('Organization' as const) : ('User' as const),
    permissions: installation.permissions,
    events: [...app.events],
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspended === null ? null : accountJson(world, installation.suspended.by),
    suspended_at: isoOrNull(installation.suspended?.at),
  };
}
