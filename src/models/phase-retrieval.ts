/**
 * Phase retrieval: of the teacher's field only the magnitude is seen (THEORY §4; HD §1). One output each, no noise.
 *
 *   smooth      f = ¼(x² − y²)²        phase-retrieval-smooth.ts
 *   lipschitz   f = ½(|x| − |y|)²      phase-retrieval-lipschitz.ts
 *
 * Both are even in x and in y: X and −X are the same student, the best risk is 0 at X = ±X*, and a student at X = 0
 * never moves, since g(−x, y) = −g(x, y).
 */

import { InputError } from "../../estimators/index.js";
import { keysOf, requireKeys, show } from "../../estimators/input/index.js";
import { type Clippable, clipModel, clipOf } from "./clip.js";
import type { Model } from "./model.js";
import { clippedLipschitzForms, clippedSmoothForms } from "./phase-retrieval-clip.js";
import { lipschitzForms } from "./phase-retrieval-lipschitz.js";
import { smoothForms } from "./phase-retrieval-smooth.js";

/** The loss: of squares, or of magnitudes. */
export const VARIANTS = ["smooth", "lipschitz"] as const;
export type Variant = (typeof VARIANTS)[number];

export interface PhaseRetrievalData extends Clippable {
  readonly kind: "phase-retrieval";
  /** `smooth` (¼(x² − y²)²; the default) or `lipschitz` (½(|x| − |y|)²). */
  readonly variant?: Variant | undefined;
}

export const phaseRetrievalKeys = keysOf<Omit<PhaseRetrievalData, "kind">>({ variant: true, clip: true });

/**
 * Phase retrieval as data. It wants a start other than zero, from which it would never move.
 *
 * @param options `variant`: "smooth" (default) is the loss ¼(x² − y²)², "lipschitz" ½(|x| − |y|)²; `clip` the
 * largest |g| (default: none)
 * @throws InputError where `variant` is neither, or `clip` out of range
 * @example
 * ```ts
 * import { phaseRetrieval } from "homogenized-sgd";
 * phaseRetrieval({ variant: "lipschitz" }); // => {"kind":"phase-retrieval","variant":"lipschitz"}
 * ```
 */
export function phaseRetrieval(options: Omit<PhaseRetrievalData, "kind"> = {}): PhaseRetrievalData {
  requireKeys("phaseRetrieval", options, phaseRetrievalKeys);
  const data: PhaseRetrievalData = { kind: "phase-retrieval", ...options };
  resolvePhaseRetrieval(data);
  return data;
}

/** The same data with its default filled in; throws InputError where a value is not accepted. */
export function resolvePhaseRetrieval(data: PhaseRetrievalData): {
  kind: "phase-retrieval";
  variant: Variant;
  clip?: number;
} {
  const { variant = "smooth" } = data;
  if (!VARIANTS.includes(variant)) {
    throw new InputError(
      `phase-retrieval got variant = ${show(variant)}, but a variant is ${VARIANTS.join(" or ")}; choose one of them.`,
    );
  }
  return { kind: "phase-retrieval", variant, ...clipOf("phase-retrieval", data) };
}

/** The phase retrieval model of THEORY §2: f, g, h, G and I. */
export function phaseRetrievalModel(data: PhaseRetrievalData): Model {
  const { variant, clip } = resolvePhaseRetrieval(data);
  const smooth = variant === "smooth";
  const model: Model = {
    kind: "phase-retrieval",
    outputs: 1,
    teacherOutputs: 1,
    sampleNoise: { normals: 0, uniforms: 0 },
    even: true,
    restsAtZero: true,
    ...(smooth ? smoothForms : lipschitzForms),
    bestRisk: () => 0,
  };
  if (clip === undefined) return model;
  return clipModel(model, clip, (smooth ? clippedSmoothForms : clippedLipschitzForms)(model.centred!, clip));
}
