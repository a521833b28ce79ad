import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { BINARY, FUNCTION_NAMES, UNARY } from "../../../sde/formula/functions.js";
import { generateLines } from "../../../sde/formula/generate.js";
import {
  type Comparator,
  type Condition,
  compileClosures,
  compileExpression,
  compileMany,
  derive,
  type Expression,
  loadFormulas,
  type Operator,
  parseFormula,
} from "../../../sde/formula/index.js";

beforeAll(loadFormulas);

const names = ["x", "y", "noise"];
const linesOf = (formula: Expression) => {
  const { lines, result } = generateLines(formula, names, (i) => `v[${i}]`);
  return [...lines, `return ${result};`];
};
const bodyOf = (text: string) => linesOf(parseFormula(text, names)).join("\n");

/** Any formula there can be, and any condition. */
const { expression } = fc.letrec<{ expression: Expression; condition: Condition }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, depthSize: "large" },
    fc.record({
      kind: fc.constant("number" as const),
      value: fc.constantFrom(-1, -0, 0, 0.5, 1, 2, 3, 4, 1e300, Number.POSITIVE_INFINITY, Number.NaN),
    }),
    fc.record({ kind: fc.constant("name" as const), name: fc.constantFrom(...names) }),
    fc.record({ kind: fc.constant("negate" as const), of: tie("expression") }),
    fc.record({
      kind: fc.constant("operate" as const),
      operator: fc.constantFrom<Operator>("+", "-", "*", "/", "^"),
      left: tie("expression"),
      right: tie("expression"),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom(...UNARY.keys()),
      args: fc.tuple(tie("expression")),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom(...BINARY.keys()),
      args: fc.tuple(tie("expression"), tie("expression")),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom("max", "min"),
      args: fc.array(tie("expression"), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant("choose" as const),
      when: tie("condition"),
      first: tie("expression"),
      second: tie("expression"),
    }),
  ),
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant("compare" as const),
      comparator: fc.constantFrom<Comparator>("<", "<=", ">", ">=", "==", "!="),
      left: tie("expression"),
      right: tie("expression"),
    }),
    fc.record({
      kind: fc.constantFrom("both" as const, "either" as const),
      left: tie("condition"),
      right: tie("condition"),
    }),
    fc.record({ kind: fc.constant("not" as const), of: tie("condition") }),
  ),
}));

const special = fc.constantFrom(0, -0, 1, -1, 0.5, 750, -750, 1e-300, Number.POSITIVE_INFINITY, Number.NaN);
const values = fc.array(fc.oneof(special, fc.double({ min: -5, max: 5 })), { minLength: 3, maxLength: 3 });

describe("code made of a formula", () => {
  it("gives the bits of its closures", () => {
    let branches = 0;
    fc.assert(
      fc.property(expression, fc.array(values, { minLength: 8, maxLength: 8 }), (formula, points) => {
        const fast = compileExpression(formula, names);
        const plain = compileClosures(formula, names);
        if (linesOf(formula).includes("} else {")) branches++;
        const rows = Float64Array.from(
          { length: 30 },
          (_, at) => points[at % 10]?.[Math.floor(at / 10)] ?? 0,
        );
        const many = new Float64Array(9);
        compileMany(formula, names)(rows, 10, 8, many, 1);
        expect(many[0]).toBe(0);
        points.forEach((point, j) => {
          const expected = plain(Float64Array.from(point));
          expect(fast(Float64Array.from(point))).toBe(expected);
          expect(many[j + 1]).toBe(expected);
        });
      }),
      { seed: 20, numRuns: 1500 },
    );
    expect(branches).toBeGreaterThan(100);
  });

  it("is code: a formula's function is not one of the closures'", () => {
    const formula = parseFormula("x + y", names);
    expect(compileExpression(formula, names).toString()).toContain("s0 + s1");
    expect(compileClosures(formula, names).toString()).not.toContain("s0 + s1");
  });

  it("takes no step twice, in a branch either", () => {
    const text = "tanh(x)^2*(x > 0 ? tanh(x)*exp(y) : exp(y)) + exp(y)";
    const body = bodyOf(text);
    expect(body.match(/tanh/g)).toHaveLength(1);
    // One in each branch, where only one is taken, and one behind them.
    expect(body.match(/exp/g)).toHaveLength(3);
    const direction = derive(parseFormula("0.5*(tanh(x) - tanh(y) - noise)^2", names), "x");
    expect(linesOf(direction).join().match(/tanh/g)).toHaveLength(2);
  });

  it("works out the branch taken, and no other", () => {
    expect(bodyOf("x > 0 ? log(x) : exp(x)")).toMatch(/if \(s\d+\) \{[^}]*log[^}]*\} else \{[^}]*exp[^}]*\}/);
  });

  it("works out what has no name once and for all, with its sign", () => {
    expect(bodyOf("sqrt(2)")).toBe(`return ${Math.SQRT2};`);
    expect(bodyOf("-2")).toBe("return (-2);");
    expect(bodyOf("-0")).toBe("return (-0);");
  });
});

