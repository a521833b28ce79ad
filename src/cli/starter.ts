/** The file that `hsgd init` writes: every key with what it may hold. */
export const starter = `\
# An experiment for "hsgd run". Only problem (dimension, covariance, model), schedule and horizon are required;
# everything else shows its default or says it. "hsgd schema > schema.json" writes the JSON Schema, and the line
#   # yaml-language-server: $schema=schema.json
# at the top of this file then gives editors completion.

# name: experiment               # names the output folder out/<name>; default: this file's base name

problem:
  dimension: 1000                # d, the number of coordinates; or infinity, for ode and volterra

  # The covariance K of the samples a ~ N(0, K). All kinds but data take "normalize: trace", so that tr K / d = 1.
  #   { kind: identity }
  #   { kind: atoms, eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] }   weights sum to 1, weight × dimension is whole
  #   { kind: eigenvalues, values: [ …, d numbers ] }
  #   { kind: power-law, exponent: 0.5 }                              eigenvalue i is i^(−exponent)
  #   { kind: power-density, beta: 0.5 }                              density (1 − beta)·λ^(−beta) on (0, 1)
  #   { kind: marchenko-pastur, ratio: 0.5 }                          features over samples, d/n
  #   { kind: uniform, min: 0, max: 2 }
  #                  these three: quantiles of the density; at infinity a quadrature of "nodes", chosen unless given
  #   { kind: data, features: f.csv, labels: target, rows: raw }      .csv with a header row, or .npy; rows: normalize
  #                  labels: a column of the features, or a file of its own; leave out dimension, target and noiseStd;
  #                  model: least-squares, or logistic for labels 0 and 1; "map: { kind: relu, count: 2000 }" puts
  #                  random features in the place of the data's own
  covariance: { kind: atoms, eigenvalues: [1.6, 0.4], weights: [0.5, 0.5] }

  # The loss, and how labels arise from the teacher X*.
  #   { kind: least-squares, outputs: 1, noiseStd: 0 }                noiseStd: standard deviation of the label noise
  #   { kind: logistic, labels: soft }                                or hard: labels 0 and 1
  #   { kind: phase-retrieval, variant: smooth }                      or lipschitz; initial must not be zero
  #   { kind: huber, threshold: 1, noiseStd: 0 }                      error²/2 up to the threshold, straight beyond
  #   { kind: absolute-error, noiseStd: 0 }
  #   { kind: multiclass-logistic, classes: 3, labels: soft }         or hard: one class each
  #   { kind: committee, activation: erf, student: [1, 1], teacher: [1], noiseStd: 0 }    output weights; relu, square
  #   { kind: expression, loss: "0.5*(x - y - noise)^2", noiseStd: 0 }          your own; direction: its derivative by x,
  #                  several outputs are x1, x2, …, several teachers y1, y2, …
  # All of them take "clip: 2": the direction g is scaled so that ‖g‖ ≤ 2.
  model: { kind: least-squares, noiseStd: 0.5 }

  # The teacher X* and the start X0.
  #   { kind: zero }
  #   { kind: gaussian, norm: 1 }
  #   { kind: power, exponent: 1, norm: 1 }                           squared components ∝ λ^(−exponent); or scale:
  #                  the factor itself, over d, for a norm that would be infinite at infinity
  #   { kind: values, values: [ …, d numbers ] }                      along the eigenvectors of K
  #   { kind: correlated, overlap: 0.5 }                              initial only: at that cosine to the target
  # Or instead of both their inner products:  overlaps: [[0, 0], [0, 1]]
  target: { kind: gaussian, norm: 1 }
  initial: { kind: zero }

  ridge: 0                       # the update gains ridge · X

# The learning rate, before the 1/d.
#   { kind: constant, rate: 0.7 }
#   { kind: polynomial, rate: 0.7, power: 0.5, timescale: 1 }         rate·(1 + t/timescale)^(−power)
#   { kind: piecewise, times: [0, 2], rates: [0.7, 0.1] }
#   { kind: cosine, rate: 0.7, final: 0 }                             period: the horizon
#   { kind: expression, value: "0.7/(1+t)" }                          or of risk, gradientNorm, distance, …: "0.5*risk"
#   { kind: adagrad-norm, eta: 1, b: 1 }                              eta/√(b² + squared gradients so far/d²)
#   { kind: rmsprop-norm, eta: 1, b: 1, alpha: 1 }                    of late, over times of 1/alpha
#   { kind: dog, r0: 0.1, eta0: 1 }                                   farthest distance from X0 over gradients
#   { kind: line-search }   { kind: polyak }                          the best for the next risk; for the next distance
schedule: { kind: constant, rate: 0.7 }

horizon: 5                       # last time, in t = k/d: one unit of time is d samples

methods: [ode, hsgd, sgd]        # and volterra, the ODE of least squares another way; sgd-rows, over the rows of a data set

ensemble:
  runs: 32                       # of each method but ode and volterra
  seed: 1                        # 0 … 2^53 − 1; the same seed gives the same bytes
  divergence: 1e4                # a run has diverged when its risk exceeds this many times its initial risk
  normal: ziggurat

save:
  points: 101                    # times saved, both ends counted
  spacing: linear                # or log, with "from: 0.01"; or "times: [0, 0.5, 1]" instead of both
  statistics: []                 # overlaps, gradientNorm, cosine, { name: curvature, quadratic: "lambda^2" }

hsgd:
  step: auto                     # or a number: the step in t
  scheme: euler-maruyama         # or heun, of second order
`;
