/**
 * A Brownian path that can be asked for its increments, whoever keeps it: what `solve` and `ensemble` take as
 * `brownian` in place of a seed, so that steps of every size and every scheme see one path.
 */
import type { Increment, Need } from "./increment.js";

export interface BrownianPath {
  /** m */
  readonly sources: number;
  readonly from: number;
  readonly to: number;
  /** What it fills besides ΔW; all there is if left out. */
  readonly needs?: readonly Need[];
  /**
   * Times are rounded to multiples of this after `from`; 0, or left out, where they are not. Let it be small beside the
   * steps, for the increment of a step whose ends are rounded is one over as much more or less than h.
   */
  readonly spacing?: number;
  /** Whether its sources are correlated: schemes are made for independent ones. */
  readonly correlated?: boolean;
  /** Overwrites `out` with the increment over [s, u], from ≤ s ≤ u ≤ to, as far as `out` has room for its parts. */
  increment(s: number, u: number, out: Increment): void;
}
