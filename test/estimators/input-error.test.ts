import { expect, it } from "vitest";
import { InputError } from "../../estimators/index.js";

it("InputError is an error that can be told from others by class and by name", () => {
  const error = new InputError("A sentence.");
  expect(error).toBeInstanceOf(Error);
  expect(error).toBeInstanceOf(InputError);
  expect(error.name).toBe("InputError");
  expect(error.message).toBe("A sentence.");
  expect(String(error)).toBe("InputError: A sentence.");
  expect(new Error("A sentence.")).not.toBeInstanceOf(InputError);
});
