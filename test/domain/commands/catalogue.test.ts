import { describe, expect, it } from '@jest/globals';
import { CATALOGUE, definitionOf } from '../../../src/domain/commands/catalogue.js';
import { parseCommands } from '../../../src/domain/commands/grammar.js';

describe('the catalogue', () => {
  it('has each verb and each other form once', () => {
    const forms = CATALOGUE.flatMap(({ verb, aliases }) => [verb, ...aliases]);
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('knows nothing by a name it does not have', () => {
    expect(definitionOf('toString')).toBeNull();
    expect(definitionOf('')).toBeNull();
  });

  describe.each(CATALOGUE.map((definition) => [definition.verb, definition] as const))(
    '%s',
    (verb, definition) => {
      it.each(definition.examples)('is understood as in its example %s', (example) => {
        expect(parseCommands(example, { bare: false })).toMatchObject([{ verb, problem: null }]);
      });

      it('is found by all its forms', () => {
        for (const form of [verb, ...definition.aliases]) expect(definitionOf(form)?.verb).toBe(verb);
      });

      it('says how it is used, in one sentence or two', () => {
        expect(definition.usage.startsWith(`/tekton ${verb}`)).toBe(true);
        expect(definition.summary).toMatch(/^[A-Z].*\.$/);
      });
    },
  );
});
