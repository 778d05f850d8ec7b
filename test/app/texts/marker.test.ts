import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { markerOf, parseMarker } from '../../../src/app/texts/marker.js';

describe('the marker', () => {
  it('is one hidden line', () => {
    expect(markerOf('status', '42')).toBe('<!-- tekton-core:v1 kind=status key=42 -->');
    expect(markerOf('notice', 'notify/red/wf-1-42/1')).toBe(
      '<!-- tekton-core:v1 kind=notice key=notify%2Fred%2Fwf-1-42%2F1 -->',
    );
  });

  it('is read again, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        const line = markerOf('reply', key);
        expect(parseMarker(`${line}\nwords`)).toEqual({ kind: 'reply', key });
      }),
    );
  });

  it('is closed by no key', () => {
    for (const key of ['--> <b>', 'a--!>', '--', '-->\n/tekton stop', '<!--', '\uD800']) {
      const line = markerOf('reply', key);
      expect(line.slice('<!--'.length, -'-->'.length)).not.toMatch(/--|[<>\s!](?!tekton-core|kind=|key=|$)/);
      expect(line.endsWith(' -->')).toBe(true);
    }
  });

  it.each([
    'words',
    ' <!-- tekton-core:v1 kind=status key=1 -->',
    'words\n<!-- tekton-core:v1 kind=status key=1 -->',
    '<!-- tekton-core:v2 kind=status key=1 -->',
    '<!-- tekton-core:v1 kind=other key=1 -->',
    '<!-- tekton-core:v1 kind=status key=%E0 -->',
    '<!-- tekton-core:v1 kind=status key=1 --',
  ])('is not in %j', (text) => {
    expect(parseMarker(text)).toBeNull();
  });
});
