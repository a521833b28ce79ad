import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breakingIn, climbing, cycles, floors, namingItself } from "./architecture/floors.js";
import {
  nodeGlobalsOutsideTheirRooms,
  nodeOutsideItsRooms,
  packagesOutsideTheirRooms,
  undeclaredOrIdle,
} from "./architecture/packages.js";
import { bitsOfTheEngine, busyDoors, unseeded } from "./architecture/statements.js";
import { imports, type Tree } from "./architecture/tree.js";

const root = join(import.meta.dirname, "..");

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );

const house: Tree = Object.fromEntries(
  floors.flatMap(files).map((path) => [path, readFileSync(join(root, path), "utf8")]),
);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** A rule, and a made-up tree that breaks it with the very sentences it must earn. */
interface Law {
  readonly title: string;
  readonly rule: (tree: Tree) => string[];
  readonly broken: Tree;
  readonly sentences: readonly string[];
}

const laws: readonly Law[] = [
  {
    title: "a file imports only what is below or beside it",
    rule: climbing,
    broken: {
      "estimators/a.ts": 'import { solve } from "../sde/index.js";',
      "sde/solve.ts": 'export * from "../src/index.js";',
      "sde/good.ts": 'import { mean } from "../estimators/index.js"; import { solve } from "./solve.js";',
      "src/index.ts": 'export * from "./cli/index.js"; export * from "./models/index.js";',
      "src/models/a.ts": 'const later = () => import("../theory/index.js");',
      "src/models/b.ts":
        'type T = import("../spectrum/index.js").T; import type { U } from "../cli/index.js";',
      "src/plots/a.ts": "export const a = 1;",
      "src/cli/a.ts": 'import "../index.js"; import "../../test/kit/a.js"; import "../experiment/index.js";',
    },
    sentences: [
      "`src/plots/a.ts` is in the room `plots`, which has no place in the order of floors",
      "`estimators/a.ts` imports `sde/index.ts`, which is not below it",
      "`sde/solve.ts` imports `src/index.ts`, which is not below it",
      "`src/cli/a.ts` imports `src/index.ts`, which is not below it",
      "`src/cli/a.ts` imports `test/kit/a.ts`, which is not below it",
      "`src/index.ts` imports `src/cli/index.ts`, which the main entry must not load",
      "`src/models/a.ts` imports `src/theory/index.ts`, which is not below it",
      "`src/models/b.ts` imports `src/cli/index.ts`, which is not below it",
    ],
  },
  {
    title: "a house and a room are entered by their index.ts",
    rule: breakingIn,
    broken: {
      "src/cli/run.ts":
        'import "../models/logistic.js"; import "../models/index.js"; import "../../sde/kernels/index.js"; import "./parse.js";',
      "src/experiment/schema.ts": 'import "../models/schema.js"; import "../models/logistic.js";',
      "src/cli/schema.ts": 'import "../report/schema.js"; import "../experiment/schema.js";',
      "src/comparison/a.ts": 'import "../models/schema.js";',
      "src/models/a.ts":
        'import { dot } from "../../sde/kernels/vector.js"; import "../../estimators/quantiles.js";',
      "examples/a.ts":
        'import "homogenized-sgd"; import "homogenized-sgd/node"; import "../src/models/index.js";',
    },
    sentences: [
      "`examples/a.ts` enters `src/models/index.ts`; the door is `src/index.ts` or `src/node/index.ts`",
      "`src/cli/run.ts` enters `src/models/logistic.ts`; the door is `src/models/index.ts`",
      "`src/comparison/a.ts` enters `src/models/schema.ts`; the door is `src/models/index.ts`",
      "`src/experiment/schema.ts` enters `src/models/logistic.ts`; the door is `src/models/index.ts` or `src/models/schema.ts`",
      "`src/models/a.ts` enters `sde/kernels/vector.ts`; the door is `sde/index.ts` or `sde/kernels/index.ts`",
      "`src/models/a.ts` enters `estimators/quantiles.ts`; the door is `estimators/index.ts` or `estimators/input/index.ts`",
    ],
  },
  {
    title: "only examples speak of the package by its name",
    rule: namingItself,
    broken: {
      "src/models/a.ts": 'import { solve } from "homogenized-sgd/sde";',
      "src/models/b.ts":
        '/** ```ts\n * import { solve } from "homogenized-sgd/sde";\n * ``` */\nexport const b = 1;',
      "examples/a.ts": 'import { simulate } from "homogenized-sgd";',
    },
    sentences: ["`src/models/a.ts` imports `homogenized-sgd/sde`, its own package; write the relative path"],
  },
  {
    title: "no file imports itself by way of others",
    rule: cycles,
    broken: {
      "sde/a.ts": 'import "./b.js";',
      "sde/b.ts": 'import type { C } from "./c.js";',
      "sde/c.ts": 'export * from "./a.js"; import "./d.js";',
      "sde/d.ts": "export const d = 1;",
      "sde/e.ts": 'import "./a.js";',
    },
    sentences: ["`sde/a.ts` → `sde/b.ts` → `sde/c.ts` → `sde/a.ts` is a cycle"],
  },
  {
    title: "only src/node and src/cli import from Node",
    rule: nodeOutsideItsRooms,
    broken: {
      "src/report/a.ts": 'import { readFile } from "node:fs/promises"; const path = await import("path");',
      "src/node/a.ts": 'import { readFile } from "node:fs/promises";',
      "examples/a.ts": 'import { readFile } from "node:fs/promises";',
    },
    sentences: [
      "`src/report/a.ts` imports `node:fs/promises`; only `src/node` and `src/cli` may import from Node",
      "`src/report/a.ts` imports `path`; only `src/node` and `src/cli` may import from Node",
    ],
  },
  {
    title: "only src/node and src/cli use Node's globals",
    rule: nodeGlobalsOutsideTheirRooms,
    broken: {
      "sde/a.ts": "const now = 1;\nexport const a = process.env.A;",
      "sde/b.ts": "export const b = (process: { state: number }) => process.state + { process: 1 }.process;",
      "src/cli/a.ts": "export const a = process.env.A;",
    },
    sentences: ["`sde/a.ts:2` uses `process`, which a browser has not"],
  },
  {
    title: "zod stays with the schemas, drawing and terminal packages in their rooms",
    rule: packagesOutsideTheirRooms,
    broken: {
      "src/models/logistic.ts": 'import { z } from "zod"; import { loader } from "vega";',
      "src/models/schema.ts": 'import { z } from "zod";',
      "src/experiment/run.ts": 'import { z } from "zod/mini"; import { Resvg } from "@resvg/resvg-js";',
    },
    sentences: [
      "`src/experiment/run.ts` imports `@resvg/resvg-js`; only `src/report` and `src/node` may",
      "`src/models/logistic.ts` imports `zod`; only `src/experiment` and the `schema.ts` files may",
      "`src/models/logistic.ts` imports `vega`; only `src/report` may",
    ],
  },
  {
    title: "every package imported is declared, every one declared is imported",
    rule: (tree) =>
      undeclaredOrIdle(tree, tree === house ? Object.keys(manifest.dependencies) : ["zod", "vega"]),
    broken: {
      "src/models/schema.ts": 'import { z } from "zod"; import fft from "fft.js"; import "node:fs";',
    },
    sentences: [
      "`src/models/schema.ts` imports `fft.js`, which is not among the dependencies of package.json",
      "package.json depends on `vega`, which no file imports",
    ],
  },
  {
    title: "an index.ts holds only re-exports",
    rule: busyDoors,
    broken: {
      "src/models/index.ts":
        'export * from "./a.js";\nimport { b } from "./b.js";\nexport { b };\nconst c = 1;',
      "src/models/a.ts": "export const a = 1;",
    },
    sentences: [
      '`src/models/index.ts:2` holds `import { b } from "./b.js";`; an index.ts only re-exports',
      "`src/models/index.ts:3` holds `export { b };`; an index.ts only re-exports",
      "`src/models/index.ts:4` holds `const c = 1;`; an index.ts only re-exports",
    ],
  },
  {
    title: "arithmetic has the same bits in every engine",
    rule: bitsOfTheEngine,
    broken: {
      "sde/a.ts":
        "// Math.exp(1) in a comment\nexport const a = Math.exp(1) + Math.sqrt(2) + 2 ** -53;\nconst { cos } = Math;\nexport const c = cos(a) * a ** 3;",
    },
    sentences: [
      "`sde/a.ts:2` has `Math.exp`, whose last bit is the engine's; use sde/kernels/elementary.ts",
      "`sde/a.ts:3` uses `Math` other than as `Math.name`, which hides what is called",
      "`sde/a.ts:4` has `a ** 3`, whose last bit is the engine's; multiply out, or use `pow` of sde/kernels",
    ],
  },
  {
    title: "nothing is drawn but from a seed, and no clock enters a result",
    rule: unseeded,
    broken: {
      "src/dynamics/a.ts":
        'export const a = Math.random();\nexport const b = Date.now() + new Date().getTime();\nexport const c = (1).toLocaleString() + (1).toLocaleString("en");',
      "src/cli/a.ts": "export const a = performance.now() + Math.random();",
      "src/models/a.ts": "export const a = crypto.randomUUID();",
    },
    sentences: [
      "`src/cli/a.ts:1` has `Math.random`, which no seed governs; draw from a stream of sde/random",
      "`src/dynamics/a.ts:1` has `Math.random`, which no seed governs; draw from a stream of sde/random",
      "`src/dynamics/a.ts:2` looks at the clock by `Date`; only report, workers, node and cli may",
      "`src/dynamics/a.ts:2` looks at the clock by `Date`; only report, workers, node and cli may",
      "`src/dynamics/a.ts:3` has `toLocaleString`, which depends on the reader's language",
      "`src/models/a.ts:1` has `crypto.randomUUID`, which no seed governs; draw from a stream of sde/random",
    ],
  },
];

describe("architecture", () => {
  it("is looked at where it stands: every floor has files and they import one another", () => {
    for (const floor of floors.slice(0, 3))
      expect(Object.keys(house).filter((p) => p.startsWith(floor))).not.toEqual([]);
    const broken = imports(house).filter(({ to }) => to !== undefined && !(to in house));
    expect(broken.map(({ from, to }) => `\`${from}\` imports \`${to}\`, which is not there`)).toEqual([]);
  });

  describe.each(laws)("$title", ({ rule, broken, sentences }) => {
    it("holds", () => expect(rule(house)).toEqual([]));
    it("is noticed when broken", () => expect(rule(broken)).toEqual(sentences));
  });
});
