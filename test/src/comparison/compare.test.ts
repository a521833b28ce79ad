import { describe, expect, it, vi } from "vitest";
import {
  atoms,
  type CompareOptions,
  type CompareProgress,
  type ComparisonResult,
  compare,
  constant,
  type EnsembleCurves,
  type EnsembleSeries,
  expression,
  gaussian,
  leastSquares,
  polynomial,
  problem,
  simulate,
} from "../../../src/index.js";

const twoAtoms = problem({
  dimension: 100,
  covariance: atoms([1.6, 0.4], [0.5, 0.5]),
  model: leastSquares({ noiseStd: 0.5 }),
  target: gaussian({ norm: 1 }),
});
const options: CompareOptions = {
  schedule: constant(0.7),
  horizon: 2,
  runs: 8,
  seed: 3,
  save: { points: 11 },
};

describe("compare", async () => {
  const result = await compare(twoAtoms, options);
  const json = result.toJSON();

  it("holds each method's curves on the common times, bands over runs for ensembles", () => {
    expect(Object.keys(json.curves)).toEqual(["ode", "hsgd", "sgd"]);
    expect(json.times).toEqual(Array.from({ length: 11 }, (_, i) => (2 * i) / 10));
    const sgd = json.curves.sgd as EnsembleCurves;
    const risk = sgd.risk as EnsembleSeries;
    const runs = result.runs("sgd", "risk");
    expect(runs).toHaveLength(8);
    const last = runs.map((curve) => curve[10]).sort((a, b) => a - b);
    const mean = last.reduce((a, b) => a + b) / 8;
    expect(risk.mean[10]).toBeCloseTo(mean, 14);
    expect(risk.standardDeviation[10]).toBeCloseTo(
      Math.sqrt(last.reduce((a, b) => a + (b - mean) ** 2, 0) / 7),
      14,
    );
    expect(risk.quantiles["0.5"][10]).toBeCloseTo((last[3] + last[4]) / 2, 14);
    expect(sgd.alive).toEqual(Array(11).fill(8));
  });

  it("runs every run from its own stream: run i is what simulate gives, whatever runs beside it", () => {
    const { methods: _methods, runs: _runs, ...alone } = options;
    for (const method of ["sgd", "hsgd"] as const) {
      const single = simulate(twoAtoms, { ...alone, method, run: 5 });
      expect(result.runs(method, "risk")[5]).toEqual(single.statistics.risk);
    }
  });

  it("tells the sup-distance of every run from the ODE, and the largest mean difference", () => {
    const ode = result.runs("ode", "risk")[0];
    const distances = result
      .runs("sgd", "risk")
      .map((curve) => Math.max(...curve.map((value, i) => Math.abs(value - ode[i]))))
      .sort((a, b) => a - b);
    const entry = result.agreement("sgd", "ode", "risk");
    const sup = entry.supDistance as { median: number; relative: number };
    expect(sup.median).toBeCloseTo((distances[3] + distances[4]) / 2, 14);
    expect(sup.relative).toBeCloseTo(sup.median / Math.max(...ode), 14);
    const mean = (json.curves.sgd as unknown as { risk: EnsembleSeries }).risk.mean as number[];
    const at = json.times.indexOf(entry.meanDifference!.time as number);
    expect(entry.meanDifference!.max).toBeCloseTo(mean[at] - ode[at], 14);
    expect(Math.abs(entry.meanDifference!.max as number)).toBeCloseTo(
      Math.max(...mean.map((m, i) => Math.abs(m - ode[i]))),
      14,
    );
  });

  it("has one entry per statistic and pair, ensembles in the order of methods", () => {
    const pairs = json.agreement
      .filter((entry) => entry.statistic === "risk")
      .map((entry) => entry.between.join());
    expect(pairs).toEqual(["hsgd,ode", "sgd,ode", "hsgd,sgd"]);
    expect(json.agreement).toHaveLength(12);
    const between = result.agreement("hsgd", "sgd", "risk");
    expect(between.supDistance).toBeUndefined();
    // Nothing has moved at t = 0: 0/0.
    expect(between.standardDeviationRatio![0]).toBeNull();
    expect(between.standardDeviationRatio![10]).toBeGreaterThan(0);
    expect(() => result.agreement("ode", "sgd", "risk")).toThrow(/ask for one of them/);
  });

  it("describes an experiment that gives the same result again", async () => {
    const { experiment } = json as unknown as {
      experiment: CompareOptions & { problem: Parameters<typeof compare>[0]; ensemble: object };
    };
    const { problem, ensemble, ...others } = experiment;
    const again = await compare(problem, { ...others, ...ensemble });
    expect(again.toJSON().curves).toEqual(json.curves);
  });

  it("counts the paths of a rate beyond stability, says when, and keeps them out of means", async () => {
    const unstable = await compare(twoAtoms, {
      ...options,
      schedule: constant(4),
      horizon: 10,
      save: { points: 21 },
    });
    const told = unstable.toJSON();
    const sgd = told.curves.sgd as EnsembleCurves;
    expect(sgd.diverged).toBe(8);
    expect(sgd.divergenceTimes).toHaveLength(8);
    expect(sgd.alive[20]).toBe(0);
    const risk = sgd.risk as EnsembleSeries;
    expect(risk.mean[20]).toBeNull();
    expect(risk.quantiles["0.9"][20]).toBeNull();
    const firstDeath = Math.min(...sgd.divergenceTimes.map(({ time }) => time));
    told.times.forEach((t, i) => {
      if (t < firstDeath) expect(sgd.alive[i]).toBe(8);
    });
    expect(unstable.agreement("sgd", "ode", "risk").supDistance).toMatchObject({ median: null });
    expect(told.warnings.map((warning) => warning.code)).toContain("diverged");
    // The deterministic curve goes on as long as it is finite.
    expect(told.curves.ode).toMatchObject({ outcome: "finished" });
  });

  it("warns of a curve that ends, too", async () => {
    const [ended, whole] = await Promise.all(
      [2000, 5].map((horizon) =>
        compare(twoAtoms, {
          schedule: constant(6),
          horizon,
          methods: ["ode", "volterra"],
          save: { points: 5 },
        }),
      ),
    );
    const told = ended.warnings.filter(({ code }) => code === "diverged");
    expect(told.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The ode curve diverged at t = \d+(\.\d+)?: no finite number follows/),
      expect.stringMatching(/^The volterra curve diverged at t = \d+(\.\d+)?: /),
    ]);
    expect(whole.warnings.filter(({ code }) => code === "diverged")).toEqual([]);
  });

  it("counts a run that diverged after the last saved time as infinitely far all the same", async () => {
    const late = await compare(twoAtoms, {
      ...options,
      schedule: constant(6),
      horizon: 8,
      save: { times: [0, 0.1] },
    });
    const sgd = late.toJSON().curves.sgd as EnsembleCurves;
    expect(sgd.diverged).toBe(8);
    expect(sgd.alive).toEqual([8, 8]);
    expect(late.agreement("sgd", "ode", "risk").supDistance).toMatchObject({ median: null });
  });

  it("agrees on the rate at a jump, whatever the rounding of the saved time", async () => {
    // 0.7·3/10 is 0.20999999999999996, SGD's step 21 is at 0.21.
    const jump = await compare(twoAtoms, {
      ...options,
      schedule: { kind: "piecewise", times: [0, 0.21], rates: [0.7, 0.1] },
      horizon: 0.7,
    });
    for (const method of ["sgd", "hsgd"])
      expect(jump.agreement(method, "ode", "learningRate").supDistance).toMatchObject({ median: 0 });
  });

  it("fills in every default of its account of the experiment", async () => {
    const bare = await compare(
      {
        dimension: 20,
        covariance: { kind: "identity" },
        model: { kind: "least-squares" },
        target: gaussian(),
      },
      { schedule: constant(0.5), horizon: 1, runs: 2, save: { times: [0, 1] } },
    );
    expect(bare.toJSON().experiment).toMatchObject({
      problem: {
        model: { kind: "least-squares", outputs: 1, noiseStd: 0 },
        target: { kind: "gaussian", norm: 1 },
        initial: { kind: "zero" },
        ridge: 0,
      },
      ensemble: { runs: 2, seed: 1, divergence: 1e4, normal: "ziggurat" },
      save: { times: [0, 1], statistics: [] },
      hsgd: { step: "auto", scheme: "euler-maruyama" },
    });
  });

  it("warns where one direction carries the trace", async () => {
    const concentrated = await compare(
      {
        dimension: 100,
        covariance: { kind: "power-law", exponent: 2, normalize: "trace" },
        model: leastSquares(),
      },
      { ...options, methods: ["ode"], schedule: constant(0.5) },
    );
    expect(concentrated.warnings.map((warning) => warning.code)).toEqual(["concentrated-spectrum"]);
    expect((await compare(twoAtoms, { ...options, methods: ["ode"] })).warnings).toEqual([]);
  });

  it.each([
    ["the trace", 2, 0.5, /^The largest eigenvalue carries much of the trace: .* at any dimension\.$/],
    [
      "the rate",
      0,
      20,
      /^The learning rate is large, γ tr K \/ d reaching 20 where [^;]* in more dimensions\.$/,
    ],
    [
      "both",
      2,
      5,
      /^The largest [^:]* trace, and the learning rate is large, γ tr K \/ d reaching 5\.0 where/,
    ],
  ])("names what makes γ λ_max / d large: %s", async (_, exponent, rate, says) => {
    const { warnings } = await compare(
      {
        dimension: 100,
        covariance: { kind: "power-law", exponent, normalize: "trace" },
        model: leastSquares(),
      },
      { horizon: 0.1, runs: 1, methods: ["ode"], schedule: constant(rate) },
    );
    expect(warnings.map(({ code }) => code)).toEqual(["concentrated-spectrum"]);
    expect(warnings[0].message).toMatch(says);
  });

  it("takes further statistics, schedules as text and as functions, all to the same numbers", async () => {
    const statistics = [
      "overlaps",
      "gradientNorm",
      "cosine",
      { name: "curvature", quadratic: "lambda^2" },
    ] as const;
    const save = { times: [0, 1], statistics: [...statistics] };
    const data = await compare(twoAtoms, {
      ...options,
      save,
      schedule: polynomial({ rate: 0.7, power: 1, timescale: 1 }),
    });
    const text = await compare(twoAtoms, { ...options, save, schedule: expression("0.7 / (1 + t)") });
    const code = await compare(twoAtoms, { ...options, save, schedule: (t) => 0.7 / (1 + t) });
    expect(text.toJSON().curves).toEqual(code.toJSON().curves);
    for (const name of ["overlap.1.1", "overlap.1.2", "overlap.2.2", "gradientNorm", "cosine", "curvature"]) {
      expect(data.runs("sgd", name)[0][1]).toBeCloseTo(code.runs("sgd", name)[0][1], 9);
    }
    // Least squares: ‖∇R‖² = Σ λ² (X − X*)², which is the quadratic λ² itself; and R = ½ (B_11 − 2B_12 + B_22 + σ²).
    const [gradient, curvature] = ["gradientNorm", "curvature"].map((name) => code.runs("hsgd", name)[0][1]);
    expect(gradient).toBeCloseTo(curvature, 12);
    const [a, b, c] = ["overlap.1.1", "overlap.1.2", "overlap.2.2"].map(
      (name) => code.runs("sgd", name)[0][1],
    );
    expect(code.runs("sgd", "risk")[0][1]).toBeCloseTo(0.5 * (a - 2 * b + c + 0.25), 12);
  });

  it("tells progress and stops on request", async () => {
    const seen: CompareProgress[] = [];
    await compare(twoAtoms, { ...options, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ method: "sgd", run: 8, runs: 8, fraction: 1 });
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    await expect(compare(twoAtoms, { ...options, signal: stop.signal })).rejects.toThrow("enough");
  });

  describe("stopped on its way", () => {
    const enough = new Error("enough");

    /** Stops where `when` says, under a clock on which every slice of work is due for a pause. */
    async function stopWhen(
      when: (progress: CompareProgress) => boolean,
      changes: Partial<CompareOptions> = {},
    ): Promise<{ reason: unknown; partials: ComparisonResult[] }> {
      let now = 0;
      const clock = vi.spyOn(performance, "now").mockImplementation(() => {
        now += 100;
        return now;
      });
      const stop = new AbortController();
      const partials: ComparisonResult[] = [];
      const reason = await compare(twoAtoms, {
        ...options,
        ...changes,
        signal: stop.signal,
        onProgress: (progress) => {
          if (when(progress)) stop.abort(enough);
        },
        onInterrupt: (partial) => partials.push(partial),
      }).catch((error: unknown) => error);
      clock.mockRestore();
      return { reason, partials };
    }
    const inSgd = (at: number) => (progress: CompareProgress) =>
      progress.method === "sgd" && progress.run === at;

    it("hands over every finished run, once, and rejects with the signal's reason", async () => {
      const { reason, partials } = await stopWhen(inSgd(3));
      expect(reason).toBe(enough);
      expect(partials).toHaveLength(1);
      const [partial] = partials;
      const told = partial.toJSON();
      expect(told.interrupted).toEqual({ runs: 8, runsDone: { hsgd: 8, sgd: 3 } });
      // Runs do not know of each other: curves are those of a comparison that asked for no more.
      expect(told.curves.ode).toEqual(json.curves.ode);
      expect(told.curves.hsgd).toEqual(json.curves.hsgd);
      const three = (await compare(twoAtoms, { ...options, runs: 3 })).toJSON();
      expect(told.curves.sgd).toEqual(three.curves.sgd);
      expect(partial.agreement("sgd", "ode", "risk")).toEqual(
        three.agreement.find(
          ({ between, statistic }) => between.join() === "sgd,ode" && statistic === "risk",
        ),
      );
      expect(partial.agreement("hsgd", "ode", "risk")).toEqual(result.agreement("hsgd", "ode", "risk"));
      expect(partial.runs("sgd", "risk")).toEqual(result.runs("sgd", "risk").slice(0, 3));
      // The experiment is the one asked for.
      expect(told.experiment).toEqual(json.experiment);
      expect(told.diagnostics).toEqual(json.diagnostics);
      expect(partial.warnings).toEqual([
        {
          code: "interrupted",
          message:
            "The comparison was interrupted after 8 of 8 runs of hsgd, 3 of 8 runs of sgd: this is a partial result, whose curves and agreement are those of the runs done.",
        },
      ]);
      expect(told.warnings).toEqual(partial.warnings);
    });

    it("gives the same bytes for the same finished runs", async () => {
      const [one, two] = [await stopWhen(inSgd(2)), await stopWhen(inSgd(2))];
      expect(JSON.stringify(one.partials[0])).toBe(JSON.stringify(two.partials[0]));
      const other = await stopWhen(inSgd(4));
      expect(JSON.stringify(other.partials[0])).not.toBe(JSON.stringify(one.partials[0]));
    });

    it("leaves out a method without a finished run, and counts it", async () => {
      const { partials } = await stopWhen(({ method, run }) => method === "hsgd" && run === 8);
      const told = partials[0].toJSON();
      expect(Object.keys(told.curves)).toEqual(["ode", "hsgd"]);
      expect(told.interrupted).toEqual({ runs: 8, runsDone: { hsgd: 8, sgd: 0 } });
      expect(told.agreement.map(({ between }) => between.join())).toEqual(Array(4).fill("hsgd,ode"));
      expect(() => partials[0].runs("sgd", "risk")).toThrow(/the methods compared are ode, hsgd/);
    });

    it("keeps the ODE alone, in whatever place it was asked for", async () => {
      const { partials } = await stopWhen(({ method }) => method === "sgd", { methods: ["sgd", "ode"] });
      expect(Object.keys(partials[0].toJSON().curves)).toEqual(["ode"]);
      expect(partials[0].toJSON().interrupted).toEqual({ runs: 8, runsDone: { sgd: 0 } });
    });

    it("counts the diverged among the runs done", async () => {
      const { partials } = await stopWhen(inSgd(2), { schedule: constant(4), horizon: 10 });
      const sgd = partials[0].toJSON().curves.sgd as EnsembleCurves;
      expect([sgd.runs, sgd.diverged]).toEqual([2, 2]);
      expect(partials[0].warnings.map(({ code }) => code)).toEqual(["diverged", "diverged", "interrupted"]);
      expect(partials[0].warnings[1].message).toMatch(/^2 of 2 sgd runs diverged/);
    });

    it("has nothing to hand over where nothing asked for is finished", async () => {
      const { reason, partials } = await stopWhen(({ method }) => method === "sgd", { methods: ["sgd"] });
      expect(reason).toBe(enough);
      expect(partials).toEqual([]);
    });

    it("is whole when the signal comes after the last run, and a mistake is no interruption", async () => {
      const whole = await stopWhen(inSgd(8));
      expect(whole.partials).toEqual([]);
      expect((whole.reason as ComparisonResult).toJSON()).toEqual(json);
      expect(json).not.toHaveProperty("interrupted");
      const onInterrupt = vi.fn();
      const stop = new AbortController();
      const failing = compare(twoAtoms, {
        ...options,
        signal: stop.signal,
        onProgress: ({ run, runs }) => {
          if (run < runs) return;
          stop.abort(enough);
          throw new Error("not the signal's");
        },
        onInterrupt,
      });
      await expect(failing).rejects.toThrow("not the signal's");
      expect(onInterrupt).not.toHaveBeenCalled();
    });
  });

  it.each([
    [{ runs: 0 }, /runs is 0/],
    [{ methods: ["sgd", "sgd"] }, /names sgd twice/],
    [{ methods: ["sdg"] }, /methods has "sdg"; the methods are/],
    [{ methods: ["sgd-rows"] }, /rows need a covariance of kind data/],
    [{ seed: -1 }, /seed is -1/],
    [{ horizon: Number.NaN }, /horizon is NaN/],
    [{ divergence: 1 }, /divergence is 1/],
    [{ save: { times: [1, 0.5] } }, /times must increase/],
    [{ save: { points: 1 } }, /save.points is 1/],
    [{ schedule: (t: number) => 1 - t }, /rate -/],
    [{ schedule: constant(1e300) }, /schedule gives rates up to 1e\+300/],
    [
      { schedule: { kind: "constant", rate: 0.5, rat: 1 } },
      /schedule.rat is not a known key, the nearest being rate/,
    ],
    [{ save: { spacing: "lin" } }, /save.spacing is "lin"/],
    [
      { save: { statistics: ["gradient"] } },
      /save.statistics\[0\] is "gradient"; save.statistics takes overlaps/,
    ],
    [{ save: { statistics: ["cosine", "cosine"] } }, /"cosine", a name that is taken/],
    [{ save: { statistics: [{ name: "risk", quadratic: "1" }] } }, /"risk", a name that is taken/],
    [
      { save: { statistics: [{ name: "q", quadratic: "1/(lambda-0.4)" }] } },
      /Infinity at the eigenvalue 0.4/,
    ],
  ])("refuses %j in one sentence", async (wrong, message) => {
    await expect(compare(twoAtoms, { ...options, ...(wrong as object) })).rejects.toThrow(message);
  });
});
