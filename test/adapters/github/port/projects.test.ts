import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { Unavailable } from '../../../../src/app/ports/github.js';
import { configurationCheck } from '../../../../src/app/texts/config-check.js';
import { FORBIDDEN, NOT_FOUND, SHA, fileJson, repositoryJson } from '../answers.js';
import { API, INSTALLATION, givesToken, hello, overTheWire, playGitHub, ports } from '../over-the-wire.js';

playGitHub();

const HELLO = { owner: 'octo-org', name: 'hello' };
const OWN = '.github/tekton-core.yml';
const TEAM = 'team:\n  - name: apollo\n    capabilities: [typescript]\n';

/** A file of the owner's at a ref, or at the head of the default branch. */
function file(repository: string, { path = OWN, ref }: { path?: string; ref?: string } = {}) {
  const place = encodeURIComponent(path);
  return nock(API)
    .get(`/repos/${repository}/contents/${place}`)
    .query(ref === undefined ? {} : { ref });
}

/** All that is told of a file of another repository that cannot be used, whyever. */
const UNUSABLE = (name: string) => ({
  path: OWN,
  line: 1,
  column: 1,
  message:
    `the extended file octo-org/${name}:${OWN} cannot be used: ` +
    'see that it exists, that the App is installed on its repository, and that it is a valid configuration',
});

const at = (ref: string | null) => ({ ...HELLO, ref });
const read = async (ref: string | null = null) => (await ports()).readConfiguration(INSTALLATION, at(ref));

