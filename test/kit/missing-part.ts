/** What a scheme asks a problem to say of itself besides drift and diffusion. */
import { type Calculus, fits, type Noise, type Scheme, type SdeDefinition } from "../../sde/index.js";
import { countedSde, everyPart } from "./counted-sde.js";

const partsInWords: readonly (readonly [part: keyof SdeDefinition, words: string])[] = [
  ["diffusionJacobian", "∂g/∂x"],
  ["linearDrift", "A of f = Ax + n"],
  ["nonNegative", "which x_i ≥ 0"],
  ["squareRootDiffusion", "κ, θ, σ"],
];

/** What makes a problem that has f and g alone fit: asked of the scheme, which refuses what it lacks. */
export function missingPart(scheme: Scheme, noise: Noise, sources: number): string | undefined {
  const calculus: Calculus = scheme.calculus[0];
  const accepts = (dimension: number, parts: Partial<SdeDefinition>) =>
    fits(countedSde(noise, dimension, calculus, parts).problem, scheme);
  // Diagonal noise has a coordinate for each source; some equations are for one coordinate alone.
  const dimensions = noise.kind === "general" ? [sources] : [Math.max(1, sources), 1];
  if (dimensions.some((d) => accepts(d, {}))) return undefined;
  const found = partsInWords.find(([part]) =>
    dimensions.some((d) => {
      const value = everyPart(noise, d, calculus)[part];
      return value !== undefined && accepts(d, { [part]: value });
    }),
  );
  if (!found) throw new Error(`${scheme.name} refuses ${noise.kind} noise whatever a problem says of itself`);
  return found[1];
}
