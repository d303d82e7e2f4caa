// Rows of losses and answers, counted in the order of sending whatever order the verdicts come in.

import { describe, expect, it } from 'vitest';
import { ECHO_OUTCOMES, LOST } from '../../src/domain/echo.ts';
import { EchoTrack } from '../../src/domain/echo-track.ts';

const UNREACHABLE = ECHO_OUTCOMES.indexOf('unreachable');

describe('EchoTrack', () => {
  it('counts a row from its first to its last lost echo, and forgets it with the answer that ends it', () => {
    const track = new EchoTrack();
    track.answered(0, false);
    for (const sentMs of [1_000, 1_200, 1_400]) expect(track.lost(sentMs, LOST, sentMs > 1_000)).toBe(true);
    expect(track).toMatchObject({ lostInRow: 3, firstLostMs: 1_000, lastLostMs: 1_400, answeredInRow: 0 });
    expect(track.answered(1_600, true)).toBe(true);
    expect(track).toMatchObject({ lostInRow: 0, answeredInRow: 1, firstAnsweredMs: 1_600 });
  });

  it('does not count a loss that an answered later echo has overtaken', () => {
    const track = new EchoTrack();
    track.answered(2_000, true);
    expect(track.lost(1_500, LOST, false)).toBe(false);
    expect(track.lostInRow).toBe(0);
    expect(track.loss.all()).toEqual({ sent: 1, lost: 1 });
  });

  it('keeps the row when the answer is to an echo sent before it', () => {
    const track = new EchoTrack();
    track.lost(500, UNREACHABLE, false);
    expect(track.answered(0, false)).toBe(false);
    expect(track).toMatchObject({ lostInRow: 1, firstLostMs: 500 });
  });

  it('keeps only the newest loss when an answer falls into the row', () => {
    const track = new EchoTrack();
    track.lost(500, UNREACHABLE, false);
    track.lost(1_500, UNREACHABLE, false);
    expect(track.answered(1_000, false)).toBe(false);
    expect(track).toMatchObject({ lostInRow: 1, firstLostMs: 1_500, lastLostMs: 1_500 });
  });

  it('counts a chance row as loss, an outage and extra echoes not', () => {
    const track = new EchoTrack();
    track.answered(0, false);
    track.lost(1_000, LOST, false);
    track.lost(1_200, LOST, true);
    track.answered(1_400, true);
    expect(track.loss.all()).toEqual({ sent: 2, lost: 1 });
    track.lost(2_000, LOST, false);
    track.forgetRow();
    track.answered(3_000, false);
    expect(track.loss.all()).toEqual({ sent: 3, lost: 1 });
  });

  it('tells how most echoes of the row failed', () => {
    const track = new EchoTrack();
    track.lost(1, LOST, false);
    track.lost(2, UNREACHABLE, false);
    track.lost(3, UNREACHABLE, false);
    expect(track.commonOutcome()).toBe('unreachable');
  });
});
