/** The output folder's rules (CONTRACT "Command") for what `hsgd order` measured. */
import { requireKeys } from "../../estimators/input/index.js";
import {
  answers,
  type OrderReport,
  type OrderRequest,
  orderFigureSpec,
  renderPng,
  renderSvg,
} from "../report/index.js";
import { fontFiles } from "./fonts.js";
import { figureFiles, judgeKept, type Kept, type KeptJudgement } from "./kept-folder.js";

export const keptOrder: Kept<OrderReport> = {
  file: "order.json",
  drawn: figureFiles(
    (report) => renderSvg(orderFigureSpec(report)),
    (svg) => renderPng(svg, fontFiles()),
  ),
  isWhole: (report: OrderReport | null) =>
    report?.format === "homogenized-sgd/order" &&
    typeof report.problem.name === "string" &&
    [report.strong, report.weak].every((measured) => measured === null || measured.levels.length > 0),
  elsewhere: "elsewhere",
  other: "otherMeasurement",
};

export type OrderJudgement = KeptJudgement<OrderReport>;

/**
 * What would become of the folder, before the work whose result is to go there; reads only.
 *
 * @param folder path of the folder.
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
  return judgeKept(folder, keptOrder, (report) => answers(report, request), options.fresh);
}
