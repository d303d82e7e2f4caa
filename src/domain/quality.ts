// What loss, delay and jitter mean for those who talk over a link: the E-model's R and MOS, and the index that Indonesia
// calls TIPHON. Formulas with their sources; the default of each is named.

/** What one round (or any window) says about a link. */
export interface QualityFigures {
  readonly rttMs: number;
  readonly jitterMs: number;
  /** 0 to 100. */
  readonly lossPct: number;
}

/** Ways to an R-factor. `g107` is the default. */
export const R_MODELS = ['g107', 'cole-rosenbluth', 'effective-latency'] as const;
/** One of {@link R_MODELS}. */
export type RModel = (typeof R_MODELS)[number];

/** Default R without any impairment (ITU-T G.107, 2011: 93.2; Cole and Rosenbluth, 2001: 94.2). */
const R0_G107 = 93.2;
const R0_COLE = 94.2;
/** Packet loss robustness of G.711 with loss concealment (ITU-T G.113 Appendix I). */
const BPL_G711_PLC = 25.1;

/** One-way delay in ms as a talker has it: half the RTT, a jitter buffer of two jitters, 10 ms for the codec. */
export function mouthToEarMs({ rttMs, jitterMs }: QualityFigures): number {
  return rttMs / 2 + 2 * jitterMs + 10;
}

/** R-factor, at most the model's own best; below 0 where nobody could talk. */
export function rFactor(figures: QualityFigures, model: RModel = 'g107'): number {
  switch (model) {
    case 'g107':
      return R0_G107 - delayImpairment(mouthToEarMs(figures)) - lossImpairment(figures.lossPct);
    case 'cole-rosenbluth': {
      const d = mouthToEarMs(figures);
      const idd = 0.024 * d + (d > 177.3 ? 0.11 * (d - 177.3) : 0);
      return R0_COLE - idd - 30 * Math.log(1 + 15 * (figures.lossPct / 100));
    }
    case 'effective-latency': {
      const latency = mouthToEarMs(figures);
      if (latency >= 1_000) return 0;
      const delayed = latency < 160 ? R0_G107 - latency / 40 : R0_G107 - (latency - 120) / 10;
      return delayed - 2.5 * figures.lossPct;
    }
  }
}

/** Idd of ITU-T G.107 section 7.4 with sT = 1. */
function delayImpairment(taMs: number): number {
  if (taMs <= 100) return 0;
  const x = Math.log2(taMs / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}

/** Ie,eff of ITU-T G.107 section 7.5: G.711 with concealment (Ie = 0), random loss (BurstR = 1). */
function lossImpairment(lossPct: number): number {
  return (95 * lossPct) / (lossPct + BPL_G711_PLC);
}

/** Mean opinion score of an R-factor, 1 to 4.5 (ITU-T G.107 Annex B; its cubic dips below 1 for R < 6.52). */
export function mosOf(r: number): number {
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** Mean opinion score of a window; undefined where nothing came back, since there is no delay to speak of. */
export function mos(figures: QualityFigures | undefined, model: RModel = 'g107'): number | undefined {
  return figures && mosOf(rFactor(figures, model));
}

/** Readings of the loss column, both in print: upper bounds 0, 3, 15, 25 % (the default), or bands from 0, 3, 15, 25 %. */
export const TIPHON_READINGS = ['bounds', 'bands'] as const;
/** One of {@link TIPHON_READINGS}. */
export type TiphonReading = (typeof TIPHON_READINGS)[number];

/** Indices of one window, 1 to 4 each, and their mean. "TIPHON (praktik Indonesia)", never "ETSI". */
export interface TiphonIndex {
  readonly delay: 1 | 2 | 3 | 4;
  readonly jitter: 1 | 2 | 3 | 4;
  readonly loss: 1 | 2 | 3 | 4;
  /** Mean of the three; throughput needs an active test and is left out. */
  readonly index: number;
}

/** TIPHON index of a window. Delay is the RTT, as in practice; jitter is rounded to whole ms, or 0 would never be met. */
export function tiphon(figures: QualityFigures, reading: TiphonReading = 'bounds'): TiphonIndex {
  const jitterMs = Math.round(figures.jitterMs);
  const delay = figures.rttMs < 150 ? 4 : figures.rttMs < 300 ? 3 : figures.rttMs < 450 ? 2 : 1;
  const jitter = jitterMs === 0 ? 4 : jitterMs <= 75 ? 3 : jitterMs <= 125 ? 2 : 1;
  const loss = tiphonLoss(figures.lossPct, reading);
  return { delay, jitter, loss, index: (delay + jitter + loss) / 3 };
}

function tiphonLoss(lossPct: number, reading: TiphonReading): 1 | 2 | 3 | 4 {
  if (reading === 'bands') return lossPct < 3 ? 4 : lossPct < 15 ? 3 : lossPct < 25 ? 2 : 1;
  return lossPct <= 0 ? 4 : lossPct <= 3 ? 3 : lossPct <= 15 ? 2 : 1;
}

/** Category of a TIPHON index, best first. */
export const TIPHON_CATEGORIES = ['very-satisfying', 'satisfying', 'less-satisfying', 'poor'] as const;
/** One of {@link TIPHON_CATEGORIES}: Sangat Memuaskan, Memuaskan, Kurang Memuaskan, Jelek. */
export type TiphonCategory = (typeof TIPHON_CATEGORIES)[number];

/** The category an index falls into; no gaps between them. */
export function tiphonCategory(index: number): TiphonCategory {
  if (index >= 3.8) return 'very-satisfying';
  if (index >= 3) return 'satisfying';
  return index >= 2 ? 'less-satisfying' : 'poor';
}
