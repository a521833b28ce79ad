import { describe, expect, it } from "vitest";
import { layOutColumns, wrap } from "../../../src/report/grid.js";

describe("layOutColumns", () => {
  it("puts points below one another, and leaves empty columns out", () => {
    expect(
      layOutColumns([
        { heading: ["", "name"], align: "left", cells: ["a", "long"] },
        { heading: ["mean", "here"], align: "point", cells: ["0.25", "140"] },
        { heading: ["never", "shown"], align: "right", cells: ["", ""] },
        { heading: ["", "z"], align: "right", cells: ["+1.0", "–"], gap: 1 },
      ]),
    ).toEqual(["        mean", "name    here    z", "a       0.25 +1.0", "long  140       –"]);
  });

  it("lets a number with an exponent end with its column", () => {
    const [, , ...rows] = layOutColumns([
      { heading: ["", ""], align: "point", cells: ["0.187500", "1.0e-7", ""] },
    ]);
    expect(rows).toEqual(["0.187500", "  1.0e-7", ""]);
  });
});

describe("wrap", () => {
  it("breaks between pieces, indents what follows, keeps a long piece whole", () => {
    expect(wrap(["aa", "bb", "cccccccc", "d"], 5)).toEqual(["aa bb", "  cccccccc", "  d"]);
  });
});
