// Echo verdicts, one by one: the hot path. 10,000 of them a second pass through here.

import { ANSWERED, type EchoBatch, FLAG_BURST, FLAG_TAINTED } from '../domain/echo.ts';
import { beatGraceMs } from '../domain/link.ts';
import { isSilent, leaveBlindness } from './sight.ts';
import { type AnchorWatch, type EngineState, type LinkWatch, type Step, workingAgain } from './state.ts';
import { enter, works } from './transition.ts';

/** Takes a batch of verdicts; those of unknown keys belong to targets that are gone. */
export function takeEchoes(step: Step, batch: EchoBatch): void {
  const { targets } = step.state;
  const { count, key, sentMonoMs, rttMs, outcome, flags } = batch;
  for (let i = 0; i < count; i++) {
    const target = targets[key[i] ?? -1];
    if (!target) continue;
    const sentMs = sentMonoMs[i] ?? 0;
    const flag = flags[i] ?? 0;
    const burst = (flag & FLAG_BURST) !== 0;
    const tainted = (flag & FLAG_TAINTED) !== 0;
    if (target.kind === 'anchor') {
      if (!tainted) takeAnchorEcho(step, target.watch, sentMs, outcome[i] ?? 0, burst);
      continue;
    }
    const { watch } = target;
    watch.verdictMs = step.now.monoMs;
    if (!burst) watch.rounds.add(sentMs, outcome[i] ?? 0, rttMs[i] ?? 0, tainted);
    if (tainted) {
      watch.spoiledMs ??= step.now.monoMs;
      continue;
    }
    watch.spoiledMs = undefined;
    if (outcome[i] === ANSWERED) {
      watch.rttMs = measured(rttMs[i]);
      takeAnswer(step, watch, sentMs, burst);
    } else {
      takeLoss(step, watch, sentMs, outcome[i] ?? 0, burst);
    }
  }
}

/** Beats have no round-trip time; it is not 0, it is not there. */
function measured(rttMs: number | undefined): number | undefined {
  return rttMs === undefined || Number.isNaN(rttMs) ? undefined : rttMs;
}

function takeAnchorEcho(
  step: Step,
  anchor: AnchorWatch,
  sentMs: number,
  outcome: number,
  burst: boolean,
): void {
  if (outcome !== ANSWERED) {
    if (anchor.track.lost(sentMs, outcome, burst) && anchor.track.lostInRow === 1)
      step.state.burstsStale = true;
    return;
  }
  // An anchor that was out of order lost nothing by chance: its row would make blindness take minutes to see for an hour.
  if (anchor.track.lostInRow > 0 && isSilent(step.state, anchor)) anchor.track.forgetRow();
  if (anchor.track.answered(sentMs, burst)) step.state.burstsStale = true;
  see(step, sentMs);
  step.state.vouchedMs = Number.NEGATIVE_INFINITY;
}

function see(step: Step, sentMs: number, vouchMs = 0): void {
  const { state } = step;
  if (sentMs > state.seenMs) state.seenMs = sentMs;
  const sighted = state.blind !== undefined && sentMs > state.blind.provedMs;
  if (sighted) leaveBlindness(step, sentMs);
  if (sighted || sentMs <= state.vouchedMs) state.vouchedMs = Math.max(state.vouchedMs, sentMs + vouchMs);
}

/**
 * A beat that ends blindness shows that the anchors are silent for reasons of their own. They would be believed again in
 * seconds, long before the next beat: until that one is missing, beats are.
 */
function vouchMsOf({ link }: LinkWatch): number {
  const { beat } = link.device;
  return beat ? beat.everyMs + beatGraceMs(beat) : 0;
}

function takeAnswer(step: Step, watch: LinkWatch, sentMs: number, burst: boolean): void {
  const { state } = step;
  const { track } = watch;
  see(step, sentMs, vouchMsOf(watch));
  if (watch.link.stage === 'active') {
    if (sentMs > watch.toSight.seenMs) watch.toSight.seenMs = sentMs;
    if (sentMs > watch.fromSight.seenBehindMs) watch.fromSight.seenBehindMs = sentMs;
  }
  if (!works(watch.state) && sentMs < watch.fromMs) return;
  if (watch.outage) track.forgetRow();
  if (track.answered(sentMs, burst) || watch.outage) {
    if (state.suspects.delete(watch)) state.burstsStale = true;
  }
  if (works(watch.state) || state.blind) return;
  const needed = neededAnswers(state, watch);
  if (track.answeredInRow >= needed) {
    enter(step, watch, { ...workingAgain(watch), since: { monoMs: track.firstAnsweredMs } });
  } else if (!state.recovering.has(watch)) {
    state.recovering.add(watch);
    state.burstsStale = true;
  }
}

/**
 * A beat is a whole conversation, with packets both ways under a secret: two in a row say more than five echoes, and at
 * one a minute five would keep a working link down on the screen for as long.
 */
const RECOVER_BEATS = 2;

function neededAnswers(state: EngineState, watch: LinkWatch): number {
  const { recoverEchoes } = state.config.network.settings;
  if (watch.link.stage === 'planned') return recoverEchoes;
  if (!watch.outage) return 1;
  return watch.link.device.beat ? Math.min(RECOVER_BEATS, recoverEchoes) : recoverEchoes;
}

function takeLoss(step: Step, watch: LinkWatch, sentMs: number, outcome: number, burst: boolean): void {
  const { state } = step;
  if (sentMs <= watch.rowAfterMs || !watch.track.lost(sentMs, outcome, burst)) return;
  if (watch.track.answeredInRow === 0 && state.recovering.delete(watch)) state.burstsStale = true;
  if (state.blind || watch.state === 'down') return;
  if (watch.link.stage === 'planned' && watch.state === 'unknown') return;
  if (state.suspects.has(watch)) return;
  state.suspects.add(watch);
  state.burstsStale = true;
}
