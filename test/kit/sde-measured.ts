/**
 * Measures memory in a Node process of its own, where the collector can be called and nothing else allocates. The
 * engine is transpiled to a folder for it, for Node 20 runs no TypeScript.
 */
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));

function transpile(folder: string): void {
  for (const top of ["estimators", "sde"])
    for (const file of readdirSync(join(root, top), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(root, top, file), "utf8"), {
        compilerOptions: {
          target: ts.ScriptTarget.ES2022,
          module: ts.ModuleKind.ESNext,
          verbatimModuleSyntax: true,
        },
      });
      const target = join(folder, top, file.replace(/\.ts$/, ".js"));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, outputText);
    }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
}

/** Measuring tools every script begins with: `live()` after a collection, `used()` without one, in bytes. */
const tools = `
const total = ({ heapUsed, arrayBuffers }) => heapUsed + arrayBuffers;
const used = () => total(process.memoryUsage());
const live = () => { gc(); gc(); return used(); };
`;

/**
 * Runs a module beside the transpiled engine (import from "./sde/index.js") and returns what it prints as JSON.
 * The young generation is made so large that no collection happens by itself: what `used()` grows by is what was
 * allocated.
 */
export function measured<Result>(script: string): Result {
  const folder = mkdtempSync(join(tmpdir(), "hsgd-memory-"));
  try {
    transpile(folder);
    const file = join(folder, "measure.js");
    writeFileSync(file, tools + script);
    // Compiled at once and not in the background, code is the same however busy the machine is.
    const flags = [
      "--expose-gc",
      "--single-threaded",
      "--max-semi-space-size=512",
      "--min-semi-space-size=512",
    ];
    return JSON.parse(execFileSync(process.execPath, [...flags, file], { encoding: "utf8" })) as Result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
