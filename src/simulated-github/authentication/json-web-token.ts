import { createVerify } from 'node:crypto';
import { z } from 'zod';
import { GitHubRefusal } from '../refusals.js';
import type { App } from '../state.js';
import type { World } from '../world.js';

const header = z.object({ alg: z.literal('RS256') });
const claims = z.object({
  iss: z.union([z.string(), z.number()]),
  iat: z.number().optional(),
  exp: z.number().optional(),
});

const refused = (message: string) => new GitHubRefusal(401, message);
const undecodable = () => refused('A JSON web token could not be decoded');

/**
 * The App that signed this token. GitHub's messages matter: Octokit sets its clock right by them.
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function verifyJsonWebToken(world: World, token: string): App {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claim = claims.safeParse(decoded(body));
  if (!header.safeParse(decoded(head)).success || !claim.success) throw undecodable();
  const { iss, iat, exp } = claim.data;
  const app = world.apps.get(Number(iss));
  if (app === undefined) throw new GitHubRefusal(404, 'Integration not found');
  const verifier = createVerify('RSA-SHA256').update(`${head}.${body}`);
  if (app.publicKey === null || !verifier.verify(app.publicKey, signature, 'base64url')) throw undecodable();
  const now = Math.floor(world.now() / 1000);
  if (iat === undefined || !Number.isInteger(iat) || iat > now) {
    throw refused(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (exp === undefined || exp <= now) {
    throw refused(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + 600) throw refused("'Expiration time' claim ('exp') is too far in the future");
  return app;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}
