import { describe, expect, it } from 'vitest';
import { cleanText, escapeMarkup, oneLine, paperText, shorten } from '../../../src/report/render/text.ts';

describe('text of anywhere', () => {
  it.each([
    ['control characters', 'a\u0000b\u001bc\u009f', 'abc'],
    ['halves of pairs', 'a\ud83db\ude00c', 'abc'],
    ['whole pairs stay', '😀', '😀'],
    ['turns of direction', 'a\u202eb', 'ab'],
    ['line breaks', 'a\r\nb\rc', 'a\nb\nc'],
  ])('is cleaned of %s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('is put on one line, shortened, escaped and given signs that the font has', () => {
    expect(oneLine(' a\n\n b\t')).toBe('a b');
    expect(shorten('Desa Tanambuah', 6)).toBe('Desa…');
    expect(shorten('😀😀😀', 2)).toBe('😀…');
    expect(escapeMarkup('<a href="x">&\'</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;');
    expect(paperText('A → B ✓')).toBe('A –> B √');
  });
});
