/** Equations with polynomial coefficients for weak orders: no symmetry, time in drift and noise, each with a start. */
import type { Noise } from "../../sde/index.js";
import { type Polynomial, product, scaled, sum, variables } from "./polynomials.js";
import { type PolynomialEquation, polynomialEquation } from "./sde-weak.js";

export interface WeakCase extends PolynomialEquation {
  readonly x: readonly number[];
}

const one = variables(1);
const two = variables(2);
const [x] = one.x;
const [x1, x2] = two.x;
const { t } = two;
const c = two.number;
const squared = (p: Polynomial) => product(p, p);

const inOne = (noise: Noise, drift: Polynomial, diffusion: Polynomial): WeakCase => ({
  ...polynomialEquation(noise, [drift], [diffusion]),
  x: [0.7],
});

const drift = [
  sum(x2, scaled(-0.5, squared(x1))),
  sum(scaled(-1, x1), scaled(0.4, product(x1, x2)), t),
] as const;

const inTwo = (noise: Noise, diffusion: readonly Polynomial[]): WeakCase => ({
  ...polynomialEquation(noise, drift, diffusion),
  x: [0.7, -0.4],
});

export const weakCases = {
  geometric: inOne({ kind: "diagonal" }, scaled(0.5, x), scaled(0.4, x)),
  /** g curves: the odd powers of √h of a scheme's stages do not cancel. */
  curved: inOne(
    { kind: "diagonal" },
    sum(one.number(0.5), scaled(-0.7, squared(x)), scaled(0.3, one.t)),
    sum(one.number(0.4), scaled(0.3, squared(x)), scaled(0.2, product(one.t, x))),
  ),
  additive: inOne(
    { kind: "additive" },
    sum(scaled(-1, product(x, x, x)), scaled(0.3, one.t)),
    sum(one.number(0.4), one.t, scaled(0.2, squared(one.t))),
  ),
  additiveMatrix: inTwo({ kind: "additive", sources: 2 }, [
    sum(c(0.3), scaled(0.5, t)),
    c(0.4),
    sum(c(-0.2), squared(t)),
    c(0.7),
  ]),
  diagonal: inTwo({ kind: "diagonal" }, [
    sum(c(0.3), scaled(0.5, x1), scaled(0.4, squared(x1))),
    sum(c(-0.2), scaled(0.6, x2), scaled(0.2, product(t, x2))),
  ]),
  scalar: inTwo({ kind: "scalar" }, [
    sum(c(0.6), scaled(0.5, x2), scaled(0.8, squared(x1))),
    sum(c(-0.4), scaled(0.6, x1), scaled(0.7, squared(x2)), scaled(0.2, t)),
  ]),
  /** Two sources whose fields do not commute. */
  general: inTwo({ kind: "general", sources: 2 }, [
    sum(c(0.3), scaled(0.5, x2)),
    sum(scaled(0.4, product(x1, x2)), scaled(0.3, t)),
    sum(c(-0.2), scaled(0.6, x1), scaled(0.2, product(t, x2))),
    sum(c(0.5), scaled(-0.3, x2), scaled(0.2, squared(x1))),
  ]),
  /** Three sources, so that the order of the pairs matters. */
  threeSources: inTwo({ kind: "general", sources: 3 }, [
    sum(c(0.3), scaled(0.5, x2)),
    scaled(0.4, product(x1, x2)),
    sum(c(0.2), scaled(0.3, x1)),
    sum(c(-0.2), scaled(0.6, x1)),
    sum(c(0.5), scaled(-0.3, x2), scaled(0.2, squared(x1))),
    scaled(0.4, sum(x1, scaled(-1, t))),
  ]),
} as const;
