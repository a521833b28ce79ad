/** Formulas of exponentials: their values and derivatives far out, and what must stay as it is written. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  compileExpression,
  type Expression,
  loadFormulas,
  parseFormula,
  readFormulaSync,
  stabilise,
} from "../../../sde/formula/index.js";

beforeAll(loadFormulas);

/** s and its first two derivatives, s′ = s(x)s(−x), s″ = s′(1 − 2s). */
const s = (x: number) => (x > 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const s1 = (x: number) => s(x) * s(-x);
const s2 = (x: number) => s1(x) * (s(-x) - s(x));
const softplus = (x: number) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
/** log cosh without its overflow. */
const logCosh = (x: number) => Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x))) - Math.LN2;

const FAR = [-2000, -750, -700, -300, -36, -3, -0.7, 0, 0.7, 3, 36, 300, 700, 750, 2000];

/** A formula, and f, f′ and f″ by hand. */
type Row = [string, (x: number) => number, (x: number) => number, (x: number) => number];

const zero = () => 0;
const [spelledSoftplus, spelledSigmoid, spelledTanh, spelledCosh]: [Row[1], Row[2], Row[3]][] = [
  [softplus, s, s1],
  [s, s1, s2],
  [
    (x) => Math.sign(x) * -Math.expm1(-2 * Math.abs(x)) * s(2 * Math.abs(x)),
    (x) => 4 * s1(2 * x),
    (x) => 8 * s2(2 * x),
  ],
  [logCosh, (x) => Math.tanh(x), (x) => 4 * s1(2 * x)],
];

