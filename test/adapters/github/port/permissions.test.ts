import { describe, expect, it } from '@jest/globals';
import { FORBIDDEN, NOT_FOUND } from '../answers.js';
import { REPOSITORY, hello, overTheWire, playGitHub, ports, tokenAsked } from '../over-the-wire.js';

playGitHub();

const asked = (login = 'maria') => hello('GET', `/collaborators/${login}/permission`);

describe('what somebody may do', () => {
  it.each([
    ['admin', 'admin', 'admin'],
    ['write', 'maintain', 'maintain'],
    ['write', 'write', 'write'],
    ['read', 'triage', 'triage'],
    ['read', 'read', 'read'],
    ['none', 'none', 'none'],
    // A role that the organisation made is worth what it is based on.
    ['write', 'security-champion', 'write'],
    ['read', 'Reviewer', 'read'],
    // GitHub Enterprise Server before 3.4 knows no roles.
    ['write', undefined, 'write'],
    ['write', null, 'write'],
    // A word that we do not know gives nothing.
    ['everything', 'overlord', 'none'],
  ])('with permission %s and role %s is %s', async (permission, role_name, told) => {
    const github = await ports();
    asked().reply(200, { permission, role_name, user: { login: 'maria', id: 11, type: 'User' } });
    expect(await github.permissionOf(REPOSITORY, 'maria')).toBe(told);
  });

  it('is nothing for whom GitHub does not know', async () => {
    const github = await ports();
    asked('nobody').reply(404, { ...NOT_FOUND, message: 'nobody is not a user' });
    expect(await github.permissionOf(REPOSITORY, 'nobody')).toBe('none');
  });

  it('is asked for of a bot too, whatever its name holds', async () => {
    const github = await ports();
    asked('dependabot%5Bbot%5D').reply(200, { permission: 'write', role_name: 'write' });
    expect(await github.permissionOf(REPOSITORY, 'dependabot[bot]')).toBe('write');
  });

  it('is not known when the look-up is forbidden', async () => {
    const github = await ports();
    asked().reply(403, FORBIDDEN);
    await expect(github.permissionOf(REPOSITORY, 'maria')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is not known when the look-up fails, again and again', async () => {
    const github = await ports();
    asked().times(3).reply(500, { message: 'Server Error' });
    await expect(github.permissionOf(REPOSITORY, 'maria')).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it('is not known when there was no token to ask with', async () => {
    const { github } = await overTheWire();
    tokenAsked().reply(404, NOT_FOUND);
    await expect(github.permissionOf(REPOSITORY, 'maria')).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('GitHub gave no token: Not Found'),
    });
  });

  it.each([
    ['nothing', {}],
    ['a role alone', { role_name: 'admin' }],
    ['a number', { permission: 7 }],
  ])('is not known when the answer is %s', async (_, answer) => {
    const github = await ports();
    asked().reply(200, answer);
    await expect(github.permissionOf(REPOSITORY, 'maria')).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('not as documented: permission'),
    });
  });
});