describe('what a repository is', () => {
  it('is told in our words', async () => {
    const github = await ports();
    hello('GET', '').reply(200, repositoryJson({ full_name: 'octo-org/renamed', private: true }));
    expect(await github.readRepository(INSTALLATION, HELLO)).toEqual({
      id: 1296269,
      owner: 'octo-org',
      name: 'renamed',
      private: true,
      defaultBranch: 'main',
      archived: false,
    });
  });

  it('is refused where the App may not look', async () => {
    const github = await ports();
    hello('GET', '').reply(404, NOT_FOUND);
    await expect(github.readRepository(INSTALLATION, HELLO)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('an installation', () => {
  const asked = (status: number, body: object) =>
    nock(API)
      .get(`/app/installations/${INSTALLATION}`)
      .matchHeader('authorization', /^bearer [\w-]+\.[\w-]+\.[\w-]+$/i)
      .reply(status, body);

  it.each([
    ['active', 200, { id: INSTALLATION, suspended_at: null }],
    ['suspended', 200, { id: INSTALLATION, suspended_at: '2026-01-01T00:00:00Z' }],
    ['gone', 404, NOT_FOUND],
  ] as const)('is %s by the App’s own reading', async (state, status, body) => {
    const { github } = await overTheWire();
    asked(status, body);
    expect(await github.readInstallation(INSTALLATION)).toBe(state);
  });

  it('of which GitHub says nothing just now is asked for again later', async () => {
    const { github } = await overTheWire();
    asked(503, {}).persist();
    await expect(github.readInstallation(INSTALLATION)).rejects.toBeInstanceOf(Unavailable);
  });
});

describe('the configuration of a repository', () => {
  it('is its own file at the head of its default branch', async () => {
    file('octo-org/hello').reply(200, fileJson(TEAM));
    expect(await read()).toMatchObject({
      config: { team: [{ name: 'apollo' }] },
      faults: [],
      sources: [`octo-org/hello:${OWN}`],
    });
  });

  it('is the one of a commit, where that is asked for', async () => {
    file('octo-org/hello', { ref: SHA }).reply(200, fileJson(TEAM));
    expect(await read(SHA)).toMatchObject({ config: { team: [{ name: 'apollo' }] } });
  });

  it('may hold any letters', async () => {
    file('octo-org/hello').reply(200, fileJson(`# größer als 日本 🌲\n${TEAM}`));
    expect(await read()).toMatchObject({ faults: [] });
  });

  it('is the owner’s shared one where it has none', async () => {
    file('octo-org/hello', { ref: SHA }).reply(404, NOT_FOUND);
    file('octo-org/.github').reply(200, fileJson(TEAM));
    expect(await read(SHA)).toMatchObject({
      config: { team: [{ name: 'apollo' }] },
      sources: [`octo-org/.github:${OWN}`],
    });
  });

  it('is none where there is neither', async () => {
    file('octo-org/hello').reply(404, NOT_FOUND);
    file('octo-org/.github').reply(404, NOT_FOUND);
    expect(await read()).toEqual({ config: null, faults: [], sources: [] });
  });

  it('of the shared repository is looked for once', async () => {
    const github = await ports();
    file('octo-org/.github').reply(404, NOT_FOUND);
    const shared = { owner: 'octo-org', name: '.github', ref: null };
    expect(await github.readConfiguration(INSTALLATION, shared)).toMatchObject({ config: null, sources: [] });
  });

  it('is not taken for missing when it could not be read', async () => {
    file('octo-org/hello').times(3).reply(502, 'Bad Gateway');
    await expect(read()).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('is not taken for missing when it may not be read', async () => {
    file('octo-org/hello').reply(403, FORBIDDEN);
    await expect(read()).rejects.toMatchObject({ name: 'Refusal', code: 'forbidden' });
  });

  it('is not taken for empty when the answer breaks off', async () => {
    file('octo-org/hello').reply(200, '{"type":"file","enc', { 'content-type': 'application/json' });
    await expect(read()).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it.each([
    ['an answer without content', { type: 'file', encoding: 'base64' }],
    ['an answer of another kind', { message: 'hello' }],
  ])('is not read from %s', async (_, answer) => {
    file('octo-org/hello').reply(200, answer);
    await expect(read()).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('not as documented'),
    });
  });
});

describe('where the configuration should be', () => {
  const NO_FILE = 'this is no file but a directory, a link or a submodule';
  const TOO_LARGE = 'the file is larger than 65536 characters';

  it.each([
    ['a directory', [{ type: 'file', name: 'a.yml' }], NO_FILE],
    ['an empty directory', [], NO_FILE],
    ['a link to nowhere', { type: 'symlink', target: '../nowhere' }, NO_FILE],
    ['a submodule', { type: 'submodule', submodule_git_url: 'git://example.com/x.git' }, NO_FILE],
    ['a large file', fileJson(`# ${'x'.repeat(70_000)}`), TOO_LARGE],
    ['a file of megabytes', fileJson('', { encoding: 'none', size: 5_000_000 }), TOO_LARGE],
  ])('%s is a fault, not nothing', async (_, answer, message) => {
    file('octo-org/hello').reply(200, answer);
    expect(await read()).toEqual({
      config: null,
      faults: [{ path: OWN, line: 1, column: 1, message }],
      sources: [`octo-org/hello:${OWN}`],
    });
  });

  it('a file too large for GitHub to tell is a fault too', async () => {
    file('octo-org/hello').reply(403, {
      message: 'This API returns blobs up to 100 MB in size.',
      errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }],
    });
    expect(await read()).toMatchObject({ faults: [{ path: OWN, message: TOO_LARGE }] });
  });
});

describe('a configuration that builds on others', () => {
  it('takes from each what the nearer ones do not say', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: base\npr:\n  mode: on-ready\n`));
    file('octo-org/base').reply(200, fileJson(`_extends: .github\n${TEAM}pr:\n  mode: draft-first\n`));
    file('octo-org/.github').reply(200, fileJson('_extends: .github:presets/all.yml\n'));
    file('octo-org/.github', { path: 'presets/all.yml' }).reply(200, fileJson('gate:\n  on: all\n'));
    expect(await read()).toMatchObject({
      config: { team: [{ name: 'apollo' }], pr: { mode: 'on-ready' }, gate: { on: 'all' } },
      faults: [],
      sources: [
        'octo-org/.github:presets/all.yml',
        `octo-org/.github:${OWN}`,
        `octo-org/base:${OWN}`,
        `octo-org/hello:${OWN}`,
      ],
    });
  });

  it.each([
    ['itself', `_extends: Octo-Org/HELLO\n${TEAM}`],
    ['a file that leads back', `_extends: .github\n${TEAM}`],
  ])('ends where it goes in a circle: to %s', async (_, text) => {
    file('octo-org/hello').reply(200, fileJson(text));
    if (text.includes('.github')) file('octo-org/.github').reply(200, fileJson('_extends: hello\n'));
    expect(await read()).toMatchObject({
      config: null,
      faults: [{ message: '`_extends` goes in a circle or further than 5 files' }],
    });
  });

  it('ends after five files', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: base1\n${TEAM}`));
    for (const n of [1, 2, 3, 4]) file(`octo-org/base${n}`).reply(200, fileJson(`_extends: base${n + 1}\n`));
    expect(await read()).toMatchObject({ config: null, faults: [UNUSABLE('base1')] });
  });

  it('may not reach into somebody else’s repositories', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: mallory/base\n${TEAM}`));
    expect(await read()).toMatchObject({
      config: null,
      faults: [
        {
          path: OWN,
          message: `\`_extends\` names mallory/base:${OWN}: only files of octo-org can be extended`,
        },
      ],
    });
  });

  it('takes only the one path from another repository', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: .github:secrets.yml\n${TEAM}`));
    expect(await read()).toMatchObject({
      config: null,
      faults: [
        {
          path: OWN,
          message: `\`_extends\` names octo-org/.github:secrets.yml: of another repository only \`${OWN}\` can be extended`,
        },
      ],
    });
  });

  it('says what is wrong with the one that all repositories of the owner share', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: .github\n${TEAM}`));
    file('octo-org/.github').reply(404, NOT_FOUND);
    expect(await read()).toMatchObject({
      faults: [{ path: OWN, message: expect.stringContaining('there is no such file') }],
    });
    file('octo-org/hello').reply(200, fileJson(`_extends: .github\n${TEAM}`));
    file('octo-org/.github').reply(200, [{ type: 'file', name: 'a.yml' }]);
    expect(await read()).toMatchObject({ faults: [{ path: `octo-org/.github:${OWN}` }] });
  });

  it.each<[string, number, object | object[]]>([
    ['missing or not ours to see', 404, NOT_FOUND],
    ['forbidden', 403, FORBIDDEN],
    ['withheld', 451, { message: 'Repository access blocked' }],
    ['a directory', 200, [{ type: 'file', name: 'a.yml' }]],
    ['too large', 403, { message: 'too big', errors: [{ code: 'too_large' }] }],
    ['too long', 200, fileJson(`# ${'x'.repeat(70_000)}`)],
    ['no YAML', 200, fileJson('a: [secret-value')],
    ['wrong', 200, fileJson(`secret-key: 1\n${TEAM}`)],
    ['of a wrong value', 200, fileJson('pr:\n  mode: secret-value\n')],
    ['at odds with this one', 200, fileJson('commands: secret-value\n')],
    ['extending what it may not', 200, fileJson('_extends: mallory/base\n')],
    ['extending a path of another', 200, fileJson('_extends: secret:secret.yml\n')],
    ['extending what is no file', 200, fileJson('_extends: [secret-value]\n')],
  ])(
    'gives the same answer whatever is wrong with another repository’s file: %s',
    async (_, status, answer) => {
      file('octo-org/hello').reply(200, fileJson(`_extends: base\nbogus: 1\n`));
      file('octo-org/base').reply(status, answer);
      givesToken();
      const { github, lines } = await overTheWire();
      expect(await github.readConfiguration(INSTALLATION, at(null))).toEqual({
        config: null,
        faults: [
          { path: OWN, line: 2, column: 1, message: '`bogus`: there is no such setting' },
          UNUSABLE('base'),
        ],
        sources: [`octo-org/hello:${OWN}`],
      });
      expect(lines.filter((line) => line.includes('an extended configuration cannot be used'))).toHaveLength(
        1,
      );
    },
  );

  it('waits when the other could not be read', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: base\n${TEAM}`));
    file('octo-org/base').times(3).reply(500, { message: 'Server Error' });
    await expect(read()).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('the check run of a faulty configuration', () => {
  const checkOf = async () => {
    const { faults } = await read(SHA);
    return configurationCheck({ faults, onDefaultBranch: true, keptLastGood: false });
  };

  it('points at the lines of the commit’s own file, by their path in the repository', async () => {
    file('octo-org/hello', { ref: SHA }).reply(200, fileJson(`${TEAM}pr:\n  mode: sometimes\n`));
    const check = await checkOf();
    expect(check.annotations).toMatchObject([{ path: OWN, line: 5 }]);
    expect(check.summary).toContain(`${OWN}:5`);
  });

  it('tells nothing of what stands in another repository’s file', async () => {
    file('octo-org/hello', { ref: SHA }).reply(200, fileJson(`_extends: base\n${TEAM}bogus: 1\n`));
    file('octo-org/base').reply(200, fileJson('pr:\n  mode: secret-value\n'));
    const check = await checkOf();
    expect(check.title).toBe('2 mistakes in the configuration');
    expect(check.annotations).toMatchObject([{ line: 5 }, { line: 1, message: UNUSABLE('base').message }]);
    expect(JSON.stringify(check)).not.toMatch(/mode|secret-value/);
  });

  it('of the shared file points at its lines only in its own repository', async () => {
    file('octo-org/hello', { ref: SHA }).reply(404, NOT_FOUND);
    file('octo-org/.github').reply(200, fileJson('pr:\n  mode: sometimes\n'));
    const check = await checkOf();
    expect(check.annotations).toEqual([]);
    expect(check.summary).toContain(`octo-org/.github:${OWN}:2`);
  });
});
