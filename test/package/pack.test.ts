/**
 * The tarball that would be published: what is in it, what two linters say of it, and what a user has who installs it.
 * Needs the built dist/ (`npm test` builds first).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { staleness } from "./built.js";
import { output, run } from "./commands.js";

const root = join(import.meta.dirname, "..", "..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const attw = join(root, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const minutes = 60_000;

/** Code, types, their maps and sources, and the figures' fonts: more than this is something that should not be in. */
const packedBytes = 2_000_000;

const scratch = mkdtempSync(join(tmpdir(), "hsgd-pack-"));
const user = join(scratch, "user");
let tarball = "";
let paths: string[] = [];
let size = 0;

beforeAll(() => {
  const stale = staleness(root);
  if (stale) throw new Error(stale);
  // --ignore-scripts: `prepack` would build again under the feet of the other tests.
  const [packed] = JSON.parse(
    output(root, "npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", scratch]),
  );
  tarball = join(scratch, packed.filename);
  paths = packed.files.map((file: { path: string }) => file.path);
  size = packed.size;
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), JSON.stringify({ private: true, type: "module" }));
  output(user, "npm", ["install", tarball, "--prefer-offline", "--no-audit", "--no-fund"]);
}, 8 * minutes);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("the tarball", () => {
  it("holds the papers, the build and the sources, and nothing of the workshop", () => {
    for (const paper of [
      "LICENSE",
      "README.md",
      "CHANGELOG.md",
      "CITATION.cff",
      "package.json",
      "dist/schema.json",
    ])
      expect(paths).toContain(paper);
    for (const entry of ["src/index", "sde/index", "estimators/index", "src/node/index", "src/cli/main"])
      for (const kind of [".js", ".d.ts", ".js.map", ".d.ts.map"])
        expect(paths).toContain(`dist/${entry}${kind}`);
    const strangers = paths.filter((path) =>
      /(^|\/)(test|bench|out|coverage|examples(?!\/figures\/)|node_modules|\.[^/]+)(\/|$)/.test(path),
    );
    expect(strangers).toEqual([]);
    expect(paths.filter((path) => /\.test\.|\.bench\./.test(path))).toEqual([]);
  });

  it("holds the sources its maps point to", () => {
    const lost = paths
      .filter((path) => path.endsWith(".map"))
      .flatMap((path) => {
        const { sources } = JSON.parse(readFileSync(join(root, path), "utf8")) as { sources: string[] };
        return sources.map((source) => posix.join(posix.dirname(path), source));
      })
      .filter((source) => !paths.includes(source));
    expect(lost).toEqual([]);
  });

  it(`is smaller than ${packedBytes / 1e6} MB`, () => expect(size).toBeLessThan(packedBytes));

  it("is clean to publint", async () => {
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({
      pack: {
        tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
      },
      level: "warning",
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it(
    "has types that resolve, to attw (ES modules only)",
    () => {
      const { status, stdout } = run(root, process.execPath, [
        attw,
        tarball,
        "--profile",
        "esm-only",
        "--no-definitely-typed",
        "--no-emoji",
      ]);
      expect(stdout).toContain(manifest.name);
      expect(status, stdout).toBe(0);
    },
    3 * minutes,
  );
});

describe("installed in an empty folder", () => {
  it("gives every entry to plain JavaScript", () => {
    writeFileSync(
      join(user, "entries.js"),
      `import * as main from "homogenized-sgd";
       import * as sde from "homogenized-sgd/sde";
       import * as estimators from "homogenized-sgd/estimators";
       import * as node from "homogenized-sgd/node";
       import schema from "homogenized-sgd/schema.json" with { type: "json" };
       import manifest from "homogenized-sgd/package.json" with { type: "json" };
       const { statistics } = main.simulate(
         { dimension: 20, covariance: main.identity(), model: main.leastSquares(), target: main.gaussian({ norm: 1 }) },
         { method: "ode", schedule: main.constant(1), horizon: 1, save: { points: 2 } });
       console.log(JSON.stringify({
         kinds: [main.compare, sde.solve, estimators.quantiles, node.writeReport].map((member) => typeof member),
         schema: typeof schema.properties, version: manifest.version, risk: Array.from(statistics.risk) }));`,
    );
    const told = JSON.parse(output(user, process.execPath, ["entries.js"]));
    expect(told).toMatchObject({
      kinds: Array(4).fill("function"),
      schema: "object",
      version: manifest.version,
    });
    // K = I, γ = 1, no noise: R' = −R from ½‖X*‖²/d·d = ½.
    expect(told.risk[0]).toBeCloseTo(0.5, 12);
    expect(told.risk[1]).toBeCloseTo(0.5 * Math.exp(-1), 7);
  });

  it("keeps its inner files to itself", () => {
    writeFileSync(join(user, "inner.js"), 'import "homogenized-sgd/dist/src/index.js";');
    expect(run(user, process.execPath, ["inner.js"]).stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("answers `hsgd --version` and `hsgd schema`", () => {
    expect(output(user, "npx", ["--no-install", "hsgd", "--version"]).trim()).toBe(manifest.version);
    const schema = JSON.parse(output(user, "npx", ["--no-install", "hsgd", "schema"]));
    expect(schema).toEqual(JSON.parse(readFileSync(join(root, "dist", "schema.json"), "utf8")));
  });

  it("has the figures of the papers", () => {
    expect(output(user, "npx", ["--no-install", "hsgd", "figure"])).toMatch(/^line-search-two-eigenvalues /m);
  });

  it("runs an experiment and writes its folder", () => {
    writeFileSync(
      join(user, "tiny.yaml"),
      `problem:
  dimension: 20
  covariance: { kind: identity }
  model: { kind: least-squares, noiseStd: 0.5 }
schedule: { kind: constant, rate: 0.7 }
horizon: 1
ensemble: { runs: 4, seed: 1 }
`,
    );
    output(user, "npx", ["--no-install", "hsgd", "run", "tiny.yaml", "--quiet"]);
    const folder = join(user, "out", "tiny");
    const result = JSON.parse(readFileSync(join(folder, "result.json"), "utf8"));
    expect(result).toMatchObject({ format: "homogenized-sgd/result", version: 1 });
    expect(Object.keys(result.curves)).toEqual(["ode", "hsgd", "sgd"]);
    expect(readFileSync(join(folder, "curves.csv"), "utf8")).toMatch(/^method,statistic,time,mean,/);
    expect(readFileSync(join(folder, "figure.svg"), "utf8")).toContain("<svg");
    expect(readFileSync(join(folder, "figure.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  it(
    "is typed for TypeScript, without Node's types and down to its own declarations",
    () => {
      writeFileSync(join(user, "tsconfig.json"), JSON.stringify(consumerOptions));
      writeFileSync(join(user, "consumer.ts"), consumer);
      const { stdout } = run(user, process.execPath, [tsc, "-p", "."]);
      // Faults inside other packages' declarations are theirs.
      const ours = /^(consumer\.ts|node_modules\/homogenized-sgd\/)/;
      expect(stdout.split("\n").filter((line) => ours.test(line))).toEqual([
        "consumer.ts(8,7): error TS2322: Type 'Float64Array<ArrayBufferLike>' is not assignable to type 'string'.",
      ]);
    },
    3 * minutes,
  );
});

const consumerOptions = {
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    lib: ["es2022", "dom"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: ["consumer.ts"],
};

/** Its last line is wrong, so that a compiler that saw nothing is noticed. */
const consumer = `import { type Problem, problem, identity, leastSquares, gaussian, constant, simulate } from "homogenized-sgd";
import { solve } from "homogenized-sgd/sde";
import { quantiles } from "homogenized-sgd/estimators";
import { writeReport } from "homogenized-sgd/node";
const small: Problem = problem({ dimension: 20, covariance: identity(), model: leastSquares(), target: gaussian({ norm: 1 }) });
const run = simulate(small, { method: "sgd", schedule: constant(0.7), horizon: 1, seed: 1 });
export const members: readonly unknown[] = [solve, quantiles, writeReport, run.times];
const wrong: string = run.statistics.risk;
`;
