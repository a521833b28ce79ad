import { describe, expect, it } from "vitest";
import { coxIngersollRoss, driftImplicitEuler, exponentialEuler } from "../../sde/index.js";
import { stepped } from "../kit/sde-declared.js";

describe("coxIngersollRoss", () => {
  const problem = coxIngersollRoss({ speed: 2, mean: 0.5, volatility: 0.3 });
  const at = (name: "drift" | "diffusion" | "diffusionDerivative" | "driftJacobian", x: number) => {
    const out = new Float64Array(1);
    problem[name]!(0, Float64Array.of(x), out);
    return out[0];
  };

  it("is dX = κ(θ − X)dt + σ√X dW with its derivatives, from θ", () => {
    expect(at("drift", 0.2)).toBeCloseTo(0.6, 15);
    expect(at("diffusion", 0.16)).toBeCloseTo(0.12, 15);
    const difference = (name: "drift" | "diffusion") => (at(name, 0.2 + 1e-6) - at(name, 0.2 - 1e-6)) / 2e-6;
    expect(at("diffusionDerivative", 0.2)).toBeCloseTo(difference("diffusion"), 8);
    expect(at("driftJacobian", 0.2)).toBeCloseTo(difference("drift"), 8);
    expect(Array.from(problem.start!)).toEqual([0.5]);
  });

  it("tells the schemes for stiff drifts what they ask: the mean relaxes by 1/(1 + κh) and by e^{−κh}", () => {
    const [implicit] = stepped(problem, driftImplicitEuler, 10, [1], { dW: [0] });
    expect(implicit).toBeCloseTo(0.5 + 0.5 / 21, 13);
    const [exponential] = stepped(problem, exponentialEuler, 10, [1], { dW: [0] });
    expect(exponential).toBeCloseTo(0.5 + 0.5 * Math.exp(-20), 13);
  });
});
