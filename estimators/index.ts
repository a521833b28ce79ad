export * from "./bands.js";
export * from "./bootstrap.js";
export * from "./distance.js";
export * from "./functionals.js";
export { InputError } from "./input-error.js";
export * from "./moments.js";
export * from "./quantiles.js";
export * from "./slope.js";
