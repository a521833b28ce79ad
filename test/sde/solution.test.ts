import { expect, it } from "vitest";
import { eulerMaruyama, savedColumn, solve } from "../../sde/index.js";
import { ode } from "../kit/sde-problems.js";

it("savedColumn reads one saved number over all saved times", () => {
  const ramp = ode((_t, _x, out) => out.set([1, -2, 0]), [0, 0, 7]);
  const run = solve(ramp, { to: 1, step: 0.5, scheme: eulerMaruyama, save: { times: "steps" } });
  expect(Array.from(savedColumn(run, 0))).toEqual([0, 0.5, 1]);
  expect(Array.from(savedColumn(run, 1))).toEqual([0, -1, -2]);
  expect(Array.from(savedColumn(run, 2))).toEqual([7, 7, 7]);
});
