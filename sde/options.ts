/** What a run is asked for. */
import { keysOf } from "../estimators/input/index.js";
import type { BrownianSource } from "./brownian/driven.js";
import type { Events } from "./events/event.js";
import type { Guard } from "./march.js";
import type { Seed } from "./random/index.js";
import type { Save } from "./save.js";
import type { Scheme } from "./schemes/scheme.js";
import type { Tolerance } from "./tolerance.js";

export interface SolveOptions {
  /** d numbers; the problem's own start if left out. */
  readonly start?: ArrayLike<number>;
  /** Default 0. */
  readonly from?: number;
  readonly to: number;
  readonly scheme: Scheme;
  /** Length of a step; the last one is shortened where it does not divide the interval. */
  readonly step?: number;
  /**
   * Instead of `step`: steps as long as their error allows. With noise, for schemes of strong order 1 or more; they follow
   * `brownian`, or a path of their own whose times are multiples of (to − from) 2^−30.
   */
  readonly tolerance?: Tolerance;
  /** A whole number, or a random-js engine to draw one from; needed where there is noise. */
  readonly seed?: Seed;
  /** The stream is keyed by (seed, purpose, path): another path never changes this one. */
  readonly purpose?: string;
  readonly path?: number;
  /**
   * Where steps take their increments from instead of the stream: a Brownian path, or a function of the path's
   * index that gives one. The same path serves every step size and every scheme; the seed is not needed then.
   */
  readonly brownian?: BrownianSource;
  /** The path of −W: every ΔW and H of the stream with its sign changed. Default false. */
  readonly mirrored?: boolean;
  /** Default: the last state. */
  readonly save?: Save;
  /** Calls a path diverged while it is still finite. */
  readonly guard?: Guard;
  /** What to watch for, by name: first passages of a level, exits from an interval. */
  readonly events?: Events;
}

export const solveKeys = keysOf<SolveOptions>({
  start: true,
  from: true,
  to: true,
  step: true,
  tolerance: true,
  scheme: true,
  seed: true,
  purpose: true,
  path: true,
  brownian: true,
  mirrored: true,
  save: true,
  guard: true,
  events: true,
});
export const guardKeys = keysOf<Guard>({ every: true, diverged: true });
