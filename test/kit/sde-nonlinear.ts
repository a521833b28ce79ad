/** Nonlinear problems for order tests: additive noise under a drift that bends, and two coordinates made one system. */
import {
  defineSde,
  type ExactSolution,
  type NamedProblem,
  namedProblem,
  type SdeProblem,
} from "../../sde/index.js";

const { cos, sin } = Math;

/** dX = cos X dt + (1 + t/2) dW: the drift's curvature keeps strong order 1.5 from looking like 2. */
export const bentDrift: SdeProblem = defineSde({
  dimension: 1,
  calculus: "ito",
  noise: { kind: "additive" },
  drift: (_t, x, out) => {
    out[0] = cos(x[0]);
  },
  diffusion: (t, _x, out) => {
    out[0] = 1 + 0.5 * t;
  },
  start: [0.4],
});

/** Two coordinates under three sources. */
export const bentDriftMatrix: SdeProblem = defineSde({
  dimension: 2,
  calculus: "ito",
  noise: { kind: "additive", sources: 3 },
  drift: (_t, x, out) => {
    out[0] = cos(x[0] + x[1]);
    out[1] = -sin(2 * x[0] - x[1]);
  },
  diffusion: (t, _x, out) => {
    out[0] = 0.7;
    out[1] = 0.5 * t;
    out[2] = -0.4;
    out[3] = 0.2;
    out[4] = 0.8;
    out[5] = 0.6 - 0.3 * t;
  },
  start: [0.4, -0.2],
});

const turning = {
  dimension: 2,
  calculus: "ito",
  drift: (_t: number, x: Float64Array, out: Float64Array) => {
    out[0] = cos(x[1]);
    out[1] = sin(x[0]) - x[1];
  },
  start: [0.4, -0.2],
} as const;

/** Each coordinate its own noise; drift and noise do not commute, so that the space-time area matters. */
export const turningDiagonal: SdeProblem = defineSde({
  ...turning,
  noise: { kind: "diagonal" },
  diffusion: (_t, x, out) => {
    out[0] = 0.6 + 0.3 * sin(x[0]);
    out[1] = 0.7 * cos(x[1]);
  },
});

/** One noise for both, each coefficient a function of the other coordinate. */
export const turningScalar: SdeProblem = defineSde({
  ...turning,
  noise: { kind: "scalar" },
  diffusion: (t, x, out) => {
    out[0] = 0.5 + 0.2 * sin(x[1]) + 0.1 * t;
    out[1] = 0.6 - 0.2 * cos(x[0]);
  },
});

/**
 * Y = M X, M = [[1, ½], [−½, 1]], of X₁ as in "tangent" and X₂ as in "hyperbolic-tangent-drift", both driven by one
 * Wiener process: every coefficient of Y depends on both coordinates, and Y is known path by path. (Y is a function of t and W alone, so
 * that no area enters: it shows limits, not the use of H.)
 */
export const mixedScalar: NamedProblem = (() => {
  const parts = ["tangent", "hyperbolic-tangent-drift"].map(namedProblem);
  const mix = (x: ArrayLike<number>, out: Float64Array): void => {
    const [a, b] = [x[0], x[1]];
    out[0] = a + 0.5 * b;
    out[1] = b - 0.5 * a;
  };
  const [one, value] = [new Float64Array(1), new Float64Array(1)];
  const inner = new Float64Array(2);
  const field =
    (name: "drift" | "diffusion") =>
    (t: number, y: Float64Array, out: Float64Array): void => {
      inner[0] = 0.8 * (y[0] - 0.5 * y[1]);
      inner[1] = 0.8 * (y[1] + 0.5 * y[0]);
      for (let i = 0; i < 2; i++) {
        one[0] = inner[i];
        parts[i].problem[name]!(t, one, value);
        inner[i] = value[0];
      }
      mix(inner, out);
    };
  const start = new Float64Array(2);
  mix([0.5, 0.3], start);
  const exact: ExactSolution = (t, y, path, out) => {
    const x = [0.8 * (y[0] - 0.5 * y[1]), 0.8 * (y[1] + 0.5 * y[0])];
    const ends = x.map((value, i) => {
      const end = new Float64Array(1);
      parts[i].exact!(t, [value], path, end);
      return end[0];
    });
    mix(ends, out);
  };
  return {
    name: "mixed-scalar",
    description: "a tangent and a hyperbolic tangent under one noise, in rotated coordinates",
    problem: defineSde({
      dimension: 2,
      calculus: "ito",
      noise: { kind: "scalar" },
      drift: field("drift"),
      diffusion: field("diffusion"),
      start,
    }),
    from: 0,
    to: 1,
    exact,
    source: "catalogue",
  };
})();
