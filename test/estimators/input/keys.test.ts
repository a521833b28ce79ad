import { describe, expect, it } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { keysOf, requireKeys, unknownKey } from "../../../estimators/input/index.js";

const keys = keysOf<{ points: number; spacing?: string }>({ points: true, spacing: true });

describe("keys of an object", () => {
  it("that are known pass, all of them or none", () => {
    for (const given of [{}, { points: 1 }, { points: 1, spacing: undefined }])
      expect(requireKeys("save", given, keys, "save")).toBeUndefined();
  });

  it.each([
    [{ spacng: 1 }, "save.spacng is not a known key, the nearest being spacing; save takes points, spacing"],
    [{ points: 1, colour: 2 }, "save.colour is not a known key; save takes points, spacing"],
    [null, "save is null; give an object with keys among points, spacing"],
    [[1], "save is [1]; give an object with keys among points, spacing"],
    ["log", 'save is "log"; give an object with keys among points, spacing'],
  ])("%j is refused", (given, sentence) => {
    expect(() => requireKeys("save", given, keys, "save")).toThrow(new InputError(sentence));
  });

  it("of an argument itself have no path before them", () => {
    expect(() => requireKeys("compare", { point: 1 }, keys)).toThrow(
      new InputError("point is not a known key, the nearest being points; compare takes points, spacing"),
    );
    expect(() => requireKeys("compare", 5, keys)).toThrow(/^compare got 5; give an object/);
    expect(unknownKey("a.b", "b", "a", [])).toBe("a.b is not a known key; a takes none");
  });
});
