import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { configurationCheck } from '../../../../src/app/texts/config-check.js';
import { FORBIDDEN, NOT_FOUND, SHA, fileJson, repositoryJson } from '../answers.js';
import { API, INSTALLATION, hello, playGitHub, ports } from '../over-the-wire.js';

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
    file('octo-org/base').reply(
      200,
      fileJson(`_extends: .github:presets/all.yml\n${TEAM}pr:\n  mode: draft-first\n`),
    );
    file('octo-org/.github', { path: 'presets/all.yml' }).reply(200, fileJson('gate:\n  on: all\n'));
    expect(await read()).toMatchObject({
      config: { team: [{ name: 'apollo' }], pr: { mode: 'on-ready' }, gate: { on: 'all' } },
      faults: [],
      sources: ['octo-org/.github:presets/all.yml', `octo-org/base:${OWN}`, `octo-org/hello:${OWN}`],
    });
  });

  it.each([
    ['itself', `_extends: Octo-Org/HELLO\n${TEAM}`],
    ['a file that leads back', `_extends: base\n${TEAM}`],
  ])('ends where it goes in a circle: to %s', async (_, text) => {
    file('octo-org/hello').reply(200, fileJson(text));
    if (text.includes('base')) file('octo-org/base').reply(200, fileJson('_extends: hello\n'));
    expect(await read()).toMatchObject({
      config: null,
      faults: [{ message: '`_extends` goes in a circle or further than 5 files' }],
    });
  });

  it('ends after five files', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: base1\n${TEAM}`));
    for (const n of [1, 2, 3, 4]) file(`octo-org/base${n}`).reply(200, fileJson(`_extends: base${n + 1}\n`));
    expect(await read()).toMatchObject({ config: null, faults: [{ path: `octo-org/base4:${OWN}` }] });
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

  it('may not reach there by way of another file either', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: base\n${TEAM}`));
    file('octo-org/base').reply(200, fileJson('_extends: mallory/base\n'));
    expect(await read()).toMatchObject({ config: null, faults: [{ path: `octo-org/base:${OWN}` }] });
  });

  it('is at fault when the other file is not there', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: base\n${TEAM}`));
    file('octo-org/base').reply(404, NOT_FOUND);
    expect(await read()).toMatchObject({
      config: null,
      faults: [
        {
          path: OWN,
          message: expect.stringContaining(`names octo-org/base:${OWN}, and there is no such file`),
        },
      ],
    });
  });

  it('is at fault when the other is no file', async () => {
    file('octo-org/hello').reply(200, fileJson(`_extends: base\n${TEAM}`));
    file('octo-org/base').reply(200, [{ type: 'file', name: 'a.yml' }]);
    expect(await read()).toMatchObject({ config: null, faults: [{ path: `octo-org/base:${OWN}` }] });
  });

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

  it('tells of another repository’s file, and points at no line of it', async () => {
    file('octo-org/hello', { ref: SHA }).reply(200, fileJson(`_extends: base\n${TEAM}bogus: 1\n`));
    file('octo-org/base').reply(200, fileJson('pr:\n  mode: sometimes\n'));
    const check = await checkOf();
    expect(check.title).toBe('2 mistakes in the configuration');
    expect(check.annotations).toMatchObject([{ path: OWN, line: 5 }]);
    expect(check.summary).toContain(`octo-org/base:${OWN}:2`);
  });

  it('of the shared file points at its lines only in its own repository', async () => {
    file('octo-org/hello', { ref: SHA }).reply(404, NOT_FOUND);
    file('octo-org/.github').reply(200, fileJson('pr:\n  mode: sometimes\n'));
    const check = await checkOf();
    expect(check.annotations).toEqual([]);
    expect(check.summary).toContain(`octo-org/.github:${OWN}:2`);
  });
});
