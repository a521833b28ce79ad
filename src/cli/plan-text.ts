/** A plan in words, for `--dry-run`. */
import type { Plan } from "./plan.js";
import { seconds } from "./progress.js";

export interface PlanSurroundings {
  readonly name: string;
  /** What would become of the output folder, as a clause. */
  readonly folder: string;
}

export function planText(plan: Plan, { name, folder }: PlanSurroundings): string {
  const rows = [
    ["method", "runs", "steps a run", "coordinate-steps", "time"],
    ...plan.methods.map(({ method, runs, steps, coordinateSteps, seconds: time }) => [
      method,
      String(runs),
      steps === null ? "adaptive" : steps.toLocaleString("en-US"),
      coordinateSteps === null ? "" : coordinateSteps.toExponential(1).replace("e+", "e"),
      `about ${seconds(time)}`,
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const table = rows.map(
    (row) =>
      `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ")}`,
  );
  return [
    `${name}: dimension ${plan.dimension}, ${spectrumText(plan)}`,
    ...table,
    ...(plan.hsgdStep === null ? [] : [`  hsgd step ${Number(plan.hsgdStep.toPrecision(4))}`]),
    `  in all about ${seconds(plan.seconds)} on this machine (less where runs diverge) and ${Math.ceil(plan.memory / 2 ** 20)} MB`,
    `  ${folder}; nothing was written`,
    "",
  ].join("\n");
}

const spectrumText = ({ atoms, nodes }: Plan): string =>
  nodes === null ? counted(atoms, "distinct eigenvalue") : counted(nodes, "quadrature node");

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;
