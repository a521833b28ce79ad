/**
 * When the ODE's explicit solver makes way for the implicit one. Where nothing but stability limits its steps, they stay
 * just short of 6.4/ρ, ρ the fastest decay there is (where accuracy does, at half of 1/ρ and less: measured over models,
 * spectra and schedules),
 *
 *     ρ = max(2 γ (λ_max ‖G_xx‖ + δ), how fast the schedule's memory forgets)
 *
 * and however slow the solution has become, all that is left of the horizon T takes (T − t)/h of them. The implicit
 * solver takes over after more than 200 steps, from one with
 *
 *     h ρ > 3,      (T − t)/h > 1000
 *
 * which it repays: its steps cost about three, and a few hundred reach any horizon. It needs room for U (ode-problem.ts),
 * which for many outputs and many atoms there may not be.
 */
const fewSteps = 200;
const atTheBound = 3;
const manyLeft = 1000;
const mostNumbers = 2 ** 25;

export interface StiffLimit {
  /** Takes note of a step that ended at t; whether it is time. ρ of the state there. */
  reached(t: number, decay: number): boolean;
}

/** @param numbers that the implicit solver needs room for. */
export function createStiffLimit(horizon: number, numbers: number): StiffLimit {
  let steps = 0;
  let last = 0;
  return {
    reached(t, decay) {
      const h = t - last;
      last = t;
      steps++;
      return (
        steps > fewSteps && h * decay > atTheBound && horizon - t > manyLeft * h && numbers <= mostNumbers
      );
    },
  };
}
