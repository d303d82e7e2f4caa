// What is painted, and into what: shared by the layer that holds a canvas and all who paint on it.

/** What a canvas shows. */
export interface PaintView {
  readonly zoom: number;
  /** px per px of zoom 0. */
  readonly factor: number;
  /** Position of the canvas's corner, px at this zoom. */
  readonly left: number;
  readonly top: number;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** How much of it lies beyond each edge of what is seen, px. */
  readonly beyondX: number;
  readonly beyondY: number;
}

/** Paints into a cleared context whose unit is the CSS px and whose origin is the canvas's corner. */
export type Paint = (context: CanvasRenderingContext2D, view: PaintView) => void;
