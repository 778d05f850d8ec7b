import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as z from 'zod';
import { configuration, SHOP } from './acme.js';
import { counted, doorCounts, stepsOf } from './reading.js';
import { setUp, steppedClock, type Setting } from './setting.js';
import { branchFor } from './work.js';

jest.setTimeout(30_000);

let setting: Setting;

beforeAll(async () => {
  const config = configuration({ labels: { start: '🚀'.repeat(50) } });
  setting = await setUp({ config, clock: steppedClock() });
});
afterAll(async () => {
  await setting.close();
});

interface Sent {
  method?: string;
  headers?: Record<string, string | null>;
  body?: string;
}

/** A webhook as GitHub would send it, but for what a test changes: null takes a header away. */
async function send({ method = 'POST', headers = {}, body = '{}' }: Sent = {}) {
  const signature = createHmac('sha256', setting.credentials.webhookSecret).update(body).digest('hex');
  const id = randomUUID();
  const all: Record<string, string | null> = {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${signature}`,
    ...headers,
  };
  const kept = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const init = { method, headers: Object.fromEntries(kept), ...(method === 'GET' ? {} : { body }) };
  const answer = await fetch(setting.webhookUrl, init);
  return { status: answer.status, text: await answer.text(), id };
}

const stored = async (id: string) => (await setting.store().getDelivery(id)) !== null;

/** A webhook that really came, to be spoiled. */
function genuine(event: string): Record<string, unknown> {
  const delivery = setting.github.deliveries.log.find((each) => each.event === event);
  if (delivery === undefined) throw new Error(`There was no webhook ${event}.`);
  return { ...delivery.payload };
}

describe('the door for webhooks', () => {
  it.each([
    ['no signature', { 'x-hub-signature-256': null }],
    ['a signature with another secret', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['something that is no signature', { 'x-hub-signature-256': 'sha256=' }],
    [
      'only the old SHA-1 signature',
      { 'x-hub-signature-256': null, 'x-hub-signature': `sha1=${'0'.repeat(40)}` },
    ],
  ])('is shut with 401 to %s, and keeps nothing', async (_, headers) => {
    const { status, text, id } = await send({ headers, body: JSON.stringify(genuine('installation')) });
    expect(status).toBe(401);
    expect(text).toMatch(/signature/i);
    expect(await stored(id)).toBe(false);
  });

  it('is shut with 401 to a body that was changed on its way', async () => {
    const body = JSON.stringify(genuine('installation'));
    const signature = createHmac('sha256', setting.credentials.webhookSecret).update(body).digest('hex');
    const { status } = await send({
      headers: { 'x-hub-signature-256': `sha256=${signature}` },
      body: `${body} `,
    });
    expect(status).toBe(401);
  });

  it('is shut with 401 to an empty body: there is nothing to sign', async () => {
    expect((await send({ body: '' })).status).toBe(401);
  });

  it.each([
    ['no event', { 'x-github-event': null }, 400, 'X-GitHub-Event'],
    ['no delivery', { 'x-github-delivery': null }, 400, 'X-GitHub-Delivery'],
    ['a delivery that is a path', { 'x-github-delivery': '../../etc' }, 400, 'X-GitHub-Delivery'],
    [
      'another content type',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'application/json',
    ],
  ] as const)('refuses what has %s, and says so', async (_, headers, status, words) => {
    const answer = await send({ headers });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  it.each(['{', 'null and void', '\u0000'])('refuses with 400 what is not JSON: %j', async (body) => {
    const { status, text } = await send({ body });
    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining('not JSON') });
  });

  it.each(['null', '[]', '"text"', '17', '{}', '{"action":"opened"}', '{"installation":{"id":"x"}}'])(
    'refuses with 422 JSON that is no webhook, and shows no stack: %s',
    async (body) => {
      const { status, text, id } = await send({ body });
      expect(status).toBe(422);
      expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|ZodError/);
      expect(await stored(id)).toBe(false);
    },
  );

  it('refuses with 422 a payload that lacks what is needed, and names the field', async () => {
    await setting.after(() => setting.as('omar').push(SHOP, { branch: 'by-hand', files: { 'a.ts': '1' } }));
    const { repository: _, ...payload } = genuine('push');
    const { status, text } = await send({
      headers: { 'x-github-event': 'push' },
      body: JSON.stringify(payload),
    });
    expect({ status, text }).toEqual({ status: 422, text: expect.stringContaining('repository') });
  });

  it('refuses with 413 what is larger than GitHub ever sends, before its end', async () => {
    const { status, text } = await send({ body: ' '.repeat(25 * 1024 * 1024 + 1) });
    expect({ status, text }).toEqual({ status: 413, text: expect.stringContaining('over 26214400 bytes') });
  });

  it('ignores events that it does not know with 202, and counts them', async () => {
    const before = (await doorCounts(setting))['ignored'] ?? 0;
    for (const event of ['star', 'no_such_event', 'constructor', '__proto__']) {
      const { status, id } = await send({
        headers: { 'x-github-event': event },
        body: JSON.stringify(genuine('installation')),
      });
      expect(status).toBe(202);
      expect(await stored(id)).toBe(false);
    }
    expect((await doorCounts(setting))['ignored']).toBe(before + 4);
  });

  it('takes only POST, and is nowhere else', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) expect((await send({ method })).status).toBe(405);
    for (const path of ['/', '/api/github/webhooks/', '/api/github', '/.env', '/health/../etc/passwd%00']) {
      const answer = await fetch(new URL(path, setting.webhookUrl), { method: 'POST', body: '{}' });
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    }
  });

  it('still serves after all of that', async () => {
    const answer = await fetch(new URL('/health', setting.webhookUrl));
    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });
});

describe('odd but true', () => {
  const label = '🚀'.repeat(50);

  it.each([
    ['a title of 256 emoji', { title: '🦊'.repeat(256) }],
    ['a title that is a path and a ref no git would take', { title: '../../HEAD.lock @{~^:?*[\\ \u007f' }],
    ['a title in right-to-left letters', { title: 'إضافة ذاكرة \u202e مؤقتة' }],
    [
      'a title that is HTML and Markdown',
      { title: '<img src=x onerror=alert(1)> @everyone `*_[x](javascript:1)' },
    ],
    ['a body of 60,000 characters', { title: 'Long', body: 'x'.repeat(60_000) }],
    ['no body', { title: 'Short' }],
  ])('%s gets its branch', async (_, issue) => {
    const number = await setting.after(() => setting.as('mira').openIssue(SHOP, issue));
    await setting.after(() => {
      setting.as('mira').label(SHOP, number, label);
    });
    expect(branchFor(setting, number)).toMatch(/^feature\/(alice|bert)-\d+(-[a-z0-9-]*)?$/);
    expect(await stepsOf(setting, number)).toMatchObject({ assign: 'complete', branch: 'complete' });
    expect(counted(setting, number)).toEqual({ 'hand-over': 1, status: 1 });
    await setting.after(() => setting.as('mira').comment(SHOP, number, '/tekton stop'));
  });

  it('an issue whose author deleted their account gets its branch', async () => {
    const number = await setting.after(() => setting.as('eve').openIssue(SHOP, { title: 'From a ghost' }));
    const opened = setting.github.deliveries.log.findLast(({ event }) => event === 'issues');
    const Shown = z.looseObject({ issue: z.looseObject({ user: z.unknown() }) });
    const payload = Shown.parse(opened?.payload);
    const mira = z.looseObject({ sender: z.unknown() }).parse(genuine('installation')).sender;
    const body = JSON.stringify({
      ...payload,
      action: 'labeled',
      label: { name: label },
      issue: { ...payload.issue, user: null, labels: [{ name: label }] },
      sender: mira,
    });
    expect((await send({ body })).status).toBe(202);
    await setting.settled();
    expect(await stepsOf(setting, number)).toMatchObject({ assign: 'complete', branch: 'complete' });
  });

  it('none of it is unlike GitHub', () => {
    expect(setting.judge.violations).toEqual([]);
  });
});
