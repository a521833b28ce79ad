/** The output folder's rules (CONTRACT "Command") for what `hsgd order` measured. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../estimators/index.js";
import { requireKeys, requireText } from "../../estimators/input/index.js";
import { answers, type OrderReport, type OrderRequest } from "../report/index.js";
import { listFolder, unfinished } from "./folder-state.js";
import { commandWays, occupied } from "./refusals.js";
import { requireWritable } from "./store.js";

export const orderFile = "order.json";
export const orderFigures = ["figure.svg", "figure.png"] as const;

export type OrderFolder =
  | { readonly kind: "free" | "damaged" | "elsewhere" }
  | { readonly kind: "finished"; readonly report: OrderReport; readonly text: string };

/** What is in a folder that orders are to be written to; reads only. */
export async function inspectOrderFolder(folder: string): Promise<OrderFolder> {
  requireText("folder", folder);
  if (folder === "")
    throw new InputError("The output folder's name is empty; give the path of a folder, as out/mine.");
  const entries = (await listFolder(folder)).filter((entry) => !entry.startsWith(unfinished));
  if (entries.length === 0) return { kind: "free" };
  if (!entries.includes(orderFile)) return { kind: "elsewhere" };
  const text = await readFile(join(folder, orderFile), "utf8").catch(() => "");
  const report = readReport(text);
  if (report) return { kind: "finished", report, text };
  const ours: readonly string[] = [orderFile, ...orderFigures];
  return { kind: entries.every((entry) => ours.includes(entry)) ? "damaged" : "elsewhere" };
}

function readReport(text: string): OrderReport | undefined {
  try {
    const report = JSON.parse(text) as OrderReport | null;
    const whole =
      report?.format === "homogenized-sgd/order" &&
      typeof report.problem.name === "string" &&
      [report.strong, report.weak].every((measured) => measured === null || measured.levels.length > 0);
    return whole ? report : undefined;
  } catch {
    return undefined;
  }
}

export type OrderJudgement =
  | { readonly kind: "free" | "aside" }
  | { readonly kind: "finished"; readonly report: OrderReport; readonly text: string };

/**
 * What would become of the folder, before the work whose result is to go there; reads only.
 *
 * @param folder path of the folder, which may not be there yet.
 * @param request what is to be measured.
 * @param options `fresh`: another measurement that is there may be moved aside.
 * @returns "finished", with the report, where it holds what is asked for; "aside" where another one is to be moved.
 * @throws InputError where it belongs to something else or cannot be written.
 * @example
 * ```ts
 * import { judgeOrderFolder } from "homogenized-sgd/node";
 * const request = { problem: "tangent", scheme: "milstein", seed: 1, strong: { levels: [4, 9], paths: 1000 }, weak: null };
 * await judgeOrderFolder("orders-yet-to-come", request); // => { "kind": "free" }
 * ```
 */
export async function judgeOrderFolder(
  folder: string,
  request: OrderRequest,
  options: { readonly fresh?: boolean | undefined } = {},
): Promise<OrderJudgement> {
  requireKeys("request", request, ["problem", "scheme", "seed", "strong", "weak"], "request");
  requireKeys("judgeOrderFolder", options, ["fresh"], "options");
  const state = await inspectOrderFolder(folder);
  if (state.kind === "elsewhere") throw occupied(folder, state.kind, commandWays);
  if (state.kind === "finished" && !options.fresh && answers(state.report, request)) return state;
  if (state.kind !== "free" && !options.fresh)
    throw occupied(folder, state.kind === "damaged" ? "damaged" : "otherMeasurement", commandWays);
  await requireWritable(folder);
  return { kind: state.kind === "free" ? "free" : "aside" };
}
