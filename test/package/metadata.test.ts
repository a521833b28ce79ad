import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "..", "..");
const text = (name: string): string => readFileSync(join(root, name), "utf8");
const manifest = JSON.parse(text("package.json"));

describe("the package's papers", () => {
  it("LICENSE is the one package.json and CITATION.cff name", () => {
    expect(text("LICENSE")).toMatch(/^MIT License\n\nCopyright \(c\) The homogenized-sgd authors\n/);
    expect(manifest.license).toBe("MIT");
    expect(parse(text("CITATION.cff")).license).toBe("MIT");
  });

  it("CITATION.cff is of this version and names both papers with all their authors", () => {
    const citation = parse(text("CITATION.cff"));
    expect(citation).toMatchObject({ "cff-version": "1.2.0", type: "software", title: manifest.name });
    expect(citation.version).toBe(manifest.version);
    const papers = citation.references.map(
      (paper: { identifiers: { value: string }[]; authors: { "family-names": string }[] }) => [
        paper.identifiers[0].value,
        paper.authors.map((author) => author["family-names"]).join(", "),
      ],
    );
    expect(papers).toEqual([
      ["arXiv:2308.08977", "Collins-Woodfin, Paquette, Paquette, Seroussi"],
      [
        "arXiv:2405.19585",
        "Collins-Woodfin, Seroussi, García Malaxechebarría, Mackenzie, Paquette, Paquette",
      ],
    ]);
  });

  it("CHANGELOG.md opens with what is unreleased, or with this version", () => {
    const first = /^## \[(.+?)\]/m.exec(text("CHANGELOG.md"))?.[1];
    expect(["Unreleased", manifest.version]).toContain(first);
  });

  it("is an ES module without side effects for the Node versions promised", () => {
    expect(manifest).toMatchObject({ type: "module", sideEffects: false, engines: { node: ">=20.19" } });
  });

  it("gives every entry its types first", () => {
    const entries = Object.entries(manifest.exports as Record<string, string | Record<string, string>>);
    for (const [name, target] of entries)
      if (typeof target === "object")
        expect([name, Object.keys(target)]).toEqual([name, ["types", "default"]]);
    expect(entries.map(([name]) => name)).toEqual([
      ".",
      "./sde",
      "./estimators",
      "./node",
      "./schema.json",
      "./schema-result.json",
      "./schema-order.json",
      "./schema-predict.json",
      "./schema-figure.json",
      "./schema-dry-run.json",
      "./package.json",
    ]);
  });
});
