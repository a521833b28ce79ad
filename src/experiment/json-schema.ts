import { z } from "zod";
import type { SchemaNode } from "./accepted.js";
import { experimentSchema } from "./schema.js";

/**
 * The JSON Schema (draft 2020-12) of the experiment file, for editors and other programs: what may be left out is
 * optional, with its default. `hsgd schema` prints it; the package holds it as `homogenized-sgd/schema.json`.
 *
 * @example
 * ```ts
 * import { jsonSchema } from "homogenized-sgd";
 * jsonSchema().title; // => "homogenized-sgd experiment"
 * jsonSchema().required; // => ["problem", "schedule", "horizon"]
 * ```
 */
export function jsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(experimentSchema, { io: "input" });
  return {
    $schema,
    $id: "urn:homogenized-sgd:experiment:1",
    title: "homogenized-sgd experiment",
    description: "One problem, the dynamics compared on it, and what is saved.",
    ...schema,
  };
}

/** The same schema, for reading. */
export const schemaRoot = (): SchemaNode => jsonSchema() as SchemaNode;
