/**
 * A step of second order for homogenized SGD (THEORY §3). With X̃ the Euler–Maruyama step and the same ξ, a d×ℓ matrix of
 * normals, at its end,
 *
 *     X⁺ = X − ½h (γ(∇R + δX) + γ̃(∇R̃ + δX̃)) + √(h/d) K^{1/2} ξ [½(γ² I + γ̃² Ĩ)]^{1/2}
 *
 * It averages the covariances of the two ends, so that it stays an Itô scheme up to a slip of order 1/d. A schedule's
 * memory is stepped along by the same rule.
 */
import type { Scheme } from "../../sde/index.js";
import { axpy } from "../../sde/kernels/index.js";
import { cholesky } from "../gaussian/index.js";
import type { HsgdField } from "./hsgd-field.js";

/** The scheme for the field's own SDE alone. */
export function hsgdHeun(dimension: number, outputs: number, field: HsgdField): Scheme {
  return {
    name: "heun",
    calculus: ["ito"],
    noise: ["operator"],
    needs: [],
    // Up to the slip.
    strongOrder: () => 0.5,
    weakOrder: () => 2,
    cost: () => ({ drift: 2, diffusion: 2 }),
    prepare({ dimension: all }) {
      const { size, scheduled } = field;
      const euler = new Float64Array(all);
      const part = new Float64Array(all);
      const L = new Float64Array(outputs * outputs);
      const covariance = new Float64Array(outputs * outputs);
      const { I } = field;
      return (t, h, E, { dW }, next) => {
        const rate = field.look(t, E);
        for (let q = 0; q < I.length; q++) covariance[q] = 0.5 * rate * rate * I[q];
        cholesky(outputs, I, L);
        scheduled.extend(1, 0.5 * h, E, next);
        scheduled.extend(1, h, E, euler);
        // The half-step first: the step to `euler` makes the overlaps those of its end.
        field.write(1, 0.5 * rate * h, 0, L, E, dW, next, t);
        field.write(1, rate * h, rate / Math.sqrt(dimension), L, E, dW, euler, t + h);

        const rateThere = field.look(t + h, euler);
        for (let q = 0; q < I.length; q++) covariance[q] += 0.5 * rateThere * rateThere * I[q];
        part.fill(0);
        scheduled.extend(0, 0.5 * h, euler, part);
        field.write(0, 0.5 * rateThere * h, 0, L, euler, dW, part, t + h);
        axpy(all, 1, part, 0, next, 0);
        cholesky(outputs, covariance, L);
        field.write(0, 0, 1 / Math.sqrt(dimension), L, E, dW, part, t + h);
        axpy(size, 1, part, 0, next, 0);
      };
    },
  };
}
