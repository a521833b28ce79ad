import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../estimators/index.js";
import { explainFailure } from "../../../src/cli/failure.js";
import { Interruption } from "../../../src/cli/interruption.js";

describe("what an error means", () => {
  test.each([
    [new InputError("a is 1, but it must be 2."), 2, "a is 1, but it must be 2."],
    [new Interruption("SIGINT", " midway"), 130, "interrupted by SIGINT midway."],
    [new Interruption("SIGTERM"), 143, "interrupted by SIGTERM."],
    [
      new RangeError("Array buffer allocation failed"),
      1,
      "the run failed: Array buffer allocation failed (HSGD_DEBUG=1 shows where).",
    ],
    [new Error("first.\nsecond"), 1, "the run failed: first (HSGD_DEBUG=1 shows where)."],
    ["thrown text", 1, "the run failed: thrown text (HSGD_DEBUG=1 shows where)."],
    [
      new CommanderError(
        1,
        "commander.unknownOption",
        "error: unknown option '--sed'\n(Did you mean one of --seed, --set?)",
      ),
      2,
      "unknown option '--sed', the nearest being --seed; see hsgd run --help.",
    ],
  ])("%s", (error, exitCode, sentence) => {
    expect(explainFailure(error, "hsgd run")).toEqual({ exitCode, sentence });
  });

  test("help and version are no failures", () => {
    expect(explainFailure(new CommanderError(0, "commander.version", "0.1.0"), "hsgd")).toEqual({
      exitCode: 0,
    });
  });
});
