/**
 * What is known of a run before it is run: closed forms for least squares (THEORY §6), and for the rest the ODE. With τ_δ
 * and F(∞) of quadratic-problem.ts,
 *
 * | quantity           | value                                                                               |
 * |--------------------|-------------------------------------------------------------------------------------|
 * | stabilityThreshold | 2/τ_δ: at constant rates below it the risk stays bounded, above it grows             |
 * | noiseFloor         | R_∞ = F(∞)/(1 − γτ_δ/2) at the limit γ of the rate                                   |
 * | decayRate          | ρ, |R − R_∞| ~ e^{−ρt} (decay-rate.ts)                                               |
 * | optimalRate        | the constant rate of largest ρ; where noise, a ridge or a density leave no such, of least risk at the horizon |
 * | limitLearningRate  | lim γ(t) (limit-rate.ts)                                                            |
 * | exponents          | powers of t at late times (exponents.ts)                                            |
 */
import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { drain } from "../../sde/index.js";
import { createSetup, odeSlices, type Setup } from "../dynamics/index.js";
import { problem as assemble, type Problem, type ProblemData } from "../problem/index.js";
import { constant, type ScheduleInput } from "../schedules/index.js";
import { decayRate } from "./decay-rate.js";
import { type Exponents, exponents } from "./exponents.js";
import { type LimitRate, limitRate } from "./limit-rate.js";
import { minimumAbove0 } from "./minimum.js";
import { type QuadraticProblem, quadraticProblem } from "./quadratic-problem.js";

export interface PredictOptions {
  /** In t = k/d: for the optimal rate where the horizon decides, and the default period of a cosine. */
  readonly horizon?: number | undefined;
  /** Draws target and start at finite dimension; default 1. */
  readonly seed?: number | undefined;
}

export interface Prediction {
  readonly stabilityThreshold: number | null;
  readonly noiseFloor: number | null;
  readonly decayRate: number | null;
  readonly optimalRate: number | null;
  readonly limitLearningRate: number | null;
  readonly exponents: Exponents | null;
  /** Why a quantity is null, in a clause; and of a limit of 0 how it is come to, where that is known. */
  readonly reasons: Readonly<Partial<Record<PredictedQuantity, string>>>;
}

export type PredictedQuantity = Exclude<keyof Prediction, "reasons">;

const predictKeys = keysOf<PredictOptions>({ horizon: true, seed: true });

/** Of the optimal rate: a risk that is right to 1e-10 tells its minimum to about the root of that. */
const accuracy = 1e-5;

/**
 * What closed forms and the ODE say of a problem and a learning rate, without simulation.
 *
 * @param problem from `problem(…)`, or its plain data
 * @param schedule learning-rate schedule
 * @param options `horizon` (t = k/d), `seed`
 * @returns numbers; null with a reason where nothing is known
 * @throws InputError where options do not fit, as `simulate`
 * @see Collins-Woodfin et al., The High Line (2024)
 * @example
 * ```ts
 * import { predict, problem, atoms, leastSquares, constant, lineSearch } from "homogenized-sgd";
 * const twoAtoms = problem({ dimension: 2000, covariance: atoms([1.6, 0.4], [0.5, 0.5]),
 *   model: leastSquares({ noiseStd: 0.5 }) });
 * const { stabilityThreshold, noiseFloor, optimalRate, reasons } = predict(twoAtoms, constant(0.7));
 * stabilityThreshold; // => 2
 * noiseFloor; // => 0.19230769
 * optimalRate; // => null
 * reasons.optimalRate; // => "with noise it depends on the horizon, which was not given"
 * const noiseless = { ...twoAtoms.description, model: leastSquares() };
 * predict(noiseless, lineSearch()).limitLearningRate; // => 0.54364639
 * ```
 */
