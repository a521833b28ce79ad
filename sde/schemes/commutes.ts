/** Whether a noise is declared so that its sources commute; one source does (`commuting.ts` checks what can be). */
import type { Noise } from "../problem.js";

export function commutes(noise: Noise): boolean {
  if (noise.kind === "general") return noise.commutative === true || noise.sources === 1;
  return noise.kind !== "operator" || noise.sources === 1;
}
