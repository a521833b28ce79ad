/**
 * What the figures have in common that show SGD drawing near to its limit as the dimension grows: medians and 10–90 %
 * bands of a statistic at several dimensions, and sup_t |φ_run − φ_ODE| of every run over the dimension, which theory has
 * fall like d^(−½).
 */
import { type CompareOptions, type ComparisonResult, compare, type ProblemData } from "homogenized-sgd";
import { bands, bootstrap, quantiles, slope, supDistance, supNorm } from "homogenized-sgd/estimators";
import type { FigureCurve, FigureOptions, FigureOutcome, FigurePanel } from "homogenized-sgd/node";
import { createStreams } from "homogenized-sgd/sde";

/** What of a comparison is drawn. */
export type Curves = Pick<ComparisonResult, "times" | "runs">;

/** One comparison for each dimension, smallest first. */
export interface AcrossDimensions {
  readonly dimensions: readonly number[];
  readonly results: readonly Curves[];
}

/** Compares at every dimension; the problem and its runs may depend on it. */
export async function acrossDimensions(
  dimensions: readonly number[],
  problemOf: (dimension: number) => ProblemData,
  optionsOf: (dimension: number) => CompareOptions,
  options: FigureOptions,
): Promise<AcrossDimensions> {
  const results: Curves[] = [];
  for (const dimension of dimensions)
    results.push(await compared(`d = ${dimension}`, problemOf(dimension), optionsOf(dimension), options));
  return { dimensions, results };
}

/** `compare`, stopped by the figure's signal, its methods one part of the figure's progress each. */
export function compared(
  part: string,
  problem: ProblemData,
  options: CompareOptions,
  { signal, onProgress }: FigureOptions,
): Promise<ComparisonResult> {
  return compare(problem, {
    ...options,
    ...(signal && { signal }),
    onProgress: ({ method, fraction }) => onProgress?.(`${part}, ${method}`, fraction),
  });
}

/** With one more statistic under a name of its own: the quotient of two, run by run. */
export const withRatios = (
  { dimensions, results }: AcrossDimensions,
  name: string,
  above: string,
  below: string,
): AcrossDimensions => ({
  dimensions,
  results: results.map(({ times, runs }) => ({
    times,
    runs: (method, statistic) => {
      if (statistic !== name) return runs(method, statistic);
      const divisors = runs(method, below);
      return runs(method, above).map((run, r) => run.map((value, i) => value / divisors[r][i]));
    },
  })),
});

/** Median and 10–90 % band over the runs of an ensemble. */
export function bandOf(
  result: Curves,
  method: string,
  statistic: string,
  { name, look }: Pick<FigureCurve, "name" | "look">,
): FigureCurve {
  const { quantiles: lines } = bands(result.runs(method, statistic), [0.1, 0.5, 0.9]);
  return { name, look, x: result.times, y: lines["0.5"], low: lines["0.1"], high: lines["0.9"] };
}

/** The median alone. */
export function medianOf(...of: Parameters<typeof bandOf>): FigureCurve {
  const { name, look, x, y } = bandOf(...of);
  return { name, look, x, y };
}

/** The one curve of the ODE. */
export const odeOf = (result: Curves, statistic: string, name = "ODE"): FigureCurve => ({
  name,
  look: "ode",
  x: result.times,
  y: result.runs("ode", statistic)[0],
});

/** A method's bands, one for each dimension, from pale to dark, with the ODE of the largest on top. */
export function bandsAcross(
  { dimensions, results }: AcrossDimensions,
  statistic: string,
  method: "sgd" | "hsgd" = "sgd",
): FigureCurve[] {
  const place = (i: number) => (dimensions.length === 1 ? 1 : i / (dimensions.length - 1));
  return [
    ...results.map((result, i) =>
      bandOf(result, method, statistic, { name: `d = ${dimensions[i]}`, look: place(i) }),
    ),
    odeOf(results[results.length - 1], statistic),
  ];
}

/** SGD at every dimension, under homogenized SGD (HSGD) and the ODE at the largest. */
export function bothAcross(across: AcrossDimensions, statistic: string): FigureCurve[] {
  const { dimensions, results } = across;
  const last = dimensions.length - 1;
  const name = `HSGD, d = ${dimensions[last]}`;
  const sgd = bandsAcross(across, statistic);
  return [
    ...sgd.slice(0, -1),
    bandOf(results[last], "hsgd", statistic, { name, look: "hsgd" }),
    sgd[last + 1],
  ];
}

