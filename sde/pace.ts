/**
 * Runs slices of work without holding the event loop: progress is told and an AbortSignal heard between slices.
 * The clock only paces; nothing it says enters a result.
 */
import { InputError } from "../estimators/index.js";
import { requireFunction, show } from "../estimators/input/index.js";
import type { Progress } from "./march.js";

const millisecondsBetweenPauses = 30;

/** Runs slices to their end and tells how far they are, now and then. */
export type Pace = <Result>(
  slices: Generator<Progress, Result>,
  onProgress?: (fraction: Progress) => void,
) => Promise<Result>;

/**
 * A pace for one job, which may be several generators of slices one after the other: it pauses about every 30 ms.
 *
 * @param signal ends the job at the next slice.
 * @returns a function of slices and a listener that runs them; its promise is rejected with the signal's reason.
 * @example
 * ```ts
 * import { createPace, defineSde, eulerMaruyama, solveInSlices } from "homogenized-sgd/sde";
 * const decay = defineSde({ dimension: 1, noise: { kind: "none" }, drift: (t, x, out) => { out[0] = -x[0]; } });
 * const pace = createPace();
 * const path = await pace(solveInSlices(decay, { start: [8], to: 1, step: 0.5, scheme: eulerMaruyama }));
 * path.state[0]; // => 2
 * ```
 */
export function createPace(signal?: AbortSignal): Pace {
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function")
    throw new InputError(`signal is ${show(signal)}; give an AbortSignal, as an AbortController has`);
  let paused = performance.now();
  return async (slices, onProgress) => {
    if (onProgress !== undefined) requireFunction("onProgress", onProgress, "of the fraction done");
    for (;;) {
      signal?.throwIfAborted();
      const slice = slices.next();
      if (slice.done) return slice.value;
      if (performance.now() - paused > millisecondsBetweenPauses) {
        onProgress?.(slice.value);
        await new Promise((resume) => setTimeout(resume));
        paused = performance.now();
      }
    }
  };
}
