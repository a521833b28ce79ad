/**
 * Functionals of an iterate, from its overlap matrices WᵀqW (m×m row by row, student before teacher; THEORY §1):
 *
 *     R = h(B),   ‖X − X*‖² = tr(S_xx − 2S_x* + S_**),   ‖X‖² = tr S_xx,
 *     ‖∇R‖² = tr Gᵀ(WᵀK²W)G,   cos = ⟨X, X*⟩ / (‖X‖‖X*‖)
 *
 * B → `B` = WᵀKW, S → `S` = WᵀW (or WᵀqW, which makes every distance a weighted one), WᵀK²W → `K2`, G → `G`,
 * ℓ → `outputs`, m → `m`.
 */
import { requireCallable, requireSeries, requireWhole } from "./checks.js";
import { keysOf, requireKeys } from "./input/index.js";
import { InputError } from "./input-error.js";

/**
 * Risk of an iterate, R = h(B).
 *
 * @param h a model's risk as a function of B.
 * @param B WᵀKW, m×m row by row.
 * @returns what h answers; the ridge term is not in it.
 * @see THEORY §2.
 * @example
 * ```ts
 * import { risk } from "homogenized-sgd/estimators";
 * const leastSquares = (B: Float64Array) => 0.5 * (B[0] - 2 * B[1] + B[3] + 0.25);
 * risk(leastSquares, Float64Array.of(0, 0, 0, 1)); // => 0.625
 * ```
 */
export function risk(h: (B: Float64Array) => number, B: Float64Array): number {
  requireCallable("risk", "h", h);
  requireSeries("risk", "B", B);
  return h(B);
}

/**
 * Risk above the best attainable, h(B) − best.
 *
 * @param h a model's risk as a function of B.
 * @param B WᵀKW, m×m row by row.
 * @param best the least attainable risk, in the unit of h.
 * @see THEORY §2.
 * @example
 * ```ts
 * import { excessRisk } from "homogenized-sgd/estimators";
 * const leastSquares = (B: Float64Array) => 0.5 * (B[0] - 2 * B[1] + B[3] + 0.25);
 * excessRisk(leastSquares, Float64Array.of(0, 0, 0, 1), 0.125); // => 0.5
 * ```
 */
export function excessRisk(h: (B: Float64Array) => number, B: Float64Array, best: number): number {
  requireCallable("excessRisk", "h", h);
  requireSeries("excessRisk", "B", B);
  return h(B) - best;
}

export interface DistanceOptions {
  /** Of X and −X the nearer to X*; default false. */
  readonly upToSign?: boolean;
}

const distanceKeys = keysOf<DistanceOptions>({ upToSign: true });

/** What rounding may leave of a distance that is 0, relative to the terms that cancel. */
const rounding = 1e-12;

/**
 * Squared distance of student and teacher, ‖X − X*‖² = tr(S_xx − 2S_x* + S_**), for as many outputs on both sides.
 *
 * @param S WᵀW, 2ℓ×2ℓ row by row; WᵀqW gives the distance weighted by q, which is negative where q is.
 * @param outputs ℓ, at least 1.
 * @param options `upToSign`: the smaller of ‖X − X*‖² and ‖X + X*‖², for models that cannot tell X from −X.
 * @returns a number; what is negative only by rounding is 0.
 * @throws InputError when S is not 2ℓ×2ℓ.
 * @see THEORY §1; CONTRACT "Conventions" for q.
 * @example
 * ```ts
 * import { squaredDistance } from "homogenized-sgd/estimators";
 * squaredDistance(Float64Array.of(4, 2, 2, 1), 1); // => 1
 * squaredDistance(Float64Array.of(4, -2, -2, 1), 1, { upToSign: true }); // => 1
 * ```
 */
export function squaredDistance(S: Float64Array, outputs: number, options: DistanceOptions = {}): number {
  requireKeys("squaredDistance", options, distanceKeys);
  const m = matchedSize("squaredDistance", S, outputs);
  let total = 0;
  let opposite = 0;
  let size = 0;
  for (let i = 0; i < outputs; i++) {
    const student = S[i * m + i];
    const teacher = S[(outputs + i) * m + outputs + i];
    const cross = 2 * S[i * m + outputs + i];
    total += student - cross + teacher;
    opposite += student + cross + teacher;
    size += Math.abs(student) + Math.abs(teacher);
  }
  if (options.upToSign === true && opposite < total) total = opposite;
  return total < 0 && -total <= rounding * size ? 0 : total;
}

