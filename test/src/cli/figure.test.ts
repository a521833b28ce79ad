import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonSchemas } from "../../../src/cli/schema.js";
import { readPng } from "../../kit/png.js";
import { schemaHoles } from "../../kit/schema-holes.js";
import { validates } from "../experiment/json-schema-validator.js";
import { hsgd, start, temporaryFolder } from "./command-line.js";

const quickest = "line-search-two-eigenvalues";
/** Two figures and four looks at them: a minute where much else runs. */
const patience = 180_000;

describe("hsgd figure", () => {
  test("without a name is a list, a line for each figure", async () => {
    const { code, stdout, stderr } = await hsgd(await temporaryFolder(), "figure");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of ["adagrad-least-squares", "committee", "phase-retrieval", quickest])
      expect(stdout).toMatch(new RegExp(`^${name} +\\S.*$`, "m"));
    expect(stdout).toMatch(/\nNext: hsgd figure NAME.*\n$/);
  });

  test("of a name that there is none of ends with 2, and the nearest", async () => {
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await hsgd(folder, "figure", "phase-retreival");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^hsgd: the figure is "phase-retreival", the nearest being phase-retrieval; it must be one of .*, power-law\.\n$/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test(
    "writes numbers and drawings, shows them again, and makes the same bytes twice",
    async () => {
      const folder = await temporaryFolder();
      const made = await hsgd(folder, "figure", quickest);
      expect(made.code).toBe(0);
      expect(made.stderr).toMatch(
        /Wrote out.figure-line-search-two-eigenvalues: figure\.json, curves\.csv, figure\.svg, figure\.png\.\n$/,
      );
      const out = join(folder, "out", `figure-${quickest}`);
      const files = ["curves.csv", "figure.json", "figure.png", "figure.svg"];
      expect((await readdir(out)).sort()).toEqual(files);
      const bytes = () => files.map((file) => readFileSync(join(out, file)));
      const first = bytes();
      expect(readPng(first[2]).width).toBe(2160);
      const report = JSON.parse(String(first[1]));
      expect(report).toMatchObject({
        format: "homogenized-sgd/figure",
        version: 1,
        name: quickest,
        full: false,
      });
      const schema = jsonSchemas.figure();
      expect(validates(schema, report)).toBe(true);
      const optional =
        /^without (outcomes\.0\.interval|panels\.0\.([xy](\.\w+)?|curves\.0\.(mark|low|high)))$/;
      expect(schemaHoles(schema, report).filter((hole) => !optional.test(hole))).toEqual([]);

      await rm(join(out, "figure.svg"));
      const shown = await hsgd(folder, "figure", quickest, "--json");
      expect({ code: shown.code, stdout: shown.stdout }).toEqual({ code: 0, stdout: String(first[1]) });
      expect(shown.stderr).toContain("holds this figure: shown, not made again (--fresh makes it again).\n");
      expect(shown.stderr).toContain(made.stdout.trimEnd());
      expect(bytes()).toEqual(first);

      const other = await hsgd(folder, "figure", quickest, "--full", "--quiet");
      expect(other).toEqual({
        code: 2,
        stdout: "",
        stderr: `hsgd: ${join("out", `figure-${quickest}`)} holds another figure, or this one in another version; choose another folder (--out), or move the old one aside with --fresh.\n`,
      });
      const again = await hsgd(folder, "figure", quickest, "--fresh", "--quiet");
      expect(again).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(await readdir(join(folder, "out"))).toContain(`figure-${quickest}.1`);
      expect(bytes()).toEqual(first);
    },
    patience,
  );

  test("leaves a folder of somebody's alone, with --fresh too", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "theirs"));
    await writeFile(join(folder, "theirs", "figure.svg"), "theirs");
    for (const fresh of [[], ["--fresh"]]) {
      const refused = await hsgd(folder, "figure", quickest, "--out", "theirs", ...fresh);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toBe(
        "hsgd: theirs is not empty and holds no figure made by hsgd, so nothing is written there; choose another folder (--out).\n",
      );
    }
    expect(readFileSync(join(folder, "theirs", "figure.svg"), "utf8")).toBe("theirs");
  });

  test("a signal ends it with nothing written", async () => {
    const folder = await temporaryFolder();
    const { child, finished, says } = start(folder, "figure", "power-law", "--full");
    await says("Making power-law, in full");
    child.kill("SIGINT");
    expect(await finished).toEqual({
      code: 130,
      stdout: "",
      stderr:
        "Making power-law, in full\nhsgd: interrupted by SIGINT before the figure was done; nothing was written.\n",
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