/** SGD and homogenized SGD at one dimension, with the ODE on top. */
export const bothBeside = (result: Curves, statistic: string): FigureCurve[] => [
  bandOf(result, "sgd", statistic, { name: "SGD", look: "sgd" }),
  bandOf(result, "hsgd", statistic, { name: "homogenized SGD", look: "hsgd" }),
  odeOf(result, statistic),
];

export interface DistanceOptions {
  readonly method: "sgd" | "hsgd";
  readonly statistic: string;
  /** As the key and the outcome have it. */
  readonly name: string;
  readonly look: FigureCurve["look"];
}

/** A fitted slope counts as −½ where it is within two standard errors and this, for what higher powers of 1/d add. */
const tolerance = 0.1;

/**
 * Median of sup_t |φ_run − φ_ODE| / sup_t |φ_ODE| at every dimension with the 10–90 % of the runs, and the slope of its
 * logarithm over log d.
 */
export function distancesAcross(
  { dimensions, results }: AcrossDimensions,
  { method, statistic, name, look }: DistanceOptions,
): { readonly curve: FigureCurve; readonly outcome: FigureOutcome } {
  const distances = results.map((result) => {
    const [ode] = result.runs("ode", statistic);
    return result.runs(method, statistic).map((run) => supDistance(run, ode) / supNorm(ode));
  });
  const [low, median, high] = [0.1, 0.5, 0.9].map((p) => distances.map((some) => quantiles(some, [p])[0]));
  const logarithms = distances.map((some, i) => {
    const stream = createStreams(1, "bootstrap").stream(dimensions[i]);
    const statisticOf = (sample: readonly number[]) => Math.log(quantiles(sample, [0.5])[0]);
    return bootstrap(some, statisticOf, { uniform: () => stream.uniform(), resamples: 400 });
  });
  const fit = slope(
    dimensions.map(Math.log),
    logarithms.map(({ estimate }) => estimate),
    logarithms.map(({ standardError }) => standardError),
  );
  return {
    curve: { name, look, mark: "points", x: dimensions, y: median, low, high },
    outcome: {
      what: `slope in log d of the distance to the ODE, ${name}`,
      value: fit.slope,
      interval: fit.interval,
      expected: "−½",
      holds: Math.abs(fit.slope + 0.5) < tolerance + 2 * fit.standardError,
    },
  };
}

/** Of risk and learning rate of both (HSGD: homogenized SGD), the learning rate in the paler colours. */
export const bothDistances = (across: AcrossDimensions) =>
  [
    { method: "sgd", statistic: "risk", name: "SGD, risk", look: "sgd" } as const,
    { method: "sgd", statistic: "learningRate", name: "SGD, rate", look: "sgd-blocks" } as const,
    { method: "hsgd", statistic: "risk", name: "HSGD, risk", look: "hsgd" } as const,
    {
      method: "hsgd",
      statistic: "learningRate",
      name: "HSGD, rate",
      look: "hsgd-blocks",
    } as const,
  ].map((one) => distancesAcross(across, one));

/** The panel of such distances, under a line that falls like d^(−½). */
export function distancePanel(
  dimensions: readonly number[],
  curves: readonly FigureCurve[],
  title = "sup |SGD − ODE| / sup |ODE|",
): FigurePanel {
  const heights = curves.flatMap(({ high }) => dimensions.map((d, i) => high![i] * Math.sqrt(d)));
  const above = 1.15 * Math.max(...heights);
  const every = dimensions.length > 4 ? 2 : 1;
  const lowest = Math.min(...curves.flatMap(({ low }) => Array.from(low!)));
  return {
    title,
    x: { title: "dimension d", log: true, ticks: dimensions.filter((_, i) => i % every === 0) },
    // Above the line its name has room.
    y: { log: true, domain: [0.8 * lowest, (1.8 * above) / Math.sqrt(dimensions[0])] },
    curves: [
      ...curves,
      { name: "slope −½", look: "guide", x: dimensions, y: dimensions.map((d) => above / Math.sqrt(d)) },
    ],
  };
}

/** What stands under a panel of curves over time. */
export const time = { title: "t = k/d (samples / dimension)" };

/** Powers of two from 2^first to 2^last, every so many exponents. */
export const powersOfTwo = (first: number, last: number, every = 1): number[] =>
  Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => 2 ** (first + i * every));