const rows: Row[] = [
  ["log(1 + exp(x))", ...spelledSoftplus],
  ["log(exp(x) + 1)", ...spelledSoftplus],
  ["log1p(exp(x))", ...spelledSoftplus],
  ["log(1 + 1/exp(-x))", ...spelledSoftplus],
  ["log(exp(0*x) + exp(x))", ...spelledSoftplus],
  ["-log(1/(1 + exp(x)))", ...spelledSoftplus],
  ["-log(1 - 1/(1 + exp(-x)))", ...spelledSoftplus],
  ["-log(exp(x)/(1 + exp(x)))", (x) => softplus(-x), (x) => -s(-x), s1],
  ["log(exp(-x)) + 2*x", (x) => x, () => 1, zero],
  ["1/(1 + exp(-x))", ...spelledSigmoid],
  ["exp(x)/(1 + exp(x))", ...spelledSigmoid],
  ["exp(x)/(exp(x) + 1)", ...spelledSigmoid],
  ["exp(x)*(1/(1 + exp(x)))", ...spelledSigmoid],
  ["1/(1 + 1/exp(x))", ...spelledSigmoid],
  ["1 - 1/(1 + exp(x))", ...spelledSigmoid],
  ["1 - exp(-x)/(1 + exp(-x))", ...spelledSigmoid],
  ["exp(x/2)/(exp(x/2) + exp(-x/2))", ...spelledSigmoid],
  ["-3*exp(x)/(1 + exp(x))/2", (x) => -1.5 * s(x), (x) => -1.5 * s1(x), (x) => -1.5 * s2(x)],
  ["exp(-log(1 + exp(-x)))", ...spelledSigmoid],
  ["log(1 - tanh(x))", (x) => Math.LN2 - softplus(2 * x), (x) => -2 * s(2 * x), (x) => -4 * s1(2 * x)],
  ["log1p(-tanh(x))", (x) => Math.LN2 - softplus(2 * x), (x) => -2 * s(2 * x), (x) => -4 * s1(2 * x)],
  ["log((tanh(x) + 1)/2)", (x) => -softplus(-2 * x), (x) => 2 * s(-2 * x), (x) => -4 * s1(2 * x)],
  ["exp(x)/(1 + exp(x))^2", s1, s2, (x) => s1(x) * (1 - 6 * s1(x))],
  ["x/(1 + exp(-x))", (x) => x * s(x), (x) => s(x) + x * s1(x), (x) => 2 * s1(x) + x * s2(x)],
  ["(exp(x) - exp(-x))/(exp(x) + exp(-x))", ...spelledTanh],
  ["(exp(2*x) - 1)/(exp(2*x) + 1)", ...spelledTanh],
  ["2/(1 + exp(-2*x)) - 1", ...spelledTanh],
  ["log((exp(x) + exp(-x))/2)", ...spelledCosh],
  ["log(exp(x) + exp(-x)) - log(2)", ...spelledCosh],
  ["log(0.5*exp(x) + exp(-x)/2)", ...spelledCosh],
  ["-log(2*exp(x)/(1 + exp(2*x)))", ...spelledCosh],
  [
    "2/(exp(x) + exp(-x))",
    (x) => Math.exp(-logCosh(x)),
    (x) => -Math.exp(-logCosh(x)) * Math.tanh(x),
    (x) => Math.exp(-logCosh(x)) * (1 - 8 * s1(2 * x)),
  ],
  ["log(3 + 3*exp(x))", (x) => Math.log(3) + softplus(x), s, s1],
  [
    "log(1 + 4*exp(x))",
    (x) => softplus(x + Math.log(4)),
    (x) => s(x + Math.log(4)),
    (x) => s1(x + Math.log(4)),
  ],
  [
    "log1p(4*exp(x))",
    (x) => softplus(x + Math.log(4)),
    (x) => s(x + Math.log(4)),
    (x) => s1(x + Math.log(4)),
  ],
  ["log(exp(x)^2*(1 + exp(-x))^3)", (x) => 2 * x + 3 * softplus(-x), (x) => 2 - 3 * s(-x), (x) => 3 * s1(x)],
  // Squares below the bar overflow at half of what exponentials do.
  [
    "x + 1/(1 + exp(x))^2",
    (x) => x + s(-x) ** 2,
    (x) => 1 - 2 * s(-x) * s1(x),
    (x) => 2 * s1(x) * (s1(x) + s(-x) * (s(x) - s(-x))),
  ],
  // What stands around and inside.
  [
    "log(1 + exp(x))^2",
    (x) => softplus(x) ** 2,
    (x) => 2 * softplus(x) * s(x),
    (x) => 2 * (s(x) ** 2 + softplus(x) * s1(x)),
  ],
  [
    "log(1 + exp(log(1 + exp(x))))",
    (x) => softplus(softplus(x)),
    (x) => s(softplus(x)) * s(x),
    (x) => s1(softplus(x)) * s(x) ** 2 + s(softplus(x)) * s1(x),
  ],
  ["log(1 + exp(3*x - 1))/3", (x) => softplus(3 * x - 1) / 3, (x) => s(3 * x - 1), (x) => 3 * s1(3 * x - 1)],
  [
    "log(1 + exp(abs(x)))",
    (x) => softplus(Math.abs(x)),
    (x) => Math.sign(x) * s(Math.abs(x)),
    (x) => Math.sign(x) ** 2 * s1(x),
  ],
  [
    "log(1 + exp(x^2))",
    (x) => softplus(x * x),
    (x) => 2 * x * s(x * x),
    (x) => 2 * s(x * x) + 4 * x * x * s1(x * x),
  ],
  [
    "x > 0 ? log(1 + exp(x)) : log(1 + exp(-x))",
    (x) => softplus(Math.abs(x)),
    (x) => (x > 0 ? s(x) : -s(-x)),
    s1,
  ],
  [
    "max(log(1 + exp(x)), -x/(1 + exp(x)))",
    (x) => Math.max(softplus(x), -x * s(-x)),
    (x) => (softplus(x) > -x * s(-x) ? s(x) : -s(-x) + x * s1(x)),
    (x) => (softplus(x) > -x * s(-x) ? s1(x) : 2 * s1(x) + x * s2(x)),
  ],
];

