/** Whether a scheme is made for a problem, by the facts both declare. */
import { InputError } from "../../estimators/index.js";
import { show } from "../../estimators/input/index.js";
import { requireProblem, type SdeProblem } from "../problem.js";
import { schemes } from "./all.js";
import type { Scheme } from "./scheme.js";

/** Why the scheme does not fit, as a clause that follows its name; undefined where it does. */
function misfit(problem: SdeProblem, scheme: Scheme): string | undefined {
  const { calculus, noise } = problem;
  if (!scheme.noise.includes(noise.kind)) {
    const fields = noise.kind === "operator" ? ", whose fields need not commute" : "";
    return `does not fit ${noise.kind} noise${fields}, being made for ${scheme.noise.join(", ")}`;
  }
  // Where g does not depend on x the two calculi agree.
  const calculusMatters = noise.kind !== "none" && noise.kind !== "additive";
  if (calculusMatters && !scheme.calculus.includes(calculus))
    return `converges to the ${scheme.calculus.join(" or ")} solution and the problem is declared ${calculus} (${calculus === "ito" ? "toStratonovich" : "toIto"} converts it)`;
  return scheme.lacks?.(problem);
}

/**
 * Whether a scheme is made for a problem: its calculus, its noise, and the derivatives the problem gives.
 *
 * @param problem from `defineSde`.
 * @param scheme one of `schemes`, or of one's own.
 * @returns false where `solve` would refuse the two; its sentence says why.
 * @throws InputError for what is no problem, or no scheme.
 * @example
 * ```ts
 * import { fits, namedProblem, schemes } from "homogenized-sgd/sde";
 * const { problem } = namedProblem("tangent-stratonovich");
 * schemes.filter((scheme) => fits(problem, scheme)).map(({ name }) => name).includes("euler-maruyama"); // => false
 * ```
 */
export function fits(problem: SdeProblem, scheme: Scheme): boolean {
  requireBoth(problem, scheme);
  return misfit(problem, scheme) === undefined;
}

/** Names of the schemes made for a problem. */
export const fittingSchemes = (problem: SdeProblem): string[] =>
  schemes.filter((scheme) => fits(problem, scheme)).map(({ name }) => name);

export function requireFit(problem: SdeProblem, scheme: Scheme): void {
  requireBoth(problem, scheme);
  const reason = misfit(problem, scheme);
  if (reason === undefined) return;
  const others = fittingSchemes(problem);
  throw new InputError(
    `${scheme.name} ${reason}; ${others.length > 0 ? `schemes that fit are ${others.join(", ")}` : "no scheme here fits: convert the problem or declare its noise otherwise"}`,
  );
}

function requireBoth(problem: SdeProblem, scheme: Scheme): void {
  requireProblem(problem);
  if (typeof scheme?.prepare !== "function")
    throw new InputError(
      `scheme is ${show(scheme)}; give a scheme itself, such as eulerMaruyama: those that fit are ${fittingSchemes(problem).join(", ")}`,
    );
}
