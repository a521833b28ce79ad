/**
 * Committees with their direction clipped at c (clip.ts). g = a Δ with a_i = v_i φ'(x_i), so that the clip is one of the
 * residual, at a bound that depends on the student's fields alone, and the label noise is averaged in closed form:
 *
 *   g min(1, c/‖g‖) = a [Δ]_κ,     κ = c/‖a‖,     [Δ]_κ = max(−κ, min(κ, Δ)),     Δ = Δ₀ − ε
 *   E_ε g = a E_ε [Δ]_κ            E_ε g gᵀ = a aᵀ E_ε [Δ]²_κ
 *
 * With H(u) = E (u + σξ)⁺ = uΦ(u/σ) + σφ(u/σ), μ = |Δ₀|, Q = 1 − Φ and β± = (κ ± μ)/σ,
 *
 *   E [Δ]_κ  = sgn(Δ₀) (min(μ, κ) − H(−|κ − μ|) + H(−κ − μ))
 *   E [Δ]²_κ = μ² + σ² − T                                       T = (μ² + σ² − κ²)(Q(β₋) + Q(β₊))
 *            = κ² − (κ² − μ² − σ² + T)   for μ > κ                   + σ(κ + μ)φ(β₋) + σ(κ − μ)φ(β₊)
 *
 * One square unit on each side without noise has rays of its own (committee-clip-pair.ts). What is left, an expectation
 * over the m fields, is by quadrature (quadrature.ts). With noise it is smooth but for the
 * kinks of relu, at the sheets r_p = 0; without noise |Δ₀| = κ(x) is a kink as well, curved as a rule, which costs digits:
 * the error is reported.
 */
import { erf, exp } from "../../sde/kernels/index.js";
import type { Sheet } from "../gaussian/index.js";
import { clipped } from "./clip-quadrature.js";
import { clippedSquarePair } from "./committee-clip-pair.js";
import type { CommitteeForms } from "./committee-forms.js";
import type { Model } from "./model.js";
import { meanDirectionForms } from "./quadrature.js";

/** Of the means, where the quadrature can do so well: steps of the clip's width and of σ ask for many nodes. */
const ACCURACY = 1e-7;

const NORMAL_DENSITY_AT_ZERO = 0.3989422804014327;
const density = (u: number): number => NORMAL_DENSITY_AT_ZERO * exp(-0.5 * u * u);
/** Φ(−u) */
const beyond = (u: number): number => 0.5 * (1 - erf(u * Math.SQRT1_2));

/** Writes E [Δ]_κ and E [Δ]²_κ for Δ ~ N(mean, σ²), κ > 0 and possibly infinite. */
export function clippedNormal(mean: number, sigma: number, kappa: number, out: Float64Array): void {
  const mu = Math.abs(mean);
  const sign = mean < 0 ? -1 : 1;
  const near = Math.min(mu, kappa);
  if (!(sigma > 0)) {
    out[0] = sign * near;
    out[1] = near * near;
    return;
  }
  const inner = (kappa - mu) / sigma;
  const outer = (kappa + mu) / sigma;
  if (inner > 40) {
    out[0] = mean;
    out[1] = mu * mu + sigma * sigma;
    return;
  }
  const [innerTail, outerTail] = [beyond(inner), beyond(outer)];
  const [innerDensity, outerDensity] = [density(inner), density(outer)];
  // H(−|κ − μ|)
  const distance = Math.abs(inner);
  const lost = sigma * (innerDensity - distance * (inner < 0 ? 1 - innerTail : innerTail));
  out[0] = sign * (near - lost + sigma * (outerDensity - outer * outerTail));
  const excess = mu * mu + sigma * sigma - kappa * kappa;
  const ends = sigma * ((kappa + mu) * innerDensity + (kappa - mu) * outerDensity);
  // The share beyond ±κ, or what is left of 1 within them, whichever comes without cancellation.
  out[1] =
    mu > kappa
      ? kappa * kappa + excess * (beyond(-inner) - outerTail) - ends
      : mu * mu + sigma * sigma - excess * (innerTail + outerTail) - ends;
}

/** What of the committee is needed here. */
export interface CommitteeDirection extends Pick<CommitteeForms, "value" | "slope"> {
  /** e = (v, −A) */
  readonly signs: Float64Array;
  /** σ */
  readonly noiseStd: number;
  readonly activation: "erf" | "relu" | "square";
}

/** The committee with its direction clipped at c. */
export function clipCommittee(model: Model, c: number, units: CommitteeDirection): Model {
  const { outputs } = model;
  const { value, slope, signs, noiseStd, activation } = units;
  const m = signs.length;
  if (activation === "square" && outputs === 1 && m === 2 && noiseStd === 0) {
    return {
      ...model,
      direction: clipped(c, model.direction),
      riskGradient: model.gradient,
      ...clippedSquarePair(signs[0], -signs[1], c),
    };
  }
  const pair = new Float64Array(2);
  const a = new Float64Array(outputs);
  const own = model.quadratureError;
  const { gradient, directionSecondMoment, quadratureError } = meanDirectionForms({
    outputs,
    fields: m,
    normals: 0,
    rough: true,
    accuracy: ACCURACY,
    negligible: 1e-14 * signs.reduce((sum, weight) => sum + Math.abs(weight), 0),
    sheets: activation === "relu" ? kinksOf(signs, outputs, noiseStd, c) : [],
    moments(fields, _normals, out) {
      let error = 0;
      for (let p = 0; p < m; p++) error += signs[p] * value(fields[p]);
      let square = 0;
      for (let i = 0; i < outputs; i++) {
        a[i] = signs[i] * slope(fields[i]);
        square += a[i] * a[i];
      }
      clippedNormal(error, noiseStd, c / Math.sqrt(square), pair);
      for (let i = 0; i < outputs; i++) {
        out[i] = a[i] * pair[0];
        for (let k = 0; k < outputs; k++) out[outputs * (1 + i) + k] = a[i] * a[k] * pair[1];
      }
    },
  });
  return {
    ...model,
    direction: clipped(c, model.direction),
    gradient,
    riskGradient: model.gradient,
    directionSecondMoment,
    quadratureError: own ? (B) => Math.max(own(B), quadratureError(B)) : quadratureError,
  };
}

/** r_p = 0, and of one unit on either side without noise, whose clip has flat kinks too, v x − A y = ±c and v x = ±c, over |v|. */
function kinksOf(signs: Float64Array, outputs: number, noiseStd: number, c: number): Sheet[] {
  const sheets: Sheet[] = Array.from(signs, (_, p) => ({
    normal: signs.map((_sign, q) => (p === q ? 1 : 0)),
    offset: 0,
  }));
  if (noiseStd > 0 || signs.length !== 2 || outputs !== 1) return sheets;
  const bound = c / Math.abs(signs[0]);
  for (const offset of [bound, -bound])
    sheets.push({ normal: signs, offset }, { normal: Float64Array.of(signs[0], 0), offset });
  return sheets;
}
