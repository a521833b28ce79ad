import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { staleness } from "./built.js";

const root = mkdtempSync(join(tmpdir(), "hsgd-built-"));
afterAll(() => rmSync(root, { recursive: true }));

/** Writes a file as it would have been written so many seconds into 2020. */
function write(path: string, second: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), "");
  const time = Date.UTC(2020, 0) / 1000 + second;
  utimesSync(join(root, path), time, time);
}

it("a build is stale when it is missing, older than a source, or lacks one, and the sentence says what to do", () => {
  for (const folder of ["estimators", "sde", "src/cli"]) write(`${folder}/main.ts`, 1);
  expect(staleness(root)).toBe("dist/schema.json is missing; run `npm run build` first, as `npm test` does");
  for (const name of ["schema.json", "src/cli/main.js", "estimators/main.js", "sde/main.js"])
    write(`dist/${name}`, 2);
  expect(staleness(root)).toBeUndefined();
  write("sde/main.ts", 3);
  expect(staleness(root)).toBe(
    "dist/ is older than sde/main.ts; run `npm run build` first, as `npm test` does",
  );
  write("dist/sde/main.js", 4);
  write("src/new.ts", 1);
  expect(staleness(root)).toBe(
    "dist/ is older than src/new.ts; run `npm run build` first, as `npm test` does",
  );
});
