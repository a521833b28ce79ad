/**
 * The statistics of an iterate, from its centred overlaps [E | X*]ᵀ q(K) [E | X*] (m×m, student first; E = X − X*
 * where student and teacher match, else X: src/models/centred.ts), with B those of [X | X*]:
 *
 * | statistic    | weight q(λ) | value                                                     |
 * |--------------|-------------|-----------------------------------------------------------|
 * | risk         | λ           | h(B), B = WᵀKW; without the ridge term                    |
 * | excessRisk   | λ           | h(B) less the best attainable                             |
 * | distance     | 1           | ‖X − X*‖²                                                 |
 * | norm         | 1           | ‖X‖²                                                      |
 * | learningRate |             | γ                                                         |
 * | overlap.i.k  | λ           | B_ik, i ≤ k, counted from 1                               |
 * | gradientNorm | λ²          | ‖∇R‖² = tr Gᵀ(WᵀK²W)G                                     |
 * | cosine       | 1           | ⟨X, X*⟩ / (‖X‖‖X*‖)                                       |
 * | a quadratic  | q(λ)        | Σ_j q(λ_j) × atom j's share of ‖X − X*‖²                  |
 *
 * Where the model cannot tell X from −X (`even`), distance and quadratics are those from the nearer of X* and −X* (by
 * ‖X ∓ X*‖²), while cosine and overlaps keep their sign.
 *
 * The same functions serve vectors and atoms, which differ only in how they form the overlaps. Where the target of a
 * problem at infinite dimension has no norm, what needs it (distance, norm, cosine) is NaN.
 */

import {
  cosine,
  gradientSquaredNorm,
  InputError,
  squaredDistance,
  squaredNorm,
} from "../../estimators/index.js";
import {
  requireFunction,
  requireKeys,
  requireList,
  requireText,
  show,
} from "../../estimators/input/index.js";
import { centredModel, type Model, uncentre } from "../models/index.js";

/** A statistic asked for besides the five that are always there. */
export type StatisticRequest =
  | "overlaps"
  | "gradientNorm"
  | "cosine"
  | { readonly name: string; readonly quadratic: string | ((lambda: number) => number) };

/** q(λ) for every eigenvalue of a spectrum; a quadratic must be a number at each. */
export function spectralWeights(q: (lambda: number) => number, eigenvalues: Float64Array): Float64Array {
  return eigenvalues.map((lambda) => {
    const weight = q(lambda);
    if (!Number.isFinite(weight))
      throw new InputError(
        `A quadratic of save.statistics is ${show(weight)} at the eigenvalue ${lambda}; it must be a number at every eigenvalue: change it`,
      );
    return weight;
  });
}

export interface Observer {
  readonly names: readonly string[];
  /** The weights q of the centred overlap matrices `observe` wants; the first is λ. */
  readonly weights: readonly ((lambda: number) => number)[];
  /** Writes one number per name. */
  observe(overlaps: readonly Float64Array[], rate: number, out: Float64Array): void;
}

/** X* → −X* in the overlaps of [X | X*]. */
function mirrorTeacher(S: Float64Array, outputs: number, teacherOutputs: number): void {
  const m = outputs + teacherOutputs;
  for (let i = 0; i < outputs; i++)
    for (let n = outputs; n < m; n++) {
      S[i * m + n] = -S[i * m + n];
      S[n * m + i] = -S[n * m + i];
    }
}

/** Whether −X* is nearer to X than X* is: ⟨X, X*⟩ = ⟨E, X*⟩ + ‖X*‖² is negative. */
function isOpposite(S: Float64Array, outputs: number): boolean {
  const m = 2 * outputs;
  let inner = 0;
  for (let i = 0; i < outputs; i++) inner += S[i * m + outputs + i] + S[(outputs + i) * m + outputs + i];
  return inner < 0;
}

type Statistic = (overlaps: readonly Float64Array[], rate: number) => number;

