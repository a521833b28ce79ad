import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fillLines, shorten, textWidth } from "../../../src/report/text-width.js";
import { readFace } from "../../kit/true-type.js";

const regular = readFace(
  readFileSync(new URL("../../../assets/fonts/SourceSans3-Regular.ttf", import.meta.url)),
);

describe("textWidth", () => {
  it("has the advance widths of the font in assets", () => {
    for (let code = 32; code < 127; code++) {
      const character = String.fromCharCode(code);
      expect(textWidth(character, 1000), character).toBe(regular.advance(character));
    }
    expect(textWidth("γ", 10)).toBe(5.5);
    expect(textWidth("ab", 12)).toBeCloseTo((12 * (504 + 553)) / 1000, 12);
  });
});

describe("fillLines", () => {
  it("breaks between phrases only", () => {
    const lines = fillLines(
      ["one two", "three", "four five six"],
      " · ",
      10,
      textWidth("one two · three", 10),
    );
    expect(lines).toEqual(["one two · three", "four five six"]);
    expect(fillLines([], " ", 10, 100)).toEqual([]);
  });

  it("cuts a phrase that is longer than a line", () => {
    const [line] = fillLines(["x".repeat(200)], " ", 10, 100);
    expect(line.endsWith("…")).toBe(true);
    expect(textWidth(line, 10)).toBeLessThanOrEqual(100);
    expect(shorten("short", 10, 100)).toBe("short");
  });
});
