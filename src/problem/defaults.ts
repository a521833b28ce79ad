import type { GaussianData } from "./gaussian.js";
import type { PowerData } from "./power.js";

/** The norm a target or start has unless told otherwise; a correlated start takes the target's, drawn later. */
export function withNorm<State extends { readonly kind: string }>(state: State): State {
  const { norm, scale } = state as Partial<GaussianData & PowerData>;
  if (state.kind === "gaussian" || (state.kind === "power" && scale === undefined))
    return { ...state, norm: norm ?? 1 };
  return state;
}
