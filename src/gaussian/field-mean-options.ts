/** What is integrated over fields and noise, and what is known of it. */
import type { FieldIntegrand } from "./sample-block.js";
import type { Sheet } from "./sheets.js";

export interface FieldMeanOptions {
  readonly fields: number;
  readonly normals: number;
  /** Length of F. */
  readonly values: number;
  /** Where F is known not to be smooth: over the fields, then the normals. */
  readonly sheets: readonly Sheet[];
  readonly integrand: FieldIntegrand;
  /** Whether F may have kinks beside those sheets, curved ones: then lattices stand in wherever products do not settle. */
  readonly rough?: boolean;
  /** What the integrand's own rounding allows; as good as can be unless given. */
  readonly accuracy?: number;
  /** How far means `a` are from the better ones `b`, relative to what matters. */
  readonly deviation: (a: Float64Array, b: Float64Array) => number;
}
