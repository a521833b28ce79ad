/**
 * Wrong experiments and the one sentence each of them gets. `shape` tells whether the JSON Schema can see the
 * mistake too: it checks keys, types and ranges, not what several keys say together.
 */

export const good = {
  problem: { dimension: 100, covariance: { kind: "identity" }, model: { kind: "least-squares" } },
  schedule: { kind: "constant", rate: 0.7 },
  horizon: 5,
};

const data = { kind: "data", features: "f.csv", labels: "target" };
const withProblem = (changes: object) => ({ ...good, problem: { ...good.problem, ...changes } });
const withCovariance = (covariance: unknown) => withProblem({ covariance });
const withData = (changes: object) => ({
  ...good,
  problem: { covariance: data, model: { kind: "least-squares" }, ...changes },
});

export const bad: readonly { input: unknown; sentence: string; shape: boolean }[] = [
  // the file as a whole
  {
    input: null,
    shape: true,
    sentence: "there is nothing in it; give the keys problem, schedule and horizon.",
  },
  {
    input: "text",
    shape: true,
    sentence:
      'the experiment is "text", but it must be a mapping with the keys name, problem, schedule, horizon, methods, ensemble, save, hsgd.',
  },
  {
    input: [],
    shape: true,
    sentence:
      "the experiment is [], but it must be a mapping with the keys name, problem, schedule, horizon, methods, ensemble, save, hsgd.",
  },
  {
    input: {},
    shape: true,
    sentence:
      "problem is missing; give a mapping with the keys dimension, covariance, model, target, initial, overlaps, ridge.",
  },
  // keys
  {
    input: { ...good, horizn: 5 },
    shape: true,
    sentence:
      "horizn is not a known key, the nearest being horizon; an experiment takes name, problem, schedule, horizon, methods, ensemble, save, hsgd.",
  },
  {
    input: { problem: good.problem, schedule: good.schedule, horizn: 5 },
    shape: true,
    sentence:
      "horizn is not a known key, the nearest being horizon; an experiment takes name, problem, schedule, horizon, methods, ensemble, save, hsgd.",
  },
  {
    input: withProblem({ modle: 1 }),
    shape: true,
    sentence:
      "problem.modle is not a known key, the nearest being model; problem takes dimension, covariance, model, target, initial, overlaps, ridge.",
  },
  {
    input: withCovariance({ kind: "identity", weights: [1] }),
    shape: true,
    sentence:
      "problem.covariance.weights is not a known key; problem.covariance of kind identity takes kind, normalize.",
  },
  {
    input: { ...good, ensemble: { sede: 2 } },
    shape: true,
    sentence:
      "ensemble.sede is not a known key, the nearest being seed; ensemble takes runs, seed, divergence, normal.",
  },
  {
    input: { ...good, save: { statistics: [{ name: "x", quadratik: "lambda" }] } },
    shape: true,
    sentence:
      "save.statistics[0].quadratik is not a known key, the nearest being quadratic; save.statistics[0] takes name, quadratic.",
  },
  // values
  {
    input: { ...good, horizon: -1 },
    shape: true,
    sentence: "horizon is -1, but it must be a number above 0.",
  },
  { input: { ...good, horizon: 0 }, shape: true, sentence: "horizon is 0, but it must be a number above 0." },
  {
    input: { ...good, horizon: Number.NaN },
    shape: true,
    sentence: "horizon is NaN, but it must be a number above 0 and finite.",
  },
  {
    input: { ...good, horizon: "five" },
    shape: true,
    sentence: 'horizon is "five", but it must be a number above 0.',
  },
  {
    input: { ...good, schedule: { kind: "constant", rate: -0.1 } },
    shape: true,
    sentence: "schedule.rate is -0.1, but it must be a number of at least 0.",
  },
  {
    input: { ...good, schedule: { kind: "constant" } },
    shape: true,
    sentence: "schedule.rate is missing; give a number of at least 0.",
  },
  {
    input: { ...good, schedule: { kind: "adagrad-norm", eta: 0, b: 1 } },
    shape: true,
    sentence: "schedule.eta is 0, but it must be a number above 0.",
  },
  {
    input: { ...good, schedule: { kind: "rmsprop-norm", eta: 1, b: 1 } },
    shape: true,
    sentence: "schedule.alpha is missing; give a number above 0.",
  },
  {
    input: { ...good, schedule: { kind: "line-search", factr: 2 } },
    shape: true,
    sentence:
      "schedule.factr is not a known key, the nearest being factor; schedule of kind line-search takes kind, factor.",
  },
  {
    input: { ...good, schedule: 0.7 },
    shape: true,
    sentence:
      "schedule is 0.7, but it must be a mapping whose kind is one of constant, polynomial, piecewise, cosine, expression, adagrad-norm, rmsprop-norm, dog, line-search, polyak.",
  },
  {
    input: { ...good, ensemble: { runs: 0 } },
    shape: true,
    sentence: "ensemble.runs is 0, but it must be a whole number of at least 1.",
  },
  {
    input: { ...good, ensemble: { runs: 1.5 } },
    shape: true,
    sentence: "ensemble.runs is 1.5, but it must be a whole number of at least 1.",
  },
  {
    input: { ...good, ensemble: { seed: -1 } },
    shape: true,
    sentence: "ensemble.seed is -1, but it must be a whole number of at least 0.",
  },
  {
    input: { ...good, ensemble: { seed: 2 ** 53 } },
    shape: true,
    sentence:
      "ensemble.seed is 9007199254740992, but it must be a whole number of at least 0 and at most 2^53 − 1.",
  },
  {
    input: { ...good, ensemble: { divergence: 1 } },
    shape: true,
    sentence: "ensemble.divergence is 1, but it must be a number above 1.",
  },
  {
    input: { ...good, ensemble: { normal: "fast" } },
    shape: true,
    sentence: 'ensemble.normal is "fast", but it must be ziggurat.',
  },
  {
    input: { ...good, methods: "ode" },
    shape: true,
    sentence:
      'methods is "ode", but it must be a list of at least one entry, each one of ode, volterra, hsgd, sgd, sgd-rows.',
  },
  {
    input: { ...good, methods: [] },
    shape: true,
    sentence:
      "methods is [], but it must be a list of at least one entry, each one of ode, volterra, hsgd, sgd, sgd-rows.",
  },
  {
    input: { ...good, methods: ["ode", "sdg"] },
    shape: true,
    sentence:
      'methods[1] is "sdg", but it must be one of ode, volterra, hsgd, sgd, sgd-rows, the nearest being sgd.',
  },
  {
    input: { ...good, methods: ["voltera-blocks"] },
    shape: true,
    sentence: 'methods[0] is "voltera-blocks", but it must be one of ode, volterra, hsgd, sgd, sgd-rows.',
  },
  {
    input: { ...good, hsgd: { step: "fast" } },
    shape: true,
    sentence: 'hsgd.step is "fast", but it must be auto, or a number above 0.',
  },
  {
    input: { ...good, hsgd: { step: 0 } },
    shape: true,
    sentence: "hsgd.step is 0, but it must be auto, or a number above 0.",
  },
  {
    input: { ...good, hsgd: { scheme: "milstein" } },
    shape: true,
    sentence:
      'hsgd.scheme is "milstein", but it must be one of euler-maruyama, heun (those for diagonal or commuting noise do not fit, for the noise fields of HSGD do not commute).',
  },
  {
    input: { ...good, save: { points: 1 } },
    shape: true,
    sentence: "save.points is 1, but it must be a whole number of at least 2.",
  },
  {
    input: { ...good, save: { spacing: "cubic" } },
    shape: true,
    sentence: 'save.spacing is "cubic", but it must be one of linear, log.',
  },
  {
    input: { ...good, save: { statistics: ["cosin"] } },
    shape: true,
    sentence:
      'save.statistics[0] is "cosin", but it must be one of overlaps, gradientNorm, cosine, or a mapping with the keys name, quadratic, the nearest being cosine.',
  },
  {
    input: { ...good, save: { statistics: [{ name: "a b", quadratic: "lambda" }] } },
    shape: true,
    sentence:
      'save.statistics[0].name is "a b", but it must be a name of letters, digits, - and _ that begins with a letter.',
  },
  {
    input: { ...good, name: "a/b" },
    shape: true,
    sentence: 'name is "a/b", but it must be a name of 1 to 100 characters without / \\ : * ? " < > |.',
  },
  {
    input: { ...good, ensemble: null },
    shape: true,
    sentence: "ensemble is null, but it must be a mapping with the keys runs, seed, divergence, normal.",
  },
  // the problem
  {
    input: withProblem({ dimension: undefined }),
    shape: false,
    sentence: "problem.dimension is missing; give a whole number of at least 1, or infinity.",
  },
  {
    input: withProblem({ dimension: 0 }),
    shape: true,
    sentence: "problem.dimension is 0, but it must be a whole number of at least 1, or infinity.",
  },
  {
    input: withProblem({ dimension: "infinty" }),
    shape: true,
    sentence:
      'problem.dimension is "infinty", but it must be a whole number of at least 1, or infinity, the nearest being infinity.',
  },
  {
    input: withProblem({ dimension: Number.NEGATIVE_INFINITY }),
    shape: true,
    sentence: "problem.dimension is -Infinity, but it must be a whole number of at least 1, or infinity.",
  },
  {
    input: withCovariance({ kind: "wishart", ratio: 0.5 }),
    shape: true,
    sentence:
      'problem.covariance.kind is "wishart", but it must be one of identity, atoms, eigenvalues, power-law, power-density, marchenko-pastur, uniform, data.',
  },
  {
    input: withCovariance({ kind: "atom", eigenvalues: [1], weights: [1] }),
    shape: true,
    sentence:
      'problem.covariance.kind is "atom", but it must be one of identity, atoms, eigenvalues, power-law, power-density, marchenko-pastur, uniform, data, the nearest being atoms.',
  },
  {
    input: withCovariance({ eigenvalues: [1] }),
    shape: true,
    sentence:
      "problem.covariance.kind is missing; give one of identity, atoms, eigenvalues, power-law, power-density, marchenko-pastur, uniform, data.",
  },
  {
    input: withCovariance({ kind: "atoms", eigenvalues: [1, -2], weights: [0.5, 0.5] }),
    shape: true,
    sentence:
      "problem.covariance.eigenvalues[1] is -2, but it must be a number of at least 0 (an eigenvalue of a covariance is zero or positive).",
  },
  {
    input: withCovariance({ kind: "power-density", beta: 1 }),
    shape: true,
    sentence: "problem.covariance.beta is 1, but it must be a number of at least 0 and below 1.",
  },
  {
    input: withCovariance({ kind: "power-density", beta: -0.5 }),
    shape: true,
    sentence: "problem.covariance.beta is -0.5, but it must be a number of at least 0 and below 1.",
  },
  {
    input: withCovariance({ kind: "marchenko-pastur", ratio: 0 }),
    shape: true,
    sentence: "problem.covariance.ratio is 0, but it must be a number above 0.",
  },
  {
    input: withCovariance({ kind: "uniform", min: -1, max: 1 }),
    shape: true,
    sentence:
      "problem.covariance.min is -1, but it must be a number of at least 0 (an eigenvalue of a covariance is zero or positive).",
  },
  {
    input: withCovariance({ kind: "uniform", min: 2, max: 1 }),
    shape: false,
    sentence: "problem.covariance.max: give a number above min.",
  },
  {
    input: withCovariance({ kind: "marchenko-pastur", ratio: 0.5, nodes: 0 }),
    shape: true,
    sentence: "problem.covariance.nodes is 0, but it must be a whole number from 1 to 1000.",
  },
  {
    input: withCovariance({ kind: "uniform", min: 0, max: 1, nodes: 1.5 }),
    shape: true,
    sentence: "problem.covariance.nodes is 1.5, but it must be a whole number from 1 to 1000.",
  },
  {
    input: withProblem({ model: { kind: "least-squares", noiseStd: -1 } }),
    shape: true,
    sentence: "problem.model.noiseStd is -1, but it must be a number of at least 0.",
  },
  {
    input: withProblem({ model: { kind: "logistic", labels: "hrad" } }),
    shape: true,
    sentence: 'problem.model.labels is "hrad", but it must be one of soft, hard, the nearest being hard.',
  },
  {
    input: withProblem({ model: { kind: "phase-retrieval", variant: "smoth" } }),
    shape: true,
    sentence:
      'problem.model.variant is "smoth", but it must be one of smooth, lipschitz, the nearest being smooth.',
  },
  {
    input: withProblem({ model: { kind: "huber" } }),
    shape: true,
    sentence: "problem.model.threshold is missing; give a number above 0.",
  },
  {
    input: withProblem({ model: { kind: "huber", threshold: 0 } }),
    shape: true,
    sentence: "problem.model.threshold is 0, but it must be a number above 0.",
  },
  {
    input: withProblem({ model: { kind: "absolute-error", threshold: 1 } }),
    shape: true,
    sentence:
      "problem.model.threshold is not a known key; problem.model of kind absolute-error takes kind, noiseStd, clip.",
  },
  {
    input: withProblem({ model: { kind: "least-squares", clip: 0 } }),
    shape: true,
    sentence: "problem.model.clip is 0, but it must be a number above 0.",
  },
  {
    input: withProblem({ model: { kind: "committee", activation: "tanh", student: [1], teacher: [1] } }),
    shape: true,
    sentence: 'problem.model.activation is "tanh", but it must be one of erf, relu, square.',
  },
  {
    input: withProblem({ model: { kind: "committee", activation: "erf", student: [], teacher: [1] } }),
    shape: true,
    sentence: "problem.model.student is [], but it must be a list of at least one entry, each a number.",
  },
  {
    input: withProblem({ model: { kind: "committee", activation: "erf", teacher: [1] } }),
    shape: true,
    sentence: "problem.model.student is missing; give a list of at least one entry, each a number.",
  },
  {
    input: withProblem({ model: { kind: "committee", activation: "erf", student: [1, "x"], teacher: [1] } }),
    shape: true,
    sentence: 'problem.model.student[1] is "x", but it must be a number.',
  },
  {
    input: withProblem({ model: { kind: "multiclass-logistic" } }),
    shape: true,
    sentence: "problem.model.classes is missing; give a whole number of at least 2.",
  },
  {
    input: withProblem({ model: { kind: "multiclass-logistic", classes: 1 } }),
    shape: true,
    sentence: "problem.model.classes is 1, but it must be a whole number of at least 2.",
  },
  {
    input: withProblem({ ridge: -1 }),
    shape: true,
    sentence: "problem.ridge is -1, but it must be a number of at least 0.",
  },
  {
    input: withProblem({ initial: { kind: "correlated", overlap: 2 } }),
    shape: true,
    sentence: "problem.initial.overlap is 2, but it must be a number from -1 to 1.",
  },
  {
    input: withProblem({ target: { kind: "power", exponent: 1, norm: 1, scale: 1 } }),
    shape: false,
    sentence: "problem.target: give norm or scale, not both.",
  },
  {
    input: withProblem({ target: { kind: "values", values: [1, "x"] } }),
    shape: true,
    sentence: 'problem.target.values[1] is "x", but it must be a number, or a list, each a number.',
  },
  {
    input: withProblem({
      overlaps: [
        [1, "a"],
        [0, 1],
      ],
    }),
    shape: true,
    sentence: 'problem.overlaps[0][1] is "a", but it must be a number, or a list, each a number.',
  },
  // keys that must fit together
  {
    input: { ...withProblem({ dimension: "infinity" }), methods: ["ode", "hsgd"] },
    shape: false,
    sentence:
      'methods[1] is "hsgd", which moves a vector of d coordinates, but problem.dimension is infinity; use ode, volterra, or a finite dimension.',
  },
  {
    input: { ...withProblem({ dimension: Number.POSITIVE_INFINITY }), methods: ["sgd"] },
    // JSON has no such number.
    shape: true,
    sentence:
      'methods[0] is "sgd", which moves a vector of d coordinates, but problem.dimension is infinity; use ode, volterra, or a finite dimension.',
  },
  {
    input: withProblem({ dimension: "infinity", covariance: { kind: "power-law", exponent: 1 } }),
    shape: false,
    sentence:
      'problem.covariance.kind is "power-law", which has no limit at dimension: infinity; use one of identity, atoms, power-density, marchenko-pastur, uniform, or a finite dimension.',
  },
  {
    input: withCovariance({ kind: "power-density", beta: 0.5, nodes: 40 }),
    shape: false,
    sentence:
      "problem.covariance.nodes goes with dimension: infinity only, where a density becomes a quadrature; leave it out.",
  },
  {
    input: withProblem({
      overlaps: [
        [1, 0],
        [0, 1],
      ],
      initial: { kind: "zero" },
    }),
    shape: false,
    sentence:
      "problem.overlaps stands instead of both target and initial, but initial is given too; keep one of them.",
  },
  {
    input: withData({ dimension: 10 }),
    shape: false,
    sentence:
      "problem.dimension is given beside a covariance of kind data, which brings its own; leave it out.",
  },
  {
    input: withData({ target: { kind: "zero" } }),
    shape: false,
    sentence: "problem.target is given beside a covariance of kind data, which brings its own; leave it out.",
  },
  {
    input: withData({ model: { kind: "least-squares", noiseStd: 0.1 } }),
    shape: false,
    sentence:
      "problem.model.noiseStd is given beside a covariance of kind data, whose residual is the noise; leave it out.",
  },
  {
    input: withData({ model: { kind: "huber", threshold: 1 } }),
    shape: false,
    sentence:
      'problem.model.kind is "huber", but a covariance of kind data goes with least-squares or logistic.',
  },
  {
    input: withData({ model: { kind: "logistic", labels: "soft" } }),
    shape: false,
    sentence:
      'problem.model.labels is "soft", but the labels of a data set are 0 or 1, which is hard; leave it out.',
  },
  {
    input: withData({ covariance: { ...data, map: { kind: "relu", count: 0 } } }),
    shape: true,
    sentence: "problem.covariance.map.count is 0, but it must be a whole number of at least 1.",
  },
  {
    input: { ...good, methods: ["ode", "ode"] },
    shape: true,
    sentence: 'methods[1] is "ode" for the second time; name each method once.',
  },
  {
    input: { ...good, methods: ["sgd-rows"] },
    shape: false,
    sentence:
      'methods[0] is "sgd-rows", which walks over the rows of a data set, but the covariance is of kind identity; leave it out, or use kind data.',
  },
  {
    input: { ...good, save: { times: [0, 6] } },
    shape: false,
    sentence: "save.times[1] is 6, but it must be at most the horizon 5.",
  },
  {
    input: { ...good, save: { times: [0, 2, 2] } },
    shape: false,
    sentence: "save.times[2] is 2 after 2, but times must increase; sort them and drop repeats.",
  },
  {
    input: { ...good, save: { times: [0, 1], points: 3 } },
    shape: false,
    sentence: "save.points is given beside save.times, which lists the times itself; leave one of them out.",
  },
  {
    input: { ...good, save: { from: 0.1 } },
    shape: false,
    sentence: "save.from goes with spacing: log only; leave it out, or use that spacing.",
  },
  {
    input: { ...good, save: { spacing: "log", from: 5 } },
    shape: false,
    sentence: "save.from is 5, but it must be a number below the horizon 5.",
  },
  {
    input: { ...good, save: { spacing: "log", points: 2 } },
    shape: false,
    sentence: "save.points is 2, but spacing: log needs a whole number of at least 3.",
  },
  {
    input: { ...good, save: { statistics: [{ name: "risk", quadratic: "lambda" }] } },
    shape: false,
    sentence: 'save.statistics[0].name is "risk", which a result already uses; choose another name.',
  },
  {
    input: { ...good, save: { statistics: ["cosine", "cosine"] } },
    shape: false,
    sentence: 'save.statistics[1] names "cosine" for the second time; name each statistic once.',
  },
  // a loss of one's own
  {
    input: withProblem({ model: { kind: "expression" } }),
    shape: true,
    sentence: "problem.model.loss is missing; give a text that is not empty.",
  },
  {
    input: withProblem({ model: { kind: "expression", loss: 5 } }),
    shape: true,
    sentence: "problem.model.loss is 5, but it must be a text that is not empty.",
  },
  {
    input: withProblem({ model: { kind: "expression", loss: "(x - y)^2", direction: [] } }),
    shape: true,
    sentence:
      "problem.model.direction is [], but it must be a list of at least one entry, each a text that is not empty.",
  },
  {
    input: withProblem({ model: { kind: "expression", loss: "(x - y)^2", noiseStd: -1 } }),
    shape: true,
    sentence: "problem.model.noiseStd is -1, but it must be a number of at least 0.",
  },
  {
    input: withProblem({ model: { kind: "expression", loss: "(x - y)^2", los: "x" } }),
    shape: true,
    sentence:
      "problem.model.los is not a known key, the nearest being loss; problem.model of kind expression takes kind, loss, direction, noiseStd, clip.",
  },
  {
    input: withProblem({ model: { kind: "custom", loss: "x" } }),
    shape: true,
    sentence:
      'problem.model.kind is "custom", but it must be one of least-squares, logistic, phase-retrieval, huber, absolute-error, multiclass-logistic, committee, expression.',
  },
];