describe.each(rows)("%s", (text, ...byHand) => {
  it("is what it means, and so are its derivatives, as far out as anybody goes", () => {
    const f = readFormulaSync(text, ["x"]);
    const g = f.derivative("x");
    [f, g, g.derivative("x")].forEach((formula, order) => {
      for (const x of FAR) {
        const expected = byHand[order](x);
        const got = formula.evaluate(Float64Array.of(x));
        // e^w at |w| of thousands keeps |w| ulps; where a sum cancels it keeps those of its summands, none of them above 1.
        const allowed = 2e-12 * Math.abs(expected) + (Math.abs(x) < 40 ? 1e-15 : 1e-300);
        expect(Math.abs(got - expected), `order ${order} at ${x}: ${got}, ${expected}`).toBeLessThan(allowed);
      }
    });
  });
});

describe("of several names", () => {
  const names = ["x1", "x2", "x3"];
  const at = (text: string, ...x: number[]) => readFormulaSync(text, names).evaluate(Float64Array.from(x));
  const sum = "exp(x1) + exp(x2) + exp(x3)";
  const logSum = (x: readonly number[]) => {
    const largest = Math.max(...x);
    return largest + Math.log(x.reduce((total, value) => total + Math.exp(value - largest), 0));
  };
  const places = [
    [0.3, -0.4, 1.1],
    [800, -750, 799],
    [-1500, -1501, -1500.5],
    [0, 1200, -1200],
  ];

  it("log of a sum, softmax, and the derivatives of both", () => {
    for (const x of places) {
      const softmax = x.map((value) => Math.exp(value - logSum(x)));
      expect(at(`log(${sum})`, ...x)).toBeCloseTo(logSum(x), 10);
      names.forEach((name, i) => {
        const share = `exp(${name})/(${sum})`;
        expect(at(share, ...x)).toBeCloseTo(softmax[i], 11);
        const slopes = [`log(${sum})`, share].map((text) => readFormulaSync(text, names).derivative("x1"));
        const values = slopes.map((slope) => slope.evaluate(Float64Array.from(x)));
        expect(values[0]).toBeCloseTo(softmax[0], 11);
        expect(values[1]).toBeCloseTo((i === 0 ? softmax[0] : 0) - softmax[0] * softmax[i], 11);
      });
    }
  });
  it("the entropy between two softmaxes, however it is written", () => {
    for (const x of places) {
      const softmax = x.map((value) => Math.exp(value - logSum(x)));
      const expected = logSum(x) - x[1];
      expect(at(`-log(exp(x2)/(${sum}))`, ...x)).toBeCloseTo(expected, 10);
      const mean = `(${names.map((name) => `${name}*exp(${name})`).join(" + ")})/(${sum})`;
      expect(at(mean, ...x)).toBeCloseTo(
        x.reduce((total, value, i) => total + (softmax[i] > 0 ? value * softmax[i] : 0), 0),
        8,
      );
    }
  });
  it("a long sum does not swell", () => {
    const many = Array.from({ length: 24 }, (_, i) => `exp(x${i + 1})`).join(" + ");
    const long = Array.from({ length: 24 }, (_, i) => `x${i + 1}`);
    const size = JSON.stringify(stabilise(parseFormula(`log(${many})`, long))).length;
    // The first half of every sum is written twice and its second once: 3^5 names at most, not 2^24.
    expect(size).toBeLessThan(60_000);
    expect(readFormulaSync(`log(${many})`, long).evaluate(new Float64Array(24).fill(900))).toBeCloseTo(
      900 + Math.log(24),
      9,
    );
  });
});

