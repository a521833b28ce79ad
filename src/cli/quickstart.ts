/** The experiment that `hsgd run` runs without a file; also examples/experiments/quickstart.yaml. */
export const quickstart = `\
name: two-atoms
problem:
  dimension: 2000
  covariance: { kind: atoms, eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] }
  model: { kind: least-squares, noiseStd: 0.5 }
  target: { kind: gaussian, norm: 1 }
  initial: { kind: zero }
  ridge: 0
schedule: { kind: constant, rate: 0.7 }
horizon: 5                         # in t = k/d: one unit of time is d samples
methods: [ode, hsgd, sgd]          # also sgd-rows, where the covariance is a data set
ensemble: { runs: 32, seed: 1 }    # and divergence: 1e4, normal: ziggurat
save: { points: 101, spacing: linear }     # or log, with from; or times: [0, 0.5, 1]; and statistics: [cosine]
hsgd: { step: auto, scheme: euler-maruyama }
`;
