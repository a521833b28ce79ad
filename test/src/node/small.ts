/** A small experiment and its result, and folders that vanish after the test. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { ResultJson } from "../../../src/comparison/index.js";
import { type Experiment, parseExperiment, runExperiment } from "../../../src/experiment/index.js";

export const smallFile = `
problem: { dimension: 20, covariance: { kind: identity }, model: { kind: least-squares } }
schedule: { kind: constant, rate: 0.5 }
horizon: 1
ensemble: { runs: 2 }
save: { points: 3 }
`;

export const small = (changes: object = {}): Experiment =>
  parseExperiment({
    name: "small",
    problem: { dimension: 20, covariance: { kind: "identity" }, model: { kind: "least-squares" } },
    schedule: { kind: "constant", rate: 0.5 },
    horizon: 1,
    ensemble: { runs: 2 },
    save: { points: 3 },
    ...changes,
  });

export const resultOf = async (experiment: Experiment) => (await runExperiment(experiment)).toJSON();

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hsgd-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What an interruption leaves between homogenized SGD, all of whose runs are done, and SGD. */
export async function partialOf(experiment: Experiment): Promise<ResultJson> {
  const stop = new AbortController();
  let partial: ResultJson | undefined;
  const stopped = runExperiment(experiment, {
    signal: stop.signal,
    onProgress: ({ method, run, runs }) => {
      if (method === "hsgd" && run === runs) stop.abort();
    },
    onInterrupt: (result) => {
      partial = result.toJSON();
    },
  });
  await expect(stopped).rejects.toThrow("aborted");
  return partial!;
}
