/** What a user must be told beside the numbers: a code to test for, and a sentence to read. */
import type { OdeRun, Setup, Trajectory } from "../dynamics/index.js";
import { type Interrupted, runsDoneInWords } from "./interrupted.js";
import type { Warning } from "./result.js";

/** γ λ_max / d beyond this: one direction carries too much of the trace for the theory to hold (THEORY §1). */
const concentrationLimit = 0.1;

export function concentratedSpectrum({ problem }: Setup, { largestRate }: OdeRun): Warning[] {
  const ratio = (largestRate * problem.spectrum.largest) / problem.dimension;
  if (!(ratio > concentrationLimit)) return [];
  return [
    {
      code: "concentrated-spectrum",
      message: `The largest eigenvalue carries much of the trace: γ λ_max / d reaches ${ratio.toPrecision(2)}, above ${concentrationLimit}, so expect a relative error of about that size between SGD and the ODE in the top direction at any dimension.`,
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

export const interruptedRuns = (interrupted: Interrupted): Warning[] => [
  {
    code: "interrupted",
    message: `The comparison was interrupted after ${runsDoneInWords(interrupted).join(", ")}: this is a partial result, whose curves and agreement are those of the runs done.`,
  },
];