/**
 * Squared norm of the student, ‖X‖² = tr S_xx.
 *
 * @param S WᵀW, m×m row by row, m ≥ ℓ.
 * @param outputs ℓ, at least 1.
 * @throws InputError when S is not square or smaller than ℓ×ℓ.
 * @see THEORY §1.
 * @example
 * ```ts
 * import { squaredNorm } from "homogenized-sgd/estimators";
 * squaredNorm(Float64Array.of(4, 2, 2, 1), 1); // => 4
 * ```
 */
export function squaredNorm(S: Float64Array, outputs: number): number {
  requireSeries("squaredNorm", "S", S);
  requireWhole("squaredNorm", "outputs", outputs, 1);
  const m = Math.floor(Math.sqrt(S.length) + 0.5);
  if (!(m * m === S.length && m >= outputs))
    throw new InputError(
      `squaredNorm got ${S.length} overlaps for ${outputs} outputs; give an m×m matrix with m of at least ${outputs}.`,
    );
  let total = 0;
  for (let i = 0; i < outputs; i++) total += S[i * m + i];
  return total;
}

/**
 * Squared norm of the risk's gradient, ‖∇R‖² = tr Gᵀ(WᵀK²W)G.
 *
 * @param K2 WᵀK²W, m×m row by row.
 * @param G a model's gradient G(B), m×ℓ row by row.
 * @param outputs ℓ, at least 1.
 * @throws InputError when K2 and G are not m×m and m×ℓ.
 * @see THEORY §2.
 * @example
 * ```ts
 * import { gradientSquaredNorm } from "homogenized-sgd/estimators";
 * gradientSquaredNorm(Float64Array.of(4, 2, 2, 1), Float64Array.of(1, -1), 1); // => 1
 * ```
 */
export function gradientSquaredNorm(K2: Float64Array, G: Float64Array, outputs: number): number {
  requireSeries("gradientSquaredNorm", "WᵀK²W", K2);
  requireSeries("gradientSquaredNorm", "G", G);
  requireWhole("gradientSquaredNorm", "outputs", outputs, 1);
  const m = G.length / outputs;
  if (!(Number.isInteger(m) && K2.length === m * m))
    throw new InputError(
      `gradientSquaredNorm got ${K2.length} overlaps and ${G.length} entries of G for ${outputs} outputs; give m×m overlaps and an m×${outputs} G.`,
    );
  let total = 0;
  for (let i = 0; i < outputs; i++)
    for (let p = 0; p < m; p++)
      for (let q = 0; q < m; q++) total += G[p * outputs + i] * K2[p * m + q] * G[q * outputs + i];
  return total;
}

/**
 * Cosine between student and teacher, ⟨X, X*⟩ / (‖X‖‖X*‖), as whole matrices.
 *
 * @param S WᵀW, 2ℓ×2ℓ row by row.
 * @param outputs ℓ, at least 1.
 * @returns a number in [−1, 1] up to rounding; NaN when either is zero.
 * @throws InputError when S is not 2ℓ×2ℓ.
 * @see CONTRACT "Conventions".
 * @example
 * ```ts
 * import { cosine } from "homogenized-sgd/estimators";
 * cosine(Float64Array.of(4, 1, 1, 1), 1); // => 0.5
 * cosine(Float64Array.of(0, 0, 0, 1), 1); // => NaN
 * ```
 */
export function cosine(S: Float64Array, outputs: number): number {
  const m = matchedSize("cosine", S, outputs);
  let inner = 0;
  let student = 0;
  let teacher = 0;
  for (let i = 0; i < outputs; i++) {
    inner += S[i * m + outputs + i];
    student += S[i * m + i];
    teacher += S[(outputs + i) * m + outputs + i];
  }
  // Two roots rather than one, whose argument could leave the range of a number.
  return inner / (Math.sqrt(student) * Math.sqrt(teacher));
}

/** m = 2ℓ, once S is seen to be m×m. */
function matchedSize(who: string, S: Float64Array, outputs: number): number {
  requireSeries(who, "S", S);
  requireWhole(who, "outputs", outputs, 1);
  const m = 2 * outputs;
  if (S.length !== m * m)
    throw new InputError(
      `${who} got ${S.length} overlaps for ${outputs} outputs; give a ${m}×${m} matrix, student before teacher.`,
    );
  return m;
}
