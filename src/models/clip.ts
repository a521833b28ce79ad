/**
 * Clipped directions (THEORY §12): on any model g becomes g·min(1, c/‖g‖), while the loss, and with it the risk, stays.
 * G = E ∂g and I = E g gᵀ are then those of the clipped g, and the gradient of the risk is no longer K W G but K W H, H
 * the G of the model without clip.
 *
 * The expectations are a model's own business; they are handed in as functions of the centred overlaps (centred.ts).
 */
import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { cholesky } from "../gaussian/index.js";
import type { CentredForms, Model } from "./model.js";

export interface Clippable {
  /** c > 0, the norm that g is scaled down to where it is longer; left out, g stays as it is. */
  readonly clip?: number | undefined;
}

/** The clip as a key of resolved data, or nothing; throws InputError where it is out of range. */
export function clipOf(kind: string, { clip }: Clippable): { clip?: number } {
  if (clip === undefined) return {};
  if (!(Number.isFinite(clip) && clip > 0)) {
    throw new InputError(
      `${kind} got clip = ${show(clip)}, but a clip is a finite number above 0, the largest norm of a direction; leave it out for none.`,
    );
  }
  return { clip };
}

/** G′ and I of a clipped direction. */
export type ClippedForms = Pick<CentredForms, "gradient" | "directionSecondMoment">;

/** A model of one output and one teacher with its direction clipped at c. */
export function clipModel(model: Model, c: number, forms: ClippedForms): Model {
  const own = model.centred!;
  const C = new Float64Array(4);
  /** The centred overlaps from those of [X | X*]. */
  const centre = (B: Float64Array): Float64Array => {
    C[0] = Math.max(0, B[0] - B[1] + (B[3] - B[1]));
    C[1] = C[2] = B[1] - B[3];
    C[3] = B[3];
    return C;
  };
  const clip = (out: Float64Array): void => {
    if (Math.abs(out[0]) > c) out[0] = out[0] > 0 ? c : -c;
  };
  return {
    ...model,
    direction(fields, noise, out) {
      model.direction(fields, noise, out);
      clip(out);
    },
    gradient(B, out) {
      forms.gradient(centre(B), out);
      out[1] -= out[0];
    },
    riskGradient: model.gradient,
    directionSecondMoment: (B, out) => forms.directionSecondMoment(centre(B), out),
    centred: {
      ...own,
      direction(fields, noise, out) {
        own.direction(fields, noise, out);
        clip(out);
      },
      gradient: forms.gradient,
      riskGradient: own.gradient,
      directionSecondMoment: forms.directionSecondMoment,
    },
  };
}

/** Writes G′'s two entries and I, given L with (y, e) = L z. */
export type PlanarExpectations = (L: Float64Array, out: Float64Array) => void;

/**
 * Forms that take one pass over the plane for G′ and I together; the last one is kept. Where `rarely(D)` says that
 * clipping is lost in rounding, the unclipped model's own forms keep their digits as e → 0.
 */
export function planarForms(
  unclipped: ClippedForms,
  rarely: (D: number) => boolean,
  expectations: PlanarExpectations,
): ClippedForms {
  /** The covariance of (y, e), lower triangle, of the last pass; none yet. */
  const S = new Float64Array(4).fill(Number.NaN);
  const L = new Float64Array(4);
  const values = new Float64Array(3);
  const at = (C: Float64Array): Float64Array => {
    if (S[0] === C[3] && S[2] === C[1] && S[3] === C[0]) return values;
    S[0] = C[3];
    S[2] = C[1];
    S[3] = C[0];
    if (Number.isFinite(C[0]) && Number.isFinite(C[1]) && Number.isFinite(C[3])) {
      cholesky(2, S, L);
      expectations(L, values);
    } else values.fill(Number.NaN);
    return values;
  };
  return {
    gradient(C, out) {
      if (rarely(C[0])) return unclipped.gradient(C, out);
      const means = at(C);
      out[0] = means[0];
      out[1] = means[1];
    },
    directionSecondMoment(C, out) {
      if (rarely(C[0])) return unclipped.directionSecondMoment(C, out);
      out[0] = at(C)[2];
    },
  };
}
