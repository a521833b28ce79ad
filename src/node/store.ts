/** The output folder's rules (CONTRACT "Command"): shown, refused, moved aside or written. */
import { lstat, mkdtemp, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { InputError } from "../../estimators/index.js";
import type { ResultJson } from "../comparison/index.js";
import { type Experiment, sameExperiment } from "../experiment/index.js";
import { errorCode } from "./files.js";
import { type FolderState, inspectFolder, unfinished } from "./folder-state.js";
import { type MovedAside, moveAside } from "./move-aside.js";
import { commandWays, notAFolder, occupied, orRefuse, refused } from "./refusals.js";

export interface FolderRequest {
  readonly experiment: Experiment;
  /** Run again even where a result is there, which is moved aside. */
  readonly fresh?: boolean | undefined;
}

export type Claim =
  | { readonly kind: "finished"; readonly result: ResultJson; readonly text: string }
  | { readonly kind: "ready"; readonly aside?: MovedAside };

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
  return state.kind === "free" ? { kind: "ready" } : { kind: "ready", aside: await moveAside(folder) };
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
  if (state.kind === "foreign") throw occupied(folder, state.kind, commandWays);
  if (fresh) return { kind: "aside" };
  if (state.kind !== "finished") throw occupied(folder, state.kind, commandWays);
  if (sameExperiment(state.result.experiment, experiment)) return state;
  throw occupied(folder, "otherExperiment", commandWays);
}

/** Tries a throw-away folder in the folder, or where it will be made; leaves nothing behind. */
export async function requireWritable(folder: string): Promise<void> {
  let existing = resolve(folder);
  for (;;) {
    const info = await stat(existing).catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") return undefined;
      if (errorCode(error) === "ENOTDIR") throw notAFolder(folder);
      throw refused(folder, "written", error);
    });
    if (info?.isDirectory()) break;
    if (info) throw notAFolder(folder);
    if (await isLink(existing))
      throw new InputError(
        `${folder} cannot be written: it or a part of its path is a link to nothing; choose another folder.`,
      );
    existing = dirname(existing);
  }
  await orRefuse(folder, "written", async () => rmdir(await mkdtemp(join(existing, unfinished))));
}

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (info) => info.isSymbolicLink(),
    () => false,
  );
