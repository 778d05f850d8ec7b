import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TRANSLATORS } from '../../../../src/adapters/github/translate/translate.js';
import { DomainEvent } from '../../../../src/domain/event.js';
import { actionOf, type Json, type Payload, translated, USED_EXAMPLES } from './examples.js';

const NAMES = [...Object.keys(TRANSLATORS), 'ping', '__proto__', 'constructor', ''];

const ONE_OF_EACH = [
  ...new Map(USED_EXAMPLES.map((one) => [`${one.name} ${actionOf(one.payload) ?? ''}`, one])).values(),
];

/** Every path to a value in a payload but the many links, of objects and of the first entry of arrays. */
function pathsIn(value: Json, path: string[] = []): string[][] {
  const entries =
    typeof value !== 'object' || value === null
      ? []
      : Array.isArray(value)
        ? value.slice(0, 1).map((one) => ['0', one] as const)
        : Object.entries(value).filter(([key]) => key === 'html_url' || !key.endsWith('_url'));
  return entries.flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner, [...path, key])]);
}

/** A payload with the value at a path replaced, or taken away. */
function withAt(value: Json, path: readonly string[], replacement: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return replacement ?? null;
  if (Array.isArray(value)) return [withAt(value[0] ?? null, rest, replacement), ...value.slice(1)];
  const others = Object.entries(value).filter(([name]) => name !== key);
  if (rest.length === 0 && replacement === undefined) return Object.fromEntries(others);
  return Object.fromEntries([...others, [key, withAt(value[key] ?? null, rest, replacement)]]);
}

function holds(name: string, payload: unknown): void {
  const translation = translated(name, payload);
  if (translation.outcome === 'events') for (const event of translation.events) DomainEvent.parse(event);
  if (translation.outcome === 'refused') {
    expect(translation.fault).toMatch(/^[\w.-]+: \S/);
    expect(translation.fault.length).toBeLessThan(300);
  }
}

describe('a payload that GitHub never sent', () => {
  it('is refused or ignored, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.jsonValue(), (name, payload) => {
        expect(translated(name, payload).outcome).toMatch(/^(ignored|refused)$/);
      }),
      { numRuns: 120 },
    );
  });

  it('is refused or ignored when all that is right is the envelope', () => {
    const actions = [...new Set(USED_EXAMPLES.map(({ payload }) => actionOf(payload)))];
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.constantFrom(...actions),
        fc.dictionary(
          fc.constantFrom('issue', 'repository', 'sender', 'check_run', 'ref', 'pull_request'),
          fc.jsonValue(),
        ),
        (name, action, fields) => {
          const { outcome } = translated(name, { ...fields, action, installation: { id: 1 } });
          expect(outcome).toMatch(/^(ignored|refused)$/);
        },
      ),
      { numRuns: 120 },
    );
  });

  it.each([undefined, Symbol('odd'), () => 1, new Date(NaN), 10n, new Map()])(
    'is refused when it is %p',
    (payload) => {
      expect(translated('issues', payload).outcome).toBe('refused');
    },
  );

  it('quotes nothing of the payload when it is refused', () => {
    const secret = 'do-not-log-me';
    for (const { name, payload } of ONE_OF_EACH) {
      for (const path of pathsIn(payload).filter(({ length }) => length < 4)) {
        const translation = translated(name, withAt(payload, path, secret));
        if (translation.outcome === 'refused') expect(translation.fault).not.toContain(secret);
      }
    }
  });
});

describe('a recorded webhook with one field changed', () => {
  it.each(ONE_OF_EACH)('$title loses any of its fields without harm', ({ name, payload }) => {
    for (const path of pathsIn(payload)) holds(name, withAt(payload, path, undefined));
  });

  it.each(ONE_OF_EACH)('$title has null for any of its fields without harm', ({ name, payload }) => {
    for (const path of pathsIn(payload)) holds(name, withAt(payload, path, null));
  });

  it('has anything for any of its fields without harm', () => {
    const changed = fc
      .constantFrom(...USED_EXAMPLES)
      .chain(({ name, payload }: { name: string; payload: Payload }) =>
        fc.tuple(
          fc.constant(name),
          fc.constant(payload),
          fc.constantFrom(...pathsIn(payload)),
          fc.jsonValue(),
        ),
      );
    fc.assert(
      fc.property(changed, ([name, payload, path, value]) => {
        // A JSON value as JSON has it: fast-check's may hold what `JSON.parse` never gives.
        const json: unknown = JSON.parse(JSON.stringify(value));
        holds(name, withAt(payload, path, isJson(json) ? json : null));
      }),
      { numRuns: 120 },
    );
  });
});

function isJson(value: unknown): value is Json {
  return value !== undefined;
}
