/** Every function the package exports, called with what nobody should give it: it says so in a sentence of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../estimators/index.js";
import { loadFormulas } from "../sde/index.js";
import { type Mutation, misspellings, mutations } from "./kit/mutations.js";
import { estimatorsCalls, mainCalls, nodeCalls, sdeCalls, type ValidCall } from "./kit/valid-calls.js";

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const doors: readonly (readonly [entry: string, module: () => Promise<object>, calls: object])[] = [
  ["homogenized-sgd", () => import("../src/index.js"), mainCalls],
  ["homogenized-sgd/sde", () => import("../sde/index.js"), sdeCalls],
  ["homogenized-sgd/estimators", () => import("../estimators/index.js"), estimatorsCalls],
  ["homogenized-sgd/node", () => import("../src/node/index.js"), nodeCalls],
];

/** What is wrong with the answer to a call, if anything. */
async function fault(call: Functions[string], { path, value, args }: Mutation): Promise<string | undefined> {
  const where = `with ${typeof value} ${typeof value === "object" ? JSON.stringify(value) : String(value)} at ${path}`;
  try {
    const answer = call(...args);
    if (isIterator(answer)) answer.next();
    else await answer;
    return undefined;
  } catch (error) {
    if (!(error instanceof InputError)) return `${where}: ${error}`;
    if (/\n|\[object|undefined\.|=>\s*\{/.test(error.message)) return `${where}: ${error.message}`;
    return undefined;
  }
}

const isIterator = (value: unknown): value is Iterator<unknown> =>
  typeof value === "object" && value !== null && "next" in value && "throw" in value;

async function faults(call: Functions[string], changed: Iterable<Mutation>): Promise<string[]> {
  const found: string[] = [];
  for (const mutation of changed) {
    const sentence = await fault(call, mutation);
    if (sentence !== undefined) found.push(sentence);
  }
  return found;
}

/** Misspelt keys that nobody noticed. */
async function unnoticed(call: Functions[string], { args, open = [] }: ValidCall): Promise<string[]> {
  const found: string[] = [];
  for (const { path, args: changed } of misspellings(args)) {
    if (open.includes(path.replace(/\.zzz$/, ""))) continue;
    try {
      const answer = call(...changed);
      if (isIterator(answer)) answer.next();
      else await answer;
      found.push(path);
    } catch (error) {
      if (!(error instanceof InputError && error.message.includes("zzz is not a known key")))
        found.push(`${path}: ${error}`);
    }
  }
  return found;
}

/** All of them are told, which a comparison with an empty list would cut short. */
function none(found: readonly string[]): void {
  if (found.length > 0) expect.fail(found.join("\n"));
}

describe.each(doors)("%s", async (_entry, load, calls) => {
  const module = (await load()) as Functions;
  const names = Object.keys(calls);
  const before = process.cwd();
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "refusals-"));
    process.chdir(folder);
    writeFileSync("own.yaml", "horizon: 1\n");
    writeFileSync("f.csv", "x,y\n1,2\n3,4\n5,7\n");
    await loadFormulas();
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(names)("%s", (name) => {
    const valid = (calls as Record<string, ValidCall>)[name];
    it("answers bad values with a sentence", async () => {
      none(await faults(module[name], mutations(valid.args)));
    });
    it("notices a key it does not know", async () => {
      none(await unnoticed(module[name], valid));
    });
  });
});