describe("nothing but arithmetic gets into the code", () => {
  const word = `(s\\d+|v\\[\\d\\]|\\(-[\\d.e+-]+\\)|NaN|Infinity|\\(-Infinity\\)|[\\d.e+-]+)`;
  const call = `(${FUNCTION_NAMES.join("|")})\\(${word}(, ${word})?\\)`;
  const sign = "(\\+|-|\\*|/|<|<=|>|>=|===|!==|&&|\\|\\|)";
  const right = `(${word}|-${word}|!${word}|${word} ${sign} ${word}|${call})`;
  const line = new RegExp(
    `^(const s\\d+ = ${right};|let s\\d+;|s\\d+ = ${word};|if \\(s\\d+\\) \\{|\\} else \\{|\\}|return ${word};)$`,
  );

  it("whatever the formula", () => {
    fc.assert(
      fc.property(expression, (formula) => {
        for (const text of linesOf(formula)) expect(text).toMatch(line);
      }),
      { seed: 21, numRuns: 1500 },
    );
  });

  it("and would be seen", () => {
    for (const text of [
      "const s0 = process.exit(v[0]);",
      "const s0 = v[0]; exit()",
      "return s0 + globalThis;",
    ])
      expect(text).not.toMatch(line);
  });

  it("not even by a tree that no parser makes", () => {
    const x: Expression = { kind: "name", name: "x" };
    for (const strange of [
      { kind: "call", name: "process.exit", args: [x] },
      { kind: "operate", operator: "; process.exit() +", left: x, right: x },
      { kind: "name", name: "process" },
      { kind: "number", value: "process.exit()" as unknown as number },
    ] as Expression[])
      expect(linesOf(strange).join()).not.toContain("process");
  });
});

it("where code may not be made at run time closures take its place", () => {
  const folder = mkdtempSync(join(tmpdir(), "formula-"));
  const script = join(folder, "script.mjs");
  const entry = pathToFileURL(resolve("dist/sde/index.js")).href;
  writeFileSync(
    script,
    `import { compileFormula, readFormulaSync } from ${JSON.stringify(entry)};
     const f = await compileFormula("x > 0 ? tanh(x)^2 : exp(x)", ["x"]);
     const g = await compileFormula("x + 1", ["x"]);
     const out = new Float64Array(2);
     readFormulaSync("x*y", ["x", "y"]).evaluateMany(Float64Array.of(2, 3, 5, 7), 2, 2, out, 0);
     console.log(f(0.3), f(-0.3), g(1), ...out);`,
  );
  const run = (...flags: string[]) => spawnSync(process.execPath, [...flags, script], { encoding: "utf8" });
  try {
    const forbidden = run("--disallow-code-generation-from-strings");
    expect(forbidden.stderr).toBe("");
    expect(forbidden.stdout).toBe(run().stdout);
    expect(forbidden.stdout).toMatch(/^0\.08486\d+ 0\.7408\d+ 2 10 21\n$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
