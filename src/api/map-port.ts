// What the API asks of whoever knows what lies under the map (src/app/map-desk.ts).

/** A `MapView` (src/domain/geo-map.ts) as it is sent, made once per plan. */
export interface MapBytes {
  readonly json: Uint8Array;
  /** The same with gzip. */
  readonly gzip: Uint8Array;
  /** Strong entity tag with its quotes; that of the gzip has a suffix. */
  readonly etag: string;
}

/** The map of the plan in force. */
export interface MapPort {
  /** Rejects with an Error that says why the coast cannot be had; the next call tries again. */
  bytes(): Promise<MapBytes>;
}
