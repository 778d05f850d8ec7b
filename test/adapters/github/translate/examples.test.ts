import { describe, expect, it } from '@jest/globals';
import { SUBSCRIBED_EVENTS } from '../../../../src/adapters/github/webhook-events.js';
import { DomainEvent } from '../../../../src/domain/event.js';
import { deepFrozen, EXAMPLES, SEEN_AT, translated, USED_EXAMPLES } from './examples.js';

describe('every recorded webhook', () => {
  it('is there', () => {
    expect(EXAMPLES.length).toBeGreaterThan(300);
    expect(USED_EXAMPLES.length).toBeGreaterThan(100);
  });

  it.each(EXAMPLES)('$title is understood or ignored', ({ name, payload }) => {
    expect(translated(name, payload).outcome).toMatch(/^(events|ignored)$/);
  });

  it.each(USED_EXAMPLES)(
    '$title gives events as the vocabulary has them, and nothing else',
    ({ name, payload }) => {
      const translation = translated(name, payload);
      const events = translation.outcome === 'events' ? translation.events : [];
      for (const event of events) {
        // The schema drops what it does not know, so equal means that nothing of the payload sneaked in.
        expect(DomainEvent.parse(event)).toEqual(event);
        expect(event.seenAt).toBe(SEEN_AT);
      }
    },
  );

  it.each(USED_EXAMPLES)('$title is left as it is, and means the same each time', ({ name, payload }) => {
    const before = JSON.stringify(payload);
    const first = translated(name, deepFrozen(structuredClone(payload)));
    expect(translated(name, payload)).toEqual(first);
    expect(JSON.stringify(payload)).toBe(before);
  });

  it.each(EXAMPLES.filter(({ name }) => name !== 'installation_repositories'))(
    '$title without an installation is not for an App',
    ({ name, payload }) => {
      const translation = translated(name, { ...payload, installation: undefined });
      if (translation.outcome === 'ignored') expect(translation.reason).toBe('event-not-used');
      else
        expect(translation).toMatchObject({
          outcome: 'refused',
          fault: expect.stringContaining('installation: is missing'),
        });
    },
  );
});

describe('what the App subscribes to', () => {
  it('is what it understands, without what comes unasked', () => {
    expect(SUBSCRIBED_EVENTS).toEqual([
      'check_run',
      'check_suite',
      'delete',
      'issue_comment',
      'issues',
      'merge_group',
      'pull_request',
      'pull_request_review',
      'push',
      'repository',
      'status',
    ]);
  });
});

describe('where a webhook happened', () => {
  it('comes along, so that a rename that we missed is known', () => {
    const [opened] = EXAMPLES.filter(({ title }) => title.startsWith('issues opened'));
    expect(translated('issues', opened?.payload)).toMatchObject({
      repository: {
        id: 186853002,
        owner: 'Codertocat',
        name: 'Hello-World',
        private: false,
        defaultBranch: 'master',
        archived: false,
      },
    });
  });

  it('is nowhere for an installation', () => {
    const [created] = EXAMPLES.filter(({ title }) => title.startsWith('installation created'));
    expect(translated('installation', created?.payload)).toMatchObject({
      outcome: 'events',
      repository: null,
    });
  });
});
