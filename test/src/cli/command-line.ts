/** The built command, run as a user runs it. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const main = fileURLToPath(new URL("../../../dist/src/cli/main.js", import.meta.url));
export const examples = fileURLToPath(new URL("../../../examples/experiments", import.meta.url));

if (!existsSync(main))
  throw new Error(`${main} is not there: these tests run the built command, so build first (npm run build)`);

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Until standard error says it; rejected where the command ends without. */
  readonly says: (words: string) => Promise<void>;
}

export const start = (folder: string, ...args: string[]): Started => startNode(folder, [main, ...args]);

function startNode(folder: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]!.setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...texts }));
  });
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => texts.stderr.includes(words) && resolve();
      child.stderr!.on("data", look);
      child.on("close", () => reject(new Error(`it never said ${JSON.stringify(words)}: ${texts.stderr}`)));
      look();
    });
  return { child, finished, says };
}

export const hsgd = (folder: string, ...args: string[]): Promise<Finished> => start(folder, ...args).finished;

const moduleOf = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
/** In the place of the library that makes pixels: it ends the process, as a panic in native code does. */
const dying = moduleOf("export class Resvg { constructor() { process.abort(); } }");
const hook = moduleOf(
  `export const resolve = (name, context, next) => name === "@resvg/resvg-js" ? { url: ${JSON.stringify(dying)}, shortCircuit: true } : next(name, context);`,
);
const withDyingRenderer = moduleOf(
  `import { register } from "node:module"; register(${JSON.stringify(hook)});`,
);

/** The command, whose process ends when it comes to the pixels. */
export const hsgdDying = (folder: string, ...args: string[]): Promise<Finished> =>
  startNode(folder, ["--import", withDyingRenderer, main, ...args]).finished;

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hsgd-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A run of a few milliseconds; `more` is further YAML. */
export const smallFile = (more = ""): string => `
problem: { dimension: 40, covariance: { kind: identity }, model: { kind: least-squares, noiseStd: 0.3 } }
schedule: { kind: constant, rate: 0.5 }
horizon: 2
ensemble: { runs: 3 }
save: { points: 5 }
${more}`;

/** Runs of homogenized SGD that are done in a second, then as many of SGD: milliseconds each, a quarter of a minute in all. */
export const longFile = `
problem: { dimension: 400, covariance: { kind: identity }, model: { kind: least-squares } }
schedule: { kind: constant, rate: 0.5 }
horizon: 5
ensemble: { runs: 1000 }
save: { points: 3 }
hsgd: { step: 0.5 }
`;

/** One run of SGD takes most of a minute. */
export const longRunFile = (methods: string, runs: number, points: number): string => `
problem: { dimension: 2000, covariance: { kind: identity }, model: { kind: least-squares } }
schedule: { kind: constant, rate: 0.5 }
horizon: 2000
methods: ${methods}
ensemble: { runs: ${runs} }
save: { points: ${points} }
hsgd: { step: 0.5 }
`;
