/**
 * Runs slices of work without holding the event loop: progress is told and an AbortSignal heard between slices.
 * The clock only paces; nothing it says enters a result.
 */
import type { Progress } from "../../sde/index.js";

const millisecondsBetweenPauses = 30;

export function createPace(
  signal?: AbortSignal,
): <Result>(
  slices: Generator<Progress, Result>,
  onProgress: (fraction: Progress) => void,
) => Promise<Result> {
  let paused = performance.now();
  return async (slices, onProgress) => {
    for (;;) {
      signal?.throwIfAborted();
      const slice = slices.next();
      if (slice.done) return slice.value;
      if (performance.now() - paused > millisecondsBetweenPauses) {
        onProgress(slice.value);
        await new Promise((resume) => setTimeout(resume));
        paused = performance.now();
      }
    }
  };
}
