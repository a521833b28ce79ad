/**
 * Nonlinear equations that a change of variable makes trivial. In the Stratonovich calculus, whose chain rule is the
 * ordinary one,
 *
 *     dX = g(X) ∘ (−a dt + b dW),  dG/dx = 1/g(x)      X_t = G⁻¹(G(X_{t₀}) − a(t − t₀) + bW)
 *
 * with g = cos² (G = tan) or 1 − x² (G = artanh); in Itô's the drift has ½ b² g g′ besides
 * (Kloeden & Platen 1992, §4.4, reducible equations).
 */
import { atan, cos, sin, tanh } from "../kernels/index.js";
import { defineSde } from "../problem.js";
import { artanh } from "./artanh.js";
import type { ExactSolution, NamedProblem } from "./named-problem.js";

const source =
  "Kloeden & Platen, Numerical Solution of Stochastic Differential Equations (1992), §4.4, reducible equations";

const tangentNoise = (p: number, calculus: "ito" | "stratonovich") =>
  defineSde({
    dimension: 1,
    calculus,
    noise: { kind: "diagonal" },
    drift: (_t, x, out) => {
      const c = cos(x[0]);
      out[0] = calculus === "ito" ? -p * p * sin(x[0]) * c * c * c : 0;
    },
    diffusion: (_t, x, out) => {
      const c = cos(x[0]);
      out[0] = p * c * c;
    },
    diffusionDerivative: (_t, x, out) => {
      out[0] = -2 * p * sin(x[0]) * cos(x[0]);
    },
    start: [0.5],
  });

const tangentSolution =
  (p: number): ExactSolution =>
  (_t, start, { W }, out) => {
    out[0] = atan(sin(start[0]) / cos(start[0]) + p * W[0]);
  };

/** dX = −p² sin X cos³X dt + p cos²X dW. */
export const tangent = (p = 0.8): NamedProblem => ({
  name: "tangent",
  description: `dX = −p² sin X cos³X dt + p cos²X dW, p = ${p}`,
  problem: tangentNoise(p, "ito"),
  from: 0,
  to: 1,
  exact: tangentSolution(p),
  source,
});

/** dX = p cos²X ∘ dW. */
export const tangentStratonovich = (p = 0.8): NamedProblem => ({
  name: "tangent-stratonovich",
  description: `dX = p cos²X ∘ dW, p = ${p}`,
  problem: tangentNoise(p, "stratonovich"),
  from: 0,
  to: 1,
  exact: tangentSolution(p),
  source,
});

const hyperbolicNoise = (a: number, b: number, calculus: "ito" | "stratonovich") => {
  const pull = calculus === "ito" ? b * b : 0;
  return defineSde({
    dimension: 1,
    calculus,
    noise: { kind: "diagonal" },
    drift: (_t, x, out) => {
      out[0] = -(a + pull * x[0]) * (1 - x[0] * x[0]);
    },
    diffusion: (_t, x, out) => {
      out[0] = b * (1 - x[0] * x[0]);
    },
    diffusionDerivative: (_t, x, out) => {
      out[0] = -2 * b * x[0];
    },
    start: [0.3],
  });
};

const hyperbolicSolution =
  (a: number, b: number): ExactSolution =>
  (t, start, { from, W }, out) => {
    out[0] = tanh(artanh(start[0]) - a * (t - from) + b * W[0]);
  };

/** dX = −¼X(1 − X²) dt + ½(1 − X²) dW. */
export const hyperbolicTangent = (): NamedProblem => ({
  name: "hyperbolic-tangent",
  description: "dX = −¼ X (1 − X²) dt + ½ (1 − X²) dW",
  problem: hyperbolicNoise(0, 0.5, "ito"),
  from: 0,
  to: 1,
  exact: hyperbolicSolution(0, 0.5),
  source,
});

/** dX = −(a + b²X)(1 − X²) dt + b(1 − X²) dW. */
export const hyperbolicTangentDrift = (a = 0.8, b = 0.7): NamedProblem => ({
  name: "hyperbolic-tangent-drift",
  description: `dX = −(a + b²X)(1 − X²) dt + b (1 − X²) dW, a = ${a}, b = ${b}`,
  problem: hyperbolicNoise(a, b, "ito"),
  from: 0,
  to: 1,
  exact: hyperbolicSolution(a, b),
  source,
});

/** dX = −a(1 − X²) dt + b(1 − X²) ∘ dW. */
export const hyperbolicTangentStratonovich = (a = 0.8, b = 0.7): NamedProblem => ({
  name: "hyperbolic-tangent-stratonovich",
  description: `dX = −a (1 − X²) dt + b (1 − X²) ∘ dW, a = ${a}, b = ${b}`,
  problem: hyperbolicNoise(a, b, "stratonovich"),
  from: 0,
  to: 1,
  exact: hyperbolicSolution(a, b),
  source,
});

/** Two coordinates that do not know of each other, each with its own noise: the tangent and the hyperbolic one. */
export const diagonalPair = (): NamedProblem => {
  const parts = [tangent(), hyperbolicTangentDrift()];
  const coordinate = [new Float64Array(1), new Float64Array(1)];
  const both =
    (name: "drift" | "diffusion" | "diffusionDerivative") =>
    (t: number, x: Float64Array, out: Float64Array): void => {
      for (let i = 0; i < 2; i++) {
        coordinate[0][0] = x[i];
        parts[i].problem[name]!(t, coordinate[0], coordinate[1]);
        out[i] = coordinate[1][0];
      }
    };
  return {
    name: "diagonal-pair",
    description: "X₁ as in tangent, X₂ as in hyperbolic-tangent-drift, each with a noise of its own",
    problem: defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "diagonal" },
      drift: both("drift"),
      diffusion: both("diffusion"),
      diffusionDerivative: both("diffusionDerivative"),
      start: [0.5, 0.3],
    }),
    from: 0,
    to: 1,
    exact: (t, start, path, out) => {
      for (let i = 0; i < 2; i++)
        parts[i].exact!(t, [start[i]], { ...path, W: path.W.subarray(i) }, out.subarray(i));
    },
    source,
  };
};
