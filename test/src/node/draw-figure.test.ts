import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawFigure } from "../../../src/node/index.js";
import { readPng } from "../../kit/png.js";

type Spec = Parameters<typeof drawFigure>[0];

const line: Spec = {
  width: 200,
  height: 100,
  data: {
    values: [
      { x: 0, y: 1 },
      { x: 1, y: 3 },
    ],
  },
  mark: "line",
  encoding: {
    x: { field: "x", type: "quantitative", title: "time" },
    y: { field: "y", type: "quantitative" },
  },
};

describe("a figure of one's own", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "draw-figure-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const svgOf = (name: string) => readFile(join(folder, `${name}.svg`), "utf8");

  it("is an SVG and a PNG of three times its size, in a folder made for it", async () => {
    await drawFigure(line, join(folder, "new", "line"));
    expect((await readdir(join(folder, "new"))).sort()).toEqual(["line.png", "line.svg"]);
    const svg = await readFile(join(folder, "new", "line.svg"), "utf8");
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    const pixels = readPng(await readFile(join(folder, "new", "line.png")));
    expect([pixels.width, pixels.height]).toEqual([3 * width, 3 * height]);
  });

  it("has the look of the package's figures, or the one its specification brings", async () => {
    await drawFigure(line, join(folder, "ours"));
    expect(await svgOf("ours")).toContain("Source Sans 3");
    await drawFigure({ ...line, config: { font: "Courier" } }, join(folder, "own"));
    expect(await svgOf("own")).toContain("Courier");
    expect(await svgOf("own")).not.toContain("Source Sans 3");
  });

  it("is the same whenever it is drawn, and takes the place of the one before", async () => {
    const file = join(folder, "again");
    await writeFile(`${file}.svg`, "before");
    await drawFigure(line, file);
    const first = await svgOf("again");
    await drawFigure(line, file);
    expect(await svgOf("again")).toBe(first);
    expect(first).toContain("time");
  });

  it("is refused in a sentence where there is none to draw, or nowhere to write to", async () => {
    const refusal = (spec: unknown, file: string) =>
      drawFigure(spec as Spec, file).then(
        () => "drawn",
        (error) => `${error.name}: ${error.message}`,
      );
    expect(await refusal({}, join(folder, "none"))).toMatch(
      /^InputError: the figure cannot be drawn: .*; give a Vega-Lite 6 specification\.$/,
    );
    await writeFile(join(folder, "file"), "");
    expect(await refusal(line, join(folder, "file", "line"))).toMatch(/^InputError: .*file/);
  });
});
