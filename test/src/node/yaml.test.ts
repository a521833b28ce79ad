import { describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { parseYaml } from "../../../src/node/yaml.js";

describe("YAML", () => {
  test("numbers, lists, mappings, and JSON with tabs", () => {
    expect(parseYaml("a: { b: [1, 2e4, .inf], c: text }", "f")).toEqual({
      a: { b: [1, 2e4, Number.POSITIVE_INFINITY], c: "text" },
    });
    expect(parseYaml('{\n\t"a": {\n\t\t"b": [1, 2]\n\t}\n}', "f")).toEqual({ a: { b: [1, 2] } });
    expect(parseYaml("a: &x [1]\nb: *x", "f")).toEqual({ a: [1], b: [1] });
    expect(parseYaml("", "f")).toBeNull();
  });

  test.each([
    [
      "a: 1\na: 2\n",
      "f, line 2, column 1: this is not valid YAML, since map keys must be unique; correct that place.",
    ],
    [
      "a:\n\tb: 2\n",
      "f, line 2, column 1: this is not valid YAML, since tabs are not allowed as indentation; correct that place.",
    ],
    [
      "a: 1\n b: 2\n",
      "f, line 1, column 4: this is not valid YAML, since nested mappings are not allowed in compact mappings; correct that place.",
    ],
    [
      '{"a": 1,\n "b": }}',
      'f, line 2, column 8: this is not valid YAML, since unexpected flow-map-end token in YAML stream: "}"; correct that place.',
    ],
  ])("%j is told with line and column", (text, sentence) => {
    expect(() => parseYaml(text, "f")).toThrow(new InputError(sentence));
  });

  test("nesting beyond what can be read is told as such", () => {
    const deep = `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    expect(() => parseYaml(deep, "f")).toThrow(
      /^f, line 1, column \d+: lists or mappings are nested too deeply to be read; take levels out\.$/,
    );
  });

  test("several documents are refused, and aliases that grow without bound", () => {
    expect(() => parseYaml("a: 1\n---\nb: 2\n", "f")).toThrow(
      new InputError(
        "f, line 2, column 1: a second document begins, but a file holds one experiment; give each a file of its own.",
      ),
    );
    const bomb = [
      "a0: &a0 [1, 1]",
      ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ];
    expect(() => parseYaml(bomb.join("\n"), "f")).toThrow(InputError);
    expect(() => parseYaml("a: *nothing", "f")).toThrow(/^f.*nothing/);
    for (const circle of ["a: &x\n  b: *x", "a: &x [1, *x]", "&x\na: [{ b: *x }]"])
      expect(() => parseYaml(circle, "f")).toThrow(
        new InputError("f: an alias (*name) stands within what it names; write the value out."),
      );
  });
});
