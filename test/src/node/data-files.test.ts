import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readData } from "../../../src/node/index.js";
import { problem } from "../../../src/problem/index.js";
import { temporaryFolder } from "./small.js";

test("a data set read from files is a covariance for problem", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "cross.csv"), "a,b,y\n2,0,6\n-2,0,-6\n0,1,1\n0,-1,-1\n");
  const covariance = await readData({ features: join(folder, "cross.csv"), labels: "y" });
  const { spectrum, data } = problem({ covariance, model: { kind: "least-squares" } });
  expect(Array.from(spectrum.eigenvalues)).toEqual([2, 0.5]);
  expect(Array.from(data!.optimum).map(Math.abs)).toEqual([3, 1]);
  await expect(readData({ features: join(folder, "none.csv"), labels: "y" })).rejects.toThrow(
    /^features, the file ".*none\.csv", cannot be read: there is no such file;/,
  );
});