describe("logarithms of the tails of erf", () => {
  it.each([
    ["-log(0.5*(1 + erf(x/sqrt(2))))", 1],
    ["-log(0.5 - 0.5*erf(-x/sqrt(2)))", 1],
    ["-log1p(-erf(x/sqrt(2))) + log(2)", -1],
  ])("%s is −log Φ, and so is its derivative, however far out", (text, sign) => {
    const f = readFormulaSync(text, ["x"]);
    const slope = f.derivative("x");
    const at = (x: number) => [f, slope].map(({ evaluate }) => evaluate(Float64Array.of(sign * x)));
    for (const x of [60, 100, 300, 2000]) {
      // Abramowitz & Stegun 7.1.23, to x⁻⁶.
      const [w, half] = [1 / (x * x), 0.5 * x * x + Math.log(x * Math.sqrt(2 * Math.PI))];
      const [value, derivative] = at(-x);
      expect(Math.abs(value / (half + w - 2.5 * w * w + (37 / 3) * w ** 3) - 1)).toBeLessThan(1e-13);
      expect(Math.abs((sign * derivative) / -(x + (1 - 2 * w + 10 * w * w) / x) - 1)).toBeLessThan(1e-8);
      expect(at(x).map(Math.abs)).toEqual([expect.closeTo(0, 15), expect.closeTo(0, 15)]);
    }
    expect(at(0)[0]).toBeCloseTo(Math.LN2, 15);
  });
  it("other numbers beside erf are left as they are", () => {
    const f = readFormulaSync("log(1 - 0.5*erf(x))", ["x"]);
    expect(f.evaluate(Float64Array.of(40))).toBeCloseTo(-Math.LN2, 15);
  });
});

describe("what is not such a formula", () => {
  const evaluated = (expression: Expression, x: number, y: number) =>
    compileExpression(expression, ["x", "y"])(Float64Array.of(x, y));
  const points = [-4.2, -1, -0.3, 0, 0.6, 1, 3.9].flatMap((x) => [-2.5, 0.4, 3].map((y) => [x, y] as const));

  it.each([
    "x^3 - 2*x*y + y/3",
    "(x - y)^2/2",
    "log(x^2 + 1) - log(7)",
    "log(2) + log1p(x^2)",
    "log(y^2 + exp(x))",
    "log(exp(x) - 0.5*exp(y - 9))",
    "sqrt(1 + exp(x))",
    "exp(x)*y/(2 + x^2)",
    "x/(y^2 + exp(x))",
    "exp(-x^2/2)*sin(y)",
    "expm1(x)/(1 + y^2)",
    "(x - 1)/(3*pi)",
    "1 - exp(x)",
    "2 - sigmoid(x)",
    "log(1e-12 + sigmoid(x))",
    "log(1 + erf(x)^2)",
    "log1p(sigmoid(x))",
    "sigmoid(x)*sigmoid(y)*exp(-1)",
    "abs(x)*max(x, y) - min(x, 1)",
    "x > y ? sign(x) : floor(y)",
    "softplus(x) + tanh(y)",
  ])("%s stays as it is", (text) => {
    const own = parseFormula(text, ["x", "y"]);
    const rewritten = stabilise(own);
    for (const [x, y] of points) expect(evaluated(rewritten, x, y)).toBe(evaluated(own, x, y));
  });

  it.each(rows.map(([text]) => text))(
    "%s is rewritten, and worth the same where nothing overflows",
    (text) => {
      const own = parseFormula(text, ["x", "y"]);
      const rewritten = stabilise(own);
      expect(rewritten).not.toEqual(own);
      for (const [x, y] of points) {
        const expected = evaluated(own, x, y);
        // A log near 1 and a difference near 0 lose what the rewritten formula keeps, and x² is up to 18 in the exponent;
        // of 1 − tanh the rounding of 1 is left, relative to what that is.
        const lost = text.includes("tanh") ? Math.exp(Math.abs(expected)) : 0;
        expect(Math.abs(evaluated(rewritten, x, y) - expected)).toBeLessThan(
          2e-15 * (2 + Math.abs(expected) + lost),
        );
      }
    },
  );

  it("as they are written they would overflow (negative control)", () => {
    const far = (text: string) => evaluated(parseFormula(text, ["x", "y"]), 750, 0);
    expect(far("log(1 + exp(x))")).toBe(Number.POSITIVE_INFINITY);
    expect(far("exp(x)/(1 + exp(x))")).toBeNaN();
    expect(far("log((exp(x) + exp(-x))/2)")).toBe(Number.POSITIVE_INFINITY);
    expect(far("(exp(x) - exp(-x))/(exp(x) + exp(-x))")).toBeNaN();
  });
});
