import { describe, expect, test } from "vitest";
import { override } from "../../../src/node/overrides.js";

describe("flags in the place of the file's values", () => {
  const file = { horizon: 5, ensemble: { runs: 32 }, save: { times: [0, 1] } };

  test("values are YAML, later flags win, --seed and --runs are ensemble's", () => {
    const { input } = override(file, {
      set: ["horizon=2", "schedule={ kind: constant, rate: 1e-1 }", "save.times[1]=2", "horizon=3"],
      seed: "7",
      runs: 8,
    });
    expect(input).toEqual({
      horizon: 3,
      ensemble: { runs: 8, seed: 7 },
      save: { times: [0, 2] },
      schedule: { kind: "constant", rate: 0.1 },
    });
    expect(file).toEqual({ horizon: 5, ensemble: { runs: 32 }, save: { times: [0, 1] } });
  });

  test("a value may hold an equals sign, and may be empty", () => {
    expect(override({}, { set: ["name=a=b"] }).input).toEqual({ name: "a=b" });
    expect(override({}, { set: ["name="] }).input).toEqual({ name: null });
  });

  test("a number that is left empty is told by its flag", () => {
    expect(() => override({}, { seed: " " })).toThrow(
      "--seed got an empty text, but it takes a whole number, as --seed 8; write one.",
    );
  });

  test("the last flag at or above a path is where its value came from", () => {
    const { origin } = override(file, { set: ["save={}", "horizon=1"], seed: 3 });
    expect(origin(["save", "times", 0])).toBe("--set save={}");
    expect(origin(["ensemble", "seed"])).toBe("--seed 3");
    expect(origin(["ensemble", "runs"])).toBeUndefined();
    expect(origin([])).toBeUndefined();
  });

  test.each([
    ["horizon", '--set got "horizon", but it takes key.path=value, as --set schedule.rate=0.5; write it so.'],
    ["=5", '--set got "=5", but it takes key.path=value, as --set schedule.rate=0.5; write it so.'],
    [
      "a..b=5",
      '--set a..b=5: The key path "a..b" cannot be read; write keys with dots between them, as problem.model.noiseStd or save.times[0].',
    ],
    [
      "horizon.x=5",
      "--set horizon.x=5: horizon.x cannot be set: horizon is 5, which has no keys; set that one instead.",
    ],
  ])("%s is refused", (set, sentence) => {
    expect(() => override(file, { set: [set] })).toThrow(sentence);
  });

  test("a value of several lines leaves the sentence on one", () => {
    expect(() => override(file, { set: ["horizon=1\n---\n2"] })).toThrow(
      /^--set "horizon=1\\n---\\n2", line 2, column 1: a second document begins[^\n]*$/,
    );
  });

  test("a value that is not YAML is told with the flag", () => {
    expect(() => override(file, { set: ["horizon=[1"] })).toThrow(/^--set horizon=\[1, line 1, column/);
  });
});
