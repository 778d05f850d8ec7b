import { describe, expect, it } from '@jest/globals';
import { outward } from '../../../src/app/texts/outward.js';

describe('a reason for whoever may ask', () => {
  it.each([
    ['GitHub could not be asked: connect ECONNREFUSED 127.0.0.1:443'],
    ["GitHub's answer isn't there"],
  ])('stays as it is: %s', (reason) => {
    expect(outward(reason)).toBe(reason);
  });

  it.each([
    [`Unexpected token 'F', "Fire Maria"... is not valid JSON`, 'Unexpected token …, …... is not valid JSON'],
    ['“Fire Maria” is no label, nor is `fire`', '… is no label, nor is …'],
    ['Validation Failed: {"title":"Fire {Maria}"} at once', 'Validation Failed: …'],
    ['[\n  {\n    "path": ["body"]', '…'],
    ['it is called "Fire\nMaria', 'it is called …'],
  ])('says nothing of what it quotes: %j', (reason, said) => {
    expect(outward(reason)).toBe(said);
  });

  it('has no secret, and is one line of a bearable length', () => {
    expect(outward('token=abc123\nis wrong')).toBe('token=[redacted] is wrong');
    expect(outward('x'.repeat(10_000))).toHaveLength(300);
  });

  it('takes time in proportion to the text', () => {
    const since = Date.now();
    for (const text of [`'`, `"`, '{', `a'`, ` '`]) outward(text.repeat(50_000));
    expect(Date.now() - since).toBeLessThan(2_000);
  });
});
