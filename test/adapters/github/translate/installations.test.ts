import { describe, expect, it } from '@jest/globals';
import { CODERTOCAT, eventsOf, example, HERE, SEEN_AT, translated } from './examples.js';

const ORIGIN = { installationId: 1, seenAt: SEEN_AT };
const HELLO = { id: 186853002, owner: 'Codertocat', name: 'Hello-World', private: false };

describe('installation', () => {
  const CHANGED = {
    kind: 'installation-changed',
    ...ORIGIN,
    account: CODERTOCAT,
    change: 'created',
    repositories: [HELLO],
    at: SEEN_AT,
  };

  it.each([
    ['created', 'created'],
    ['deleted', 'deleted'],
    ['suspend', 'suspended'],
    ['unsuspend', 'unsuspended'],
    ['new_permissions_accepted', 'permissions-accepted'],
  ])('%s: it is %s', (action, change) => {
    const isCreated = change === 'created';
    // Made at 15:19:51: by the end of that second.
    const at = isCreated ? Date.UTC(2019, 4, 15, 15, 19, 51, 999) : SEEN_AT;
    expect(eventsOf('installation', example('installation', 'created', { action }))).toEqual([
      { ...CHANGED, change, at, repositories: isCreated ? [HELLO] : [] },
    ]);
  });

  it('suspend lists no repositories', () => {
    expect(eventsOf('installation', example('installation', 'suspend'))).toMatchObject([
      { repositories: [] },
    ]);
  });

  it('on thousands of repositories is several events, and none of them is lost', () => {
    const repositories = Array.from({ length: 5000 }, (_, id) => ({
      id,
      full_name: `${'o'.repeat(39)}/${'r'.repeat(96)}${id}`,
      private: false,
    }));
    const [first, ...others] = eventsOf('installation', example('installation', 'created', { repositories }));
    expect(first).toMatchObject({ kind: 'installation-changed', repositories: { length: 100 } });
    expect(others).toHaveLength(49);
    const added = others.flatMap((event) => (event.kind === 'repositories-changed' ? event.added : []));
    expect(new Set(added.map(({ id }) => id)).size).toBe(4900);
  });

  it('of what is no repository is refused', () => {
    const payload = example('installation', 'created', {
      repositories: [{ id: 1, full_name: 'a/b/c', private: false }],
    });
    expect(translated('installation', payload)).toEqual({
      outcome: 'refused',
      fault: 'repositories.0.full_name: is not owner/name',
    });
  });
});

describe('installation_repositories', () => {
  const CHANGED = { kind: 'repositories-changed', ...ORIGIN, account: CODERTOCAT, at: SEEN_AT };
  const SPACE = { id: 186853007, owner: 'Codertocat', name: 'Space', private: false };

  it('added names them', () => {
    expect(eventsOf('installation_repositories', example('installation_repositories', 'added'))).toEqual([
      { ...CHANGED, added: [SPACE], removed: [] },
    ]);
  });

  it('removed names them', () => {
    expect(
      eventsOf('installation_repositories', example('installation_repositories', 'removed')),
    ).toMatchObject([{ added: [], removed: [{ id: 1296269, owner: 'octocat', name: 'Hello-World' }] }]);
  });

  it('names both when the selection changes', () => {
    const repositories_removed = [{ id: 5, full_name: 'Codertocat/Old', private: true, name: 'Old' }];
    const payload = example('installation_repositories', 'added', {
      repository_selection: 'all',
      repositories_removed,
    });
    expect(eventsOf('installation_repositories', payload)).toEqual([
      { ...CHANGED, added: [SPACE], removed: [] },
      { ...CHANGED, added: [], removed: [{ id: 5, owner: 'Codertocat', name: 'Old', private: true }] },
    ]);
  });
});

describe('repository', () => {
  const CHANGED = {
    kind: 'repository-changed',
    ...HERE,
    repository: { ...HELLO, defaultBranch: 'master', archived: false },
    removed: false,
    at: Date.UTC(2019, 4, 15, 15, 21, 3),
  };

  it.each(['created', 'renamed', 'unarchived', 'transferred', 'edited', 'publicized', 'privatized'])(
    '%s shows it as it is',
    (action) => {
      expect(eventsOf('repository', example('repository', 'publicized', { action }))).toEqual([CHANGED]);
    },
  );

  it('shows its new name, owner, branch and state', () => {
    const repository = { full_name: 'new/name', default_branch: 'main', archived: true, private: true };
    expect(
      eventsOf('repository', example('repository', 'publicized', { action: 'archived', repository })),
    ).toEqual([
      {
        ...CHANGED,
        repository: {
          id: HELLO.id,
          owner: 'new',
          name: 'name',
          private: true,
          defaultBranch: 'main',
          archived: true,
        },
      },
    ]);
  });

  it('deleted is gone, at the time of the news', () => {
    expect(eventsOf('repository', example('repository', 'publicized', { action: 'deleted' }))).toEqual([
      { ...CHANGED, removed: true, at: SEEN_AT },
    ]);
  });

  it('starred is ignored, as is what GitHub thinks of next', () => {
    const payload = example('repository', 'publicized', { action: 'starred' });
    expect(translated('repository', payload)).toEqual({ outcome: 'ignored', reason: 'action-not-used' });
  });
});

describe('everything else', () => {
  it.each(['ping', 'star', 'installation_target', 'workflow_run', 'toString', '__proto__'])(
    '%s is ignored',
    (name) => {
      expect(translated(name, { installation: { id: 1 } })).toEqual({
        outcome: 'ignored',
        reason: 'event-not-used',
      });
    },
  );
});
