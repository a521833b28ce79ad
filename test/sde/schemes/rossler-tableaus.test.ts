import { describe, expect, it } from "vitest";
import { sra1Tableau, sriw1Tableau } from "../../../sde/schemes/rossler-tableaus.js";
import { changed, type SraTableau, type SriTableau, sraDefects, sriDefects } from "../../kit/rossler.js";

const worst = (defects: readonly number[]) => Math.max(...defects.map(Math.abs));

describe("the tableaus", () => {
  it("SRA1 meets the conditions of strong order 1.5 for additive noise", () => {
    expect(worst(sraDefects(sra1Tableau))).toBeLessThan(1e-15);
  });

  it("SRIW1 meets the conditions of strong order 1.5 for one Wiener process", () => {
    expect(sriDefects(sriw1Tableau)).toHaveLength(33);
    expect(worst(sriDefects(sriw1Tableau))).toBeLessThan(1e-15);
  });

  /** Numbers that stand in the tableau; a 0 may be free, where its stage is used nowhere. */
  const broken = (tableau: SraTableau, defects: (changed: typeof tableau) => number[]): string[] =>
    Object.entries(tableau).flatMap(([name, part]: [string, readonly (number | readonly number[])[]]) =>
      part.flatMap((value, row) =>
        (typeof value === "number" ? [value] : value).flatMap((entry, column) => {
          if (entry === 0) return [];
          const off = defects(changed(tableau, name as keyof SraTableau, [row, column], 0.01));
          return worst(off) > 1e-3 ? [] : [`${name}[${row}][${column}]`];
        }),
      ),
    );

  it("a hundredth of change in any number of them breaks a condition", () => {
    expect(broken(sra1Tableau, sraDefects)).toEqual([]);
    expect(broken(sriw1Tableau, (tableau) => sriDefects(tableau as SriTableau))).toEqual([]);
  });
});
