import { describe, expect, it } from "vitest";
import { combine, ensemble, eulerMaruyama, histogram, moments, quantileBands } from "../../../sde/index.js";
import { geometricBrownian } from "../../kit/sde-problems.js";

describe("combine", () => {
  const bins = { from: 0, to: 3, bins: 5 };
  const options = { start: [1], to: 1, step: 0.1, scheme: eulerMaruyama, seed: 1, paths: 200 };
  const gbm = geometricBrownian(0.1, 0.3);

  it.each([false, true])("is each of its parts on the same paths, antithetic: %s", (antithetic) => {
    const all = { ...options, antithetic };
    const { a, b, c, paths } = ensemble(gbm, {
      ...all,
      reduce: combine({ a: moments(), b: histogram(bins), c: quantileBands([0.5]) }),
    });
    expect(ensemble(gbm, { ...all, reduce: moments() })).toMatchObject(a);
    expect(ensemble(gbm, { ...all, reduce: histogram(bins) })).toMatchObject(b);
    expect(ensemble(gbm, { ...all, reduce: quantileBands([0.5]) })).toMatchObject(c);
    expect(paths).toBe(200);
  });
});
