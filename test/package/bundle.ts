/**
 * Bundles a file for the browser, in memory, and says what in it a browser cannot or should not load.
 */
import { createContext, runInContext } from "node:vm";
import { build } from "vite";

export interface Bundle {
  /** One script that defines the global `bundle`. */
  readonly code: string;
  /** Absolute paths of the modules that went in. */
  readonly modules: readonly string[];
  /** Modules of Node that something imported: "node:fs". */
  readonly builtins: readonly string[];
}

export async function bundle(entry: string, root: string): Promise<Bundle> {
  const built = await build({
    root,
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "bundle", fileName: "bundle" },
      rolldownOptions: {
        output: { codeSplitting: false },
      },
    },
  });
  if (!Array.isArray(built) || built.length !== 1)
    throw new Error("vite built something else than one library");
  const chunks = built[0].output.filter((part) => part.type === "chunk");
  const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules));
  // Outside production vite puts a named stand-in in the place of a module of Node, and a nameless one where the
  // importing package itself says that it needs none in a browser.
  const builtins = modules.flatMap((module) => /__vite-browser-external:(.+)/.exec(module)?.[1] ?? []);
  return { code: chunks.map((chunk) => chunk.code).join("\n"), modules, builtins };
}

const packagesOfOtherRooms = [
  "vega",
  "vega-lite",
  "@resvg/resvg-js",
  "commander",
  "cli-progress",
  "typescript",
];

/** Which modules belong to rooms the main entry must not load: "src/report/figure.ts", "vega". */
export function strangers(modules: readonly string[], root: string): string[] {
  return modules.flatMap((module) => {
    const path = module.replaceAll("\\", "/").replace(`${root.replaceAll("\\", "/")}/`, "");
    if (/^src\/(report|workers|node|cli)\//.test(path)) return [path];
    return packagesOfOtherRooms.filter((name) => path.includes(`node_modules/${name}/`));
  });
}

/** Runs an expression on the loaded bundle where there is no Node: the language, and a few names of a browser. */
export function inBareContext(code: string, expression: string): unknown {
  const browser = {
    TextEncoder,
    TextDecoder,
    URL,
    performance,
    setTimeout,
    clearTimeout,
    structuredClone,
    atob,
    btoa,
  };
  const context = createContext({ ...browser });
  runInContext(code, context);
  return runInContext(expression, context);
}
