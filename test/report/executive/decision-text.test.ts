// Sentences of decisions: names are counted once, and those left out are told by number.

import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/report/executive/data.ts';
import { decisionText } from '../../../src/report/executive/decision-text.ts';
import { sayIn } from '../../../src/report/method/format.ts';

describe('a decision in a sentence', () => {
  const say = sayIn('id', 'Asia/Makassar');

  it('tells of two contracts of one provider, and of nobody else', () => {
    const decision: Decision = {
      kind: 'claim',
      count: 2,
      names: ['Penyedia A'],
      namesLeftOut: 0,
      idr: 286_906,
    };
    expect(decisionText(decision, say)).toEqual([
      'Ajukan restitusi Rp286.906 dan tanda tangani berita acara: Penyedia A.',
      'Claim Rp286.906 and have the minutes signed: Penyedia A.',
    ]);
  });

  it('says how many names it has no room for', () => {
    const decision: Decision = {
      kind: 'unexplained',
      count: 39,
      names: ['Lebani', 'Martasari'],
      namesLeftOut: 20,
      idr: null,
    };
    expect(decisionText(decision, say)).toEqual([
      '39 gangguan di atas satu jam belum dikonfirmasi sebabnya; lengkapi: Lebani, Martasari, dan 20 lainnya.',
      '39 outages of more than an hour have no confirmed cause; confirm it: Lebani, Martasari, and 20 more.',
    ]);
  });
});
