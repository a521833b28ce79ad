/**
 * Models of one output that see student and teacher through the residual alone, r = x − y − ε, ε ~ N(0, σ²):
 *
 *   f = f(r),  g = ψ(r),  r ~ N(0, S²),  S² = D + σ²,  D = Var(x − y) = a − 2b + c
 *   G = [E ψ'; −E ψ'],    I = E ψ²,      G′ = [E ψ'; 0] in the fields (e, y) of centred.ts
 */
import type { Model } from "./model.js";

/** A loss of the residual and its expectations, functions of S ≥ 0. */
export interface ResidualForms {
  loss(r: number): number;
  /** ψ(r) */
  direction(r: number): number;
  /** h = E f */
  risk(S: number): number;
  /** h at S² = D + σ² less h at S = σ, without loss of digits as D → 0. */
  excessRisk(D: number, sigma: number): number;
  /** E ψ', jumps of ψ included. */
  slope(S: number): number;
  /** E ψ² */
  secondMoment(S: number): number;
}

/** The model of THEORY §2 with these forms. */
export function residualModel(kind: string, noiseStd: number, forms: ResidualForms): Model {
  const { loss, direction, risk, excessRisk, slope, secondMoment } = forms;
  const best = risk(noiseStd);
  const widthOf = (D: number): number => Math.sqrt(Math.max(0, D) + noiseStd * noiseStd);
  const widthAt = (B: Float64Array): number => widthOf(B[0] - B[1] + (B[3] - B[1]));
  return {
    kind,
    outputs: 1,
    teacherOutputs: 1,
    sampleNoise: { normals: 1, uniforms: 0 },
    loss: (fields, noise) => loss(fields[0] - fields[1] - noiseStd * noise[0]),
    direction(fields, noise, out) {
      out[0] = direction(fields[0] - fields[1] - noiseStd * noise[0]);
    },
    risk: (B) => risk(widthAt(B)),
    gradient(B, out) {
      out[0] = slope(widthAt(B));
      out[1] = -out[0];
    },
    directionSecondMoment(B, out) {
      out[0] = secondMoment(widthAt(B));
    },
    bestRisk: () => best,
    centred: {
      residual: true,
      direction(fields, noise, out) {
        out[0] = direction(fields[0] - noiseStd * noise[0]);
      },
      risk: (C) => risk(widthOf(C[0])),
      excessRisk: (C) => excessRisk(Math.max(0, C[0]), noiseStd),
      gradient(C, out) {
        out[0] = slope(widthOf(C[0]));
        out[1] = 0;
      },
      directionSecondMoment(C, out) {
        out[0] = secondMoment(widthOf(C[0]));
      },
    },
  };
}
