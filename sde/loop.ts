/** Which of the two loops makes a run's steps, and whose Brownian path it follows. */
import { InputError } from "../estimators/index.js";
import { show } from "../estimators/input/index.js";
import { createAttempt, requireControllable } from "./attempt.js";
import { driveBy } from "./brownian/driven.js";
import { followed } from "./brownian/followed.js";
import { controlledSteps } from "./control.js";
import { fixedSteps, stepTimes, timeRounding } from "./fixed.js";
import type { March, Progress } from "./march.js";
import type { SolveOptions } from "./options.js";
import type { SdeProblem } from "./problem.js";
import type { Save } from "./save.js";
import type { Solution } from "./solution.js";
import { requireTolerance } from "./tolerance.js";

export interface Loop {
  readonly advance: (march: March) => Generator<Progress, Solution>;
  /** What is to be saved, with times where they are known beforehand. */
  readonly saving: Save;
  /** Where increments come from a path and not from the march's stream: goes to the one with this index. */
  readonly path?: { begin(index: number): void } | undefined;
}

interface Run {
  readonly from: number;
  readonly to: number;
  /** null where none is given or needed. */
  readonly seed: number | null;
  readonly purpose: string;
  readonly mirrored: boolean;
}

export function createLoop(problem: SdeProblem, options: SolveOptions, run: Run): Loop {
  const { step, tolerance } = options;
  if (tolerance === undefined) return fixedLoop(problem, options, run);
  if (step !== undefined) throw new InputError("both step and tolerance are given; give one of the two");
  return controlledLoop(problem, { ...options, tolerance }, run);
}

function controlledLoop(
  problem: SdeProblem,
  { scheme, tolerance, brownian, save = {} }: SolveOptions & Required<Pick<SolveOptions, "tolerance">>,
  run: Run,
): Loop {
  requireTolerance(tolerance);
  requireControllable(problem, scheme, brownian !== undefined);
  const noisy = problem.sources > 0 || brownian !== undefined;
  if (noisy && save.stops)
    throw new InputError(
      "save.stops is given beside tolerance and noise, whose steps do not depend on what is saved; leave it out, or give maxStep",
    );
  if (noisy && run.mirrored)
    throw new InputError(
      "mirrored (or antithetic) is given beside tolerance, whose steps would differ from path to mirror; give step",
    );
  const path = noisy ? followed(brownian, problem, scheme, run) : undefined;
  const attempt = createAttempt(problem, scheme, path?.path);
  return { advance: (march) => controlledSteps(march, tolerance, attempt), saving: save, path };
}

function fixedLoop(problem: SdeProblem, options: SolveOptions, { from, to, mirrored }: Run): Loop {
  const { scheme, step, save = {}, brownian } = options;
  if (step === undefined || !(Number.isFinite(step) && step > 0))
    throw new InputError(
      `step is ${show(step)}; it must be a positive number (or give tolerance, for steps as long as their error allows)`,
    );
  if (timeRounding(from, to, step) > 0.01)
    throw new InputError(
      `step is ${show(step)}; beside times from ${from} to ${to} it is lost in rounding: take a longer one`,
    );
  // Known beforehand, the grid's times are saved like any others, so that all paths save equally many.
  const saving = save.times === "steps" ? { ...save, times: stepTimes(from, to, step) } : save;
  const path = brownian && driveBy(brownian, problem, scheme, { from, to, step });
  return { advance: fixedSteps(problem, path?.scheme ?? scheme, step, mirrored), saving, path };
}