const alwaysNames = ["risk", "excessRisk", "distance", "learningRate", "norm"];

/** @param mirrored whether the overlaps are those with −X* in the place of X* (setup.ts). */
export function createObserver(
  model: Model,
  mirrored: boolean,
  requests: readonly StatisticRequest[],
  compile: (text: string, place: string) => (lambda: number) => number,
): Observer {
  const centred = centredModel(model);
  const { outputs, teacherOutputs, matched, even } = centred;
  const m = outputs + teacherOutputs;
  const weights: ((lambda: number) => number)[] = [(lambda) => lambda, () => 1];
  const raw = new Float64Array(m * m);
  /** The overlaps of [X | X*], or of [X | −X*], in the place of the centred ones. */
  const ofIterate =
    (index: number, of: (S: Float64Array) => number, opposite = mirrored): Statistic =>
    (overlaps) => {
      uncentre(overlaps[index], outputs, teacherOutputs, raw);
      if (opposite) mirrorTeacher(raw, outputs, teacherOutputs);
      return of(raw);
    };
  const distanceWith = (index: number): Statistic => {
    if (!matched) return () => Number.NaN;
    const near: Statistic = (overlaps) => squaredNorm(overlaps[index], outputs);
    const far = ofIterate(index, (S) => squaredDistance(S, outputs), true);
    return even ? (overlaps) => (isOpposite(overlaps[1], outputs) ? far : near)(overlaps, 0) : near;
  };

  const names = [...alwaysNames];
  const statistics: Statistic[] = [
    ([C]) => centred.risk(C),
    ([C]) => centred.excessRisk(C) ?? Number.NaN,
    distanceWith(1),
    (_, rate) => rate,
    ofIterate(1, (S) => squaredNorm(S, outputs)),
  ];
  const add = (name: string, statistic: Statistic) => {
    if (names.includes(name))
      throw new InputError(
        `save.statistics has ${show(name)}, a name that is taken; list each statistic once, under a name of its own`,
      );
    names.push(name);
    statistics.push(statistic);
  };

  requireList("save.statistics", requests, "of overlaps, gradientNorm, cosine, and { name, quadratic }");
  for (const [n, request] of Array.from(requests).entries()) {
    const place = `save.statistics[${n}]`;
    if (request === "overlaps") {
      for (let i = 0; i < m; i++)
        for (let k = i; k < m; k++)
          add(
            `overlap.${i + 1}.${k + 1}`,
            ofIterate(0, (B) => B[i * m + k]),
          );
    } else if (request === "gradientNorm") {
      const index = weights.push((lambda) => lambda * lambda) - 1;
      const G = new Float64Array(m * outputs);
      add("gradientNorm", (overlaps) => {
        centred.riskGradient(overlaps[0], G);
        return gradientSquaredNorm(overlaps[index], G, outputs);
      });
    } else if (request === "cosine") {
      add("cosine", matched ? ofIterate(1, (S) => cosine(S, outputs)) : () => Number.NaN);
    } else if (typeof request !== "object" || request === null) {
      throw new InputError(
        `${place} is ${show(request)}; save.statistics takes overlaps, gradientNorm, cosine, and { name, quadratic }`,
      );
    } else {
      requireKeys("a quadratic statistic", request, ["name", "quadratic"], place);
      const { name, quadratic } = request;
      requireText(`${place}.name`, name);
      if (typeof quadratic !== "string")
        requireFunction(`${place}.quadratic`, quadratic, 'of lambda, or a formula such as "lambda^2"');
      add(
        name,
        distanceWith(
          weights.push(typeof quadratic === "string" ? compile(quadratic, `${place}.quadratic`) : quadratic) -
            1,
        ),
      );
    }
  }

  return {
    names,
    weights,
    observe(overlaps, rate, out) {
      for (let i = 0; i < statistics.length; i++) out[i] = statistics[i](overlaps, rate);
    },
  };
}
