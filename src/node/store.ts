/** The output folder's rules (CONTRACT "Command"): shown, refused, moved aside or written. */
import { mkdtemp, rename, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { InputError } from "../../estimators/index.js";
import type { ResultJson } from "../comparison/index.js";
import { type Experiment, sameExperiment } from "../experiment/index.js";
import { errorCode } from "./files.js";
import { type FolderState, inspectFolder } from "./folder-state.js";
import { baseOf, numberedName } from "./free-name.js";
import { notAFolder, orRefuse, refused } from "./refusals.js";

export interface FolderRequest {
  readonly experiment: Experiment;
  /** Run again even where a result is there, which is moved aside. */
  readonly fresh?: boolean | undefined;
}

export type Claim =
  | { readonly kind: "finished"; readonly result: ResultJson; readonly text: string }
  | {
      readonly kind: "ready";
      /** Where an older result stands now. */
      readonly movedTo?: string;
      /** Puts it back, when no new one came of the run. */
      readonly release: () => Promise<void>;
    };

/**
 * Makes sure before a run that its result can be written.
 *
 * @returns the finished result of the same experiment, or a folder ready to be written.
 * @throws InputError where the folder belongs to something else or cannot be written.
 * @example
 * ```ts
 * import { parseExperiment, runExperiment } from "homogenized-sgd";
 * import { claimFolder, writeReport } from "homogenized-sgd/node";
 * const experiment = parseExperiment({
 *   problem: { dimension: 50, covariance: { kind: "identity" }, model: { kind: "least-squares" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1, methods: ["ode"] });
 * (await claimFolder("claimed", { experiment })).kind; // => "ready"
 * await writeReport(await runExperiment(experiment), "claimed");
 * (await claimFolder("claimed", { experiment })).kind; // => "finished"
 * ```
 */
export async function claimFolder(folder: string, request: FolderRequest): Promise<Claim> {
  const state = await judgeFolder(folder, request);
  if (state.kind === "finished") return state;
  await requireWritable(folder);
  if (state.kind === "free") return { kind: "ready", release: async () => {} };
  const movedTo = await numberedName(baseOf(folder));
  await orRefuse(folder, "moved aside", () => rename(folder, movedTo));
  return { kind: "ready", movedTo, release: () => rename(movedTo, folder) };
}

export type Judgement = Extract<FolderState, { kind: "free" | "finished" }> | { readonly kind: "aside" };

/**
 * What would become of the folder; reads only.
 *
 * @throws InputError where it belongs to something else.
 * @example
 * ```ts
 * import { parseExperiment } from "homogenized-sgd";
 * import { judgeFolder } from "homogenized-sgd/node";
 * const experiment = parseExperiment({
 *   problem: { dimension: 50, covariance: { kind: "identity" }, model: { kind: "least-squares" } },
 *   schedule: { kind: "constant", rate: 0.5 }, horizon: 1 });
 * await judgeFolder("nowhere-yet", { experiment }); // => { "kind": "free" }
 * ```
 */
export async function judgeFolder(
  folder: string,
  { experiment, fresh = false }: FolderRequest,
): Promise<Judgement> {
  const state = await inspectFolder(folder);
  if (state.kind === "free") return state;
  if (state.kind === "foreign")
    throw new InputError(
      `${folder} is not empty and holds no result of hsgd, so nothing is written there; choose another folder (--out).`,
    );
  if (fresh) return { kind: "aside" };
  if (state.kind === "interrupted")
    throw new InputError(
      `${folder} holds what an interrupted run finished; choose another folder (--out), or move it aside with --fresh.`,
    );
  if (sameExperiment(state.result.experiment, experiment)) return state;
  throw new InputError(
    `${folder} holds the finished result of another experiment; choose another folder (--out), or move the old one aside with --fresh.`,
  );
}

/** Tries a throw-away folder in the folder, or where it will be made; leaves nothing behind. */
async function requireWritable(folder: string): Promise<void> {
  let existing = resolve(folder);
  for (;;) {
    const info = await stat(existing).catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") return undefined;
      if (errorCode(error) === "ENOTDIR") throw notAFolder(folder);
      throw refused(folder, "written", error);
    });
    if (info?.isDirectory()) break;
    if (info) throw notAFolder(folder);
    existing = dirname(existing);
  }
  await orRefuse(folder, "written", async () => rmdir(await mkdtemp(join(existing, ".hsgd-"))));
}
