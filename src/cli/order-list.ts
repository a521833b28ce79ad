/** What can be asked of `hsgd order`. */
import { catalogue, fits, namedScheme } from "../../sde/index.js";
import { schemesFor } from "./order-flags.js";

/** Every problem with the schemes that fit it; with a scheme, the problems that it fits. */
export function orderList(schemeName?: string): string {
  const scheme = schemeName === undefined ? undefined : namedScheme(schemeName);
  const entries = catalogue.filter(({ problem }) => !scheme || fits(problem, scheme));
  const lines = entries.flatMap((entry) => {
    const { name, description, problem } = entry;
    const kind = `${problem.calculus === "ito" ? "Itô" : "Stratonovich"}, ${problem.noise.kind} noise`;
    return [name, `    ${description}`, `    ${kind}${scheme ? "" : `; ${schemesFor(entry).join(", ")}`}`];
  });
  return [
    scheme ? `Problems that ${scheme.name} fits:` : "Problems, and the schemes that fit them:",
    "",
    ...lines,
    "",
    `Next: hsgd order PROBLEM --scheme ${scheme?.name ?? "NAME"}`,
    "",
  ].join("\n");
}
