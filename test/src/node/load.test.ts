import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runExperiment } from "../../../src/experiment/index.js";
import { loadExperiment, readExperiment } from "../../../src/node/index.js";
import { small, smallFile, temporaryFolder } from "./small.js";

const csv = [
  "a,b,y",
  ...Array.from({ length: 9 }, (_, i) => `${(i % 3) - 1},${(i % 4) - 1.5},${i % 2}`),
].join("\n");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const dataFile = (covariance: string) => `
problem: { covariance: ${covariance}, model: { kind: least-squares } }
schedule: { kind: constant, rate: 0.3 }
horizon: 1
methods: [ode, sgd-rows]
ensemble: { runs: 2 }
save: { points: 2 }
`;

describe("loadExperiment", () => {
  test("reads YAML and JSON alike, named by their base name", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "small.yaml"), `\ufeff${smallFile}`);
    await writeFile(join(folder, "small.json"), JSON.stringify(small(), null, "\t"));
    expect((await loadExperiment(join(folder, "small.yaml"))).experiment).toEqual(small());
    expect((await loadExperiment(join(folder, "small.json"))).experiment).toEqual(small());
  });

  test("flags replace values and appear in the experiment; a mistake in one names it", async () => {
    const { experiment } = await readExperiment(smallFile, {
      file: "x.yaml",
      overrides: { set: ["horizon=2"], seed: "9", runs: "4" },
    });
    expect(experiment).toMatchObject({ name: "x", horizon: 2, ensemble: { runs: 4, seed: 9 } });
    const wrong = readExperiment(smallFile, { file: "x.yaml", overrides: { runs: "0" } });
    await expect(wrong).rejects.toThrow(
      "--runs 0: ensemble.runs is 0, but it must be a whole number of at least 1.",
    );
    const elsewhere = readExperiment(`${smallFile}\nhsgd: { step: 0 }`, {
      file: "x.yaml",
      overrides: { runs: "1" },
    });
    await expect(elsewhere).rejects.toThrow(
      "x.yaml: hsgd.step is 0, but it must be auto, or a number above 0.",
    );
  });

  test("data files lie beside the experiment file, and their sha256 beside their names", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "data"));
    await writeFile(join(folder, "data", "f.csv"), csv);
    await writeFile(join(folder, "l.csv"), "label\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    await writeFile(join(folder, "a.yaml"), dataFile("{ kind: data, features: data/f.csv, labels: y }"));
    await writeFile(join(folder, "b.yaml"), dataFile("{ kind: data, features: data/f.csv, labels: l.csv }"));

    const column = await loadExperiment(join(folder, "a.yaml"));
    expect(column.experiment.problem.covariance).toEqual({
      kind: "data",
      features: "data/f.csv",
      labels: "y",
      rows: "raw",
      sha256: { features: sha256(csv) },
    });
    const { diagnostics, curves } = (
      await runExperiment(column.experiment, { files: column.files! })
    ).toJSON();
    expect(diagnostics.rowNormConcentration).toBeGreaterThan(1);
    expect(Object.keys(curves)).toEqual(["ode", "sgd-rows"]);

    const separate = await loadExperiment(join(folder, "b.yaml"));
    const text = await readFile(join(folder, "l.csv"), "utf8");
    expect(separate.experiment.problem.covariance).toMatchObject({
      labels: "l.csv",
      sha256: { features: sha256(csv), labels: sha256(text) },
    });
    // Three features now, since no column was taken out.
    expect(
      (await runExperiment(separate.experiment, { files: separate.files! })).toJSON().curves.ode,
    ).toHaveProperty("risk");
  });

  test("a file that gives a sha256 is held to it", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "f.csv"), csv);
    const file = (digest: string) =>
      dataFile(`{ kind: data, features: f.csv, labels: y, sha256: { features: ${digest} } }`);
    const read = (digest: string) => readExperiment(file(digest), { file: "a.yaml", directory: folder });
    await expect(read(sha256(csv))).resolves.toHaveProperty("files");
    const other = "0123456789abcdef".repeat(4);
    await expect(read(other)).rejects.toThrow(
      `a.yaml: problem.covariance.sha256.features is ${other}, but the file's is ${sha256(csv)}; give the file the experiment was made with, or drop sha256.`,
    );
  });

  test.each([
    [
      "{ kind: data, features: nowhere.csv, labels: y }",
      'a.yaml: problem.covariance.features, the file "nowhere.csv", cannot be read: there is no such file; give the path of a file that can be.',
    ],
    [
      "{ kind: data, features: f.csv, labels: z }",
      'a.yaml: problem.covariance.labels is "z", but that is neither a column of f.csv nor a file that can be read; name one of them.',
    ],
    [
      "{ kind: data, features: bad.csv, labels: y }",
      'bad.csv, row 1 (line 2), column "a", is "x", but every cell must be a finite number: fill it in, or remove that row or column.',
    ],
  ])("%s is refused in one sentence", async (covariance, sentence) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "f.csv"), csv);
    await writeFile(join(folder, "bad.csv"), "a,y\nx,1\n");
    await expect(readExperiment(dataFile(covariance), { file: "a.yaml", directory: folder })).rejects.toThrow(
      sentence,
    );
  });

  test("a data file that a flag named is told with the flag, and flags are known by the keys they set", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "f.csv"), csv);
    await writeFile(join(folder, "a.yaml"), dataFile("{ kind: data, features: f.csv, labels: y }"));
    const set = ["problem.covariance.labels=z"];
    await expect(loadExperiment(join(folder, "a.yaml"), { set })).rejects.toThrow(
      /^--set problem\.covariance\.labels=z: problem\.covariance\.labels is "z", but that is neither a column/,
    );
    const { flagOf } = await loadExperiment(join(folder, "a.yaml"), { set: ["hsgd={ step: 0.1 }"], seed: 2 });
    expect(["hsgd.step", "ensemble.seed", "horizon"].map(flagOf)).toEqual([
      "--set hsgd={ step: 0.1 }",
      "--seed 2",
      undefined,
    ]);
  });

  test("a file that is not there, or is a folder", async () => {
    const folder = await temporaryFolder();
    await expect(loadExperiment(join(folder, "none.yaml"))).rejects.toThrow(
      /none\.yaml cannot be read: there is no such file;/,
    );
    await expect(loadExperiment(folder)).rejects.toThrow(/cannot be read: it is a folder, not a file;/);
  });

  test("a file in another encoding", async () => {
    const file = join(await temporaryFolder(), "latin.yaml");
    await writeFile(file, Buffer.from("name: caf\xe9\n", "latin1"));
    await expect(loadExperiment(file)).rejects.toThrow(
      /latin\.yaml is not text in UTF-8; save it in that encoding\.$/,
    );
  });
});
