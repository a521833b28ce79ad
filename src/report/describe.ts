/** The experiment in a few words: model, dimension, covariance, learning rate, runs. */
import type { ResultJson } from "../comparison/index.js";
import { count, missing, percent, shortNumber } from "./format.js";

type Data = Readonly<Record<string, unknown>>;

const object = (value: unknown): Data => (typeof value === "object" && value !== null ? (value as Data) : {});
const numbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === "number") : [];
const number = (value: unknown): string => shortNumber(typeof value === "number" ? value : null);
const words = (kind: unknown): string => String(kind ?? "").replaceAll("-", " ");

export interface ExperimentWords {
  readonly name: string;
  /** Model, d, covariance, ridge, γ: what is known of them. */
  readonly setting: readonly string[];
  readonly horizon: string;
  readonly seed: string;
}

export function describeExperiment({ experiment, diagnostics, times }: ResultJson): ExperimentWords {
  const problem = object(experiment.problem);
  const ridge = problem.ridge;
  return {
    name: String(experiment.name ?? "comparison"),
    setting: [
      describeModel(object(problem.model)),
      describeDimension(problem.dimension, diagnostics.rank),
      describeCovariance(object(problem.covariance)),
      typeof ridge === "number" && ridge > 0 ? `ridge ${number(ridge)}` : "",
      describeSchedule(object(experiment.schedule)),
    ].filter((phrase) => phrase !== ""),
    horizon: number(experiment.horizon ?? times[times.length - 1]),
    seed: String(object(experiment.ensemble).seed ?? missing),
  };
}

function describeModel(model: Data): string {
  const { kind, outputs, noiseStd, labels, variant, classes, activation, loss, clip } = model;
  const details = [variant, activation].flatMap((detail) => (typeof detail === "string" ? [detail] : []));
  if (typeof labels === "string") details.push(`${labels} labels`);
  if (typeof classes === "number") details.push(`${classes} classes`);
  if (typeof outputs === "number" && outputs > 1) details.push(count(outputs, "output"));
  if (typeof noiseStd === "number" && noiseStd > 0) details.push(`noise std ${number(noiseStd)}`);
  if (typeof clip === "number") details.push(`clipped at ${number(clip)}`);
  const name =
    kind === "expression" ? `loss ${loss}` : kind === "custom" ? "loss given by a function" : words(kind);
  return [name, ...details].join(", ");
}

function describeDimension(dimension: unknown, rank: number | null | undefined): string {
  if (typeof dimension === "number" && Number.isFinite(dimension)) return `d = ${dimension}`;
  if (dimension === "infinity" || dimension === null || dimension === Number.POSITIVE_INFINITY)
    return "d = ∞";
  return typeof rank === "number" ? `rank ${rank}` : "";
}

/** As many eigenvalues as are named one by one. */
const mostNamed = 4;

function describeCovariance(covariance: Data): string {
  const { nodes } = covariance;
  return `${describeKind(covariance)}${typeof nodes === "number" ? `, ${count(nodes, "node")}` : ""}`;
}

function describeKind(covariance: Data): string {
  const { kind, eigenvalues, weights, exponent, beta, ratio, min, max, features, map, rows } = covariance;
  switch (kind) {
    case "identity":
      return "identity covariance";
    case "atoms": {
      const values = numbers(eigenvalues);
      const shares = numbers(weights);
      if (values.length > mostNamed) return `${values.length} distinct eigenvalues`;
      return `eigenvalues ${values.map((value, j) => `${number(value)} (${percent(shares[j])})`).join(", ")}`;
    }
    case "eigenvalues":
      return "eigenvalues as listed";
    case "power-law":
      return `power-law spectrum, exponent ${number(exponent)}`;
    case "power-density":
      return `power-density spectrum, beta ${number(beta)}`;
    case "marchenko-pastur":
      return `Marchenko–Pastur spectrum, ratio ${number(ratio)}`;
    case "uniform":
      return `uniform spectrum from ${number(min)} to ${number(max)}`;
    case "density":
      return `spectrum of a given density from ${number(min)} to ${number(max)}`;
    case "data":
      return `data ${fileName(features)}${describeMap(map)}, rows ${rows === "normalize" ? "normalized" : "raw"}`;
    case "dense":
      return "covariance given as a matrix";
    default:
      return words(kind);
  }
}

const describeMap = (map: unknown): string => {
  const { kind, count } = Object(map);
  return kind === "relu" ? `, ${count} random ReLU features` : "";
};

/** The name alone: where a file lies is the reader's own affair. */
const fileName = (path: unknown): string =>
  String(path ?? "")
    .split(/[\\/]/)
    .at(-1) ?? "";

const timesOf = (factor: unknown): string =>
  typeof factor === "number" && factor !== 1 ? ` times ${number(factor)}` : "";

function describeSchedule(schedule: Data): string {
  const { kind, rate, power, timescale, rates, final, value, period } = schedule;
  const { eta, b, alpha, r0, eta0, factor } = schedule;
  switch (kind) {
    case "constant":
      return `γ = ${number(rate)}`;
    case "polynomial":
      return `γ(t) = ${number(rate)}/(1 + t/${number(timescale)})${power === 1 ? "" : `^${number(power)}`}`;
    case "piecewise":
      return numbers(rates).length > mostNamed
        ? `γ in ${numbers(rates).length} pieces`
        : `γ = ${numbers(rates).map(number).join(", then ")}`;
    case "cosine":
      return `γ from ${number(rate)} to ${number(final)} along a cosine up to t = ${number(period)}`;
    case "expression":
      return `γ(t) = ${String(value)}`;
    case "function":
      return "γ given by a function";
    case "adagrad-norm":
      return `AdaGrad-Norm, η = ${number(eta)}, b = ${number(b)}`;
    case "rmsprop-norm":
      return `RMSprop-Norm, η = ${number(eta)}, b = ${number(b)}, α = ${number(alpha)}`;
    case "dog":
      return `DoG, r₀ = ${number(r0)}, η₀ = ${number(eta0)}`;
    case "line-search":
      return `exact line search${timesOf(factor)}`;
    case "polyak":
      return `Polyak's rate${timesOf(factor)}`;
    default:
      return words(kind);
  }
}
