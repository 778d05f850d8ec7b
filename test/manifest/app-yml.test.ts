import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import * as z from 'zod';
import { SUBSCRIBED_EVENTS } from '../../src/adapters/github/webhook-events.js';

const Manifest = z.object({
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});
const text = readFileSync('app.yml', 'utf8');
const manifest = Manifest.parse(parse(text));

describe('app.yml', () => {
  it('subscribes to just the webhooks that are translated', () => {
    expect(manifest.default_events).toEqual([...SUBSCRIBED_EVENTS].sort());
  });

  it('asks for no permission beyond those that the flow is tested with', () => {
    expect(manifest.default_permissions).toEqual({
      metadata: 'read',
      issues: 'write',
      pull_requests: 'write',
      checks: 'write',
      contents: 'write',
      statuses: 'read',
      merge_queues: 'read',
    });
  });

  it('gives the reason for each permission on the line before it', () => {
    const lines = text.split('\n');
    for (const permission of Object.keys(manifest.default_permissions)) {
      const at = lines.findIndex((line) => line.startsWith(`  ${permission}:`));
      expect({ permission, before: lines[at - 1]?.trim().startsWith('#') }).toEqual({
        permission,
        before: true,
      });
    }
  });
});
