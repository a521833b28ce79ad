import type { SampleSource } from "./samples.js";
import type { VectorObserver } from "./vector-observer.js";

/** Where SGD walks: its start W = [X | X*], its samples, and how its iterates are observed. */
export interface Walk {
  readonly method: string;
  /** d×m, column after column; the walk moves its first ℓ columns. */
  readonly state: Float64Array;
  readonly samples: SampleSource;
  readonly observer: VectorObserver;
}
