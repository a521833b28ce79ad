/** What a user must be told beside the numbers: a code to test for, and a sentence to read. */
import type { OdeRun, Setup, Trajectory } from "../dynamics/index.js";
import { type Interrupted, runsDoneInWords } from "./interrupted.js";
import type { Warning } from "./result.js";

/** γ λ_max / d beyond this: SGD and the ODE part in the top direction (THEORY §1). */
const concentrationLimit = 0.1;

/** λ_max / tr K that no stable rate (γ tr K / d < 2) brings beyond the limit. */
const smallShare = concentrationLimit / 2;

/** γ λ_max / d is γ tr K / d times λ_max / tr K: the sentence names the factor that is large, or both. */
export function concentratedSpectrum({ problem }: Setup, { largestRate }: OdeRun): Warning[] {
  const { largest, traceOverDimension } = problem.spectrum;
  const ratio = (largestRate * largest) / problem.dimension;
  if (!(ratio > concentrationLimit)) return [];
  const carriesMuch = largest > smallShare * traceOverDimension * problem.dimension;
  const size = largestRate * traceOverDimension;
  const largeRate = `learning rate is large, γ tr K / d reaching ${size.toPrecision(2)} where least squares is stable below 2`;
  const cause = !carriesMuch
    ? `The ${largeRate}`
    : `The largest eigenvalue carries much of the trace${size >= 2 ? `, and the ${largeRate}` : ""}`;
  const dimensions = carriesMuch
    ? "in the top direction at any dimension"
    : "in the top direction, less at a lower rate or in more dimensions";
  return [
    {
      code: "concentrated-spectrum",
      message: `${cause}: γ λ_max / d reaches ${ratio.toPrecision(2)}, above ${concentrationLimit}, so expect a relative error of about that size between SGD and the ODE ${dimensions}.`,
    },
  ];
}

/** Relative error of an expectation that a user would not see in any curve (CONTRACT `quadrature`). */
const quadratureLimit = 1e-6;

export function coarseQuadrature({ quadratureError }: OdeRun): Warning[] {
  if (!(quadratureError > quadratureLimit)) return [];
  return [
    {
      code: "quadrature",
      message: `The model's risk, gradient and noise are expectations without a closed form, integrated here to about ${quadratureError.toPrecision(1)} of their size, above ${quadratureLimit}: expect the ODE and HSGD to be off by about as much, less with fewer outputs or smaller norms.`,
    },
  ];
}

export function divergedRuns(method: string, runs: readonly Trajectory[], divergence: number): Warning[] {
  const times = runs.flatMap((run) => (run.divergedAt === undefined ? [] : [run.divergedAt]));
  if (times.length === 0) return [];
  const first = times.reduce((a, b) => Math.min(a, b));
  return [
    {
      code: "diverged",
      message: `${times.length} of ${runs.length} ${method} runs diverged, the first at t = ${Number(first.toPrecision(4))}: their risk was not finite or above ${divergence} times its initial value; from then on they are left out of means and count as infinite in quantiles.`,
    },
  ];
}

export function divergedCurve(method: string, [curve]: readonly Trajectory[]): Warning[] {
  if (curve?.divergedAt === undefined) return [];
  return [
    {
      code: "diverged",
      message: `The ${method} curve diverged at t = ${Number(curve.divergedAt.toPrecision(4))}: no finite number follows, its values are null from then on, and agreement with it counts the times before alone.`,
    },
  ];
}

export function interruptedRuns(interrupted: Interrupted): Warning[] {
  const done = runsDoneInWords(interrupted).join(", ") || "the ODE";
  return [
    {
      code: "interrupted",
      message: `The comparison was interrupted after ${done}: this is a partial result, whose curves and agreement are those of the runs done.`,
    },
  ];
}
