/** The page "which scheme?" from the facts that schemes carry. */
import type { Noise, Scheme } from "../../sde/index.js";
import { missingPart } from "./missing-part.js";

interface Section {
  readonly title: string;
  readonly words: string;
  /** What to take when; the schemes named are in the table. */
  readonly advice: string;
  readonly noise: (sources: number) => Noise;
  /** Numbers of sources between which costs are compared. */
  readonly sources: readonly [number, number];
}

const sections: readonly Section[] = [
  {
    title: "No noise",
    words: "An ordinary differential equation.",
    advice:
      "Take `dormand-prince` with `tolerance`; where the drift is stiff, `rosenbrock` with `tolerance`.",
    noise: () => ({ kind: "none" }),
    sources: [0, 0],
  },
  {
    title: "Additive noise",
    words: "g depends on t alone; Itô and Stratonovich agree.",
    advice:
      "Take `sra1`, best for paths and for means; `heun` for means without areas; `euler-maruyama` has order 1 here.",
    noise: () => ({ kind: "additive" }),
    sources: [2, 3],
  },
  {
    title: "Diagonal noise",
    words: "Source i drives coordinate i, with a g_i that depends on x_i; the sources commute.",
    advice:
      "Paths: `sriw1`, or `milstein` where f and g are dear (Stratonovich: `heun`). Means: `platen-weak-2`.",
    noise: () => ({ kind: "diagonal" }),
    sources: [2, 3],
  },
  {
    title: "Scalar noise",
    words: "One source drives all coordinates.",
    advice:
      "Paths: `sriw1`, or `milstein` where f and g are dear (Stratonovich: `heun`). Means: `platen-weak-2`.",
    noise: () => ({ kind: "scalar" }),
    sources: [1, 1],
  },
  {
    title: "General noise, commutative",
    words: "m sources whose fields commute, declared by `commutative: true`.",
    advice:
      "Paths: `milstein` with derivatives, `milstein-derivative-free` without (Stratonovich: `heun`). Means: `platen-weak-2-general`.",
    noise: (sources) => ({ kind: "general", sources, commutative: true }),
    sources: [2, 3],
  },
  {
    title: "General noise",
    words: "m sources; order 1 along paths takes their Lévy areas.",
    advice:
      "Paths: `milstein-levy`; where order ½ will do, `euler-maruyama` (Stratonovich: `euler-heun`). Means: `platen-weak-2-general`.",
    noise: (sources) => ({ kind: "general", sources }),
    sources: [2, 3],
  },
  {
    title: "Operator noise",
    words: "`applyNoise` gives g(t, x) ΔW without a matrix, as homogenized SGD does.",
    advice:
      "Take `euler-maruyama` (Stratonovich: `heun`); where the drift is stiff, `exponential-euler` or `drift-implicit-euler`.",
    noise: (sources) => ({ kind: "operator", sources }),
    sources: [2, 3],
  },
];

const preface = `# Which scheme?

<!-- Made by \`npm run docs\` from the facts in sde/schemes; a test compares them. -->

Orders are those of the error at a fixed time as the step h → 0: *strong* along each path, √(E |Xʰ − X|²) ~ h^p, *weak* of
means, |E φ(Xʰ) − E φ(X)| ~ h^p. \`hsgd order\` measures both. The columns f and g count the evaluations of drift and
diffusion in one step with m sources; the last one says what a scheme takes besides f, g and the increments ΔW, of the
Brownian motion or of the problem.

* Moments and laws of many paths: the weak order counts. Paths themselves, first passages, one path at several step
  sizes: the strong order.
* \`tolerance\` (steps as long as their error allows) takes a scheme of strong order 1 or more.
* Stiff linear drift: \`exponential-euler\`; any stiff drift: \`drift-implicit-euler\`, whose two f are those of a linear
  drift; drift that grows faster than linearly: \`tamed-euler\`.
* Cox–Ingersoll–Ross and other square roots of what must stay positive: \`full-truncation-euler\`, or
  \`drift-implicit-square-root-euler\` where 4κθ > σ²; their orders are
  those for 2κθ > 3σ².
`;

/** Of m: what two of its values say, as in 1 + 2m. */
function ofSources(count: (sources: number) => number, [a, b]: readonly [number, number]): string {
  const slope = a === b ? 0 : (count(b) - count(a)) / (b - a);
  const constant = count(a) - slope * a;
  if (slope === 0) return String(constant);
  const product = slope === 1 ? "m" : `${slope}m`;
  return constant === 0 ? product : `${constant} + ${product}`;
}

const needsInWords: Readonly<Record<Scheme["needs"][number], string>> = {
  "space-time-area": "space-time areas",
  signs: "random signs",
  "levy-area": "Lévy areas",
};

const calculusInWords = { ito: "Itô", stratonovich: "Stratonovich" };

function row(scheme: Scheme, { noise, sources }: Section): string {
  const { kind } = noise(sources[0]);
  // Where g does not depend on x the two calculi agree.
  const either = kind === "none" || kind === "additive";
  const cost = (part: "drift" | "diffusion") =>
    kind === "none" && part === "diffusion" ? "0" : ofSources((m) => scheme.cost(m, noise(m))[part], sources);
  const cells = [
    `\`${scheme.name}\``,
    either ? "either" : scheme.calculus.map((one) => calculusInWords[one]).join(", "),
    scheme.strongOrder(noise(sources[0])) ?? "–",
    scheme.weakOrder(noise(sources[0])) ?? "–",
    cost("drift"),
    cost("diffusion"),
    [...scheme.needs.map((need) => needsInWords[need]), missingPart(scheme, noise(sources[0]), sources[0])]
      .filter((words) => words !== undefined)
      .join(", ") || "–",
  ];
  return `| ${cells.join(" | ")} |`;
}

export function schemePage(schemes: readonly Scheme[]): string {
  const tables = sections.map((section) => {
    const { kind } = section.noise(section.sources[0]);
    const rows = schemes
      .filter((scheme) => scheme.noise.includes(kind))
      .map((scheme) => row(scheme, section));
    return [
      `## ${section.title}`,
      "",
      section.words,
      "",
      section.advice,
      "",
      "| scheme | calculus | strong | weak | f | g | needs besides |",
      "|---|---|---|---|---|---|---|",
      ...rows,
      "",
    ].join("\n");
  });
  return `${preface}\n${tables.join("\n")}`;
}