export function predict(
  problem: Problem | ProblemData,
  schedule: ScheduleInput,
  options: PredictOptions = {},
): Prediction {
  requireKeys("predict", options, predictKeys);
  const { horizon, seed } = options;
  if (horizon !== undefined && !(Number.isFinite(horizon) && horizon > 0))
    throw new InputError(`horizon is ${show(horizon)}; it must be a finite positive time in t = k/d`);
  const setup = createSetup(assemble(problem), {
    schedule,
    horizon: horizon ?? 1,
    ...(seed !== undefined && { seed }),
  });
  const quadratic = quadraticProblem(setup);
  const limit = limitRate(schedule, quadratic);
  const kind = typeof schedule === "function" ? "function" : schedule.kind;
  const found: Record<PredictedQuantity, number | Exponents | string> = {
    stabilityThreshold: ofQuadratic(setup, quadratic, threshold),
    noiseFloor: ofQuadratic(setup, quadratic, (known) => floor(known, limit)),
    decayRate: ofQuadratic(setup, quadratic, (known) => decay(known, limit)),
    optimalRate: optimal(setup, quadratic, horizon),
    limitLearningRate: limitNumber(limit),
    exponents: ofQuadratic(setup, quadratic, (known) => exponents(setup.problem, known, limit, kind)),
  };
  const reasons: Partial<Record<PredictedQuantity, string>> = {};
  for (const [name, value] of Object.entries(found))
    if (typeof value === "string") reasons[name as PredictedQuantity] = value;
  if (limit.kind === "vanishes" && limit.reason !== undefined) reasons.limitLearningRate = limit.reason;
  const values = Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, typeof value === "string" ? null : value]),
  );
  return { ...(values as Omit<Prediction, "reasons">), reasons };
}

function ofQuadratic<Value>(
  { problem: { model } }: Setup,
  quadratic: QuadraticProblem | undefined,
  of: (quadratic: QuadraticProblem) => Value | string,
): Value | string {
  if (quadratic === undefined)
    return `known for least squares without clip only, and the model is ${model.kind}${model.riskGradient ? " with clip" : ""}`;
  return quadratic.feedback > 0 ? of(quadratic) : "the covariance is zero";
}

const threshold = ({ feedback }: QuadraticProblem): number => 2 / feedback;

function floor({ feedback, flowLimit }: QuadraticProblem, limit: LimitRate): number | string {
  switch (limit.kind) {
    case "rests":
      return limit.risk;
    case "settles":
      if (!(limit.rate > 0)) return "the rate comes down to 0 before the risk has come to its floor";
      return limit.rate < 2 / feedback
        ? flowLimit / (1 - (limit.rate * feedback) / 2)
        : "the rate is not below the stability threshold";
    case "vanishes":
      return limit.flows ? flowLimit : "the rate comes down to 0 before the risk has come to its floor";
    case "unknown":
      return `the rate's limit is not known: ${limit.reason}`;
  }
}

function decay({ spectrum, ridge, feedback, discrete }: QuadraticProblem, limit: LimitRate): number | string {
  if (limit.kind !== "settles" || !(limit.rate > 0)) return "known where the rate settles above 0";
  if (ridge > 0) return "with a ridge there is no closed form";
  if (!discrete) return "a density has no slowest eigenvalue that its nodes would tell";
  if (!(limit.rate < 2 / feedback)) return "the rate is not below the stability threshold";
  return decayRate(spectrum, limit.rate);
}

function optimal(
  setup: Setup,
  quadratic: QuadraticProblem | undefined,
  horizon: number | undefined,
): number | string {
  const trace = setup.problem.spectrum.traceOverDimension;
  if (!(trace > 0)) return "the covariance is zero";
  const inside = "no constant rate stands out";
  if (quadratic?.noiseless && quadratic.ridge === 0 && quadratic.discrete) {
    const rate = (gamma: number) =>
      gamma < 2 / trace ? -decayRate(quadratic.spectrum, gamma) : Number.POSITIVE_INFINITY;
    return minimumAbove0(rate, 1 / trace, accuracy) ?? inside;
  }
  if (horizon === undefined)
    return `${quadratic && !quadratic.noiseless ? "with noise" : "here"} it depends on the horizon, which was not given`;
  const { problem, seed } = setup;
  const riskAtHorizon = (rate: number): number => {
    const own = createSetup(problem, { schedule: constant(rate), horizon, seed, save: { times: [horizon] } });
    return drain(odeSlices(own)).trajectory.statistics.risk[0];
  };
  return minimumAbove0(riskAtHorizon, 1 / trace, accuracy) ?? inside;
}

function limitNumber(limit: LimitRate): number | string {
  if (limit.kind === "unknown") return limit.reason;
  return limit.kind === "vanishes" ? 0 : limit.rate;
}
