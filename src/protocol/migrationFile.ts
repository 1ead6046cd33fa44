import * as z from "zod";
import { AUTO, SOURCE_TYPES } from "./dialect.ts";
import { type StartRequestInput, startRequestSchema } from "./requests.ts";

/** A migration.json: the fields of a start, and where its schema is. Anything else is a mistake. */
export const migrationFileSchema = startRequestSchema
  .extend({ $schema: z.string().optional() })
  .strict();

/** What people are told of a field where they write it. */
export interface FieldText {
  description: string;
  /** What holds when it is left out; undefined: it has to be given. */
  default?: string | number | boolean | null | readonly string[];
  /** The default in words, where no value says it. */
  defaultText?: string;
  examples: readonly unknown[];
}

/** Every field of a migration.json, in the order in which it is written. */
export const MIGRATION_FIELDS: Readonly<Record<keyof StartRequestInput, FieldText>> = {
  inventory_path: {
    description:
      "What is migrated: a folder of .sql files (any depth), one .sql file, or an inventory.json. A relative path is relative to this file.",
    examples: ["ddl", "../export/warehouse.sql"],
  },
  source_type: {
    description: `The warehouse that it comes from: ${SOURCE_TYPES.join(", ")}, or auto: the engine detects it and says how sure it is. Common aliases (sqlserver, postgresql) are understood.`,
    examples: [...SOURCE_TYPES, AUTO],
  },
  target_catalog: {
    description: "The database that is created or added to.",
    examples: ["warehouse"],
  },
  target_schema: {
    description: "The schema in which the objects are created.",
    examples: ["migrated"],
  },
  target_type: {
    description:
      "The language that is translated to. databricks needs dry_run: it is translated and checked, nothing is executed there.",
    default: "duckdb",
    examples: ["databricks"],
  },
  target_path: {
    description: "The DuckDB file that is written. A relative path is relative to this file.",
    default: null,
    defaultText: "`warehouses/CATALOG.duckdb` in the engine's data folder",
    examples: ["out/warehouse.duckdb"],
  },
  dry_run: {
    description: "Translates and executes everything in a throw-away catalog and keeps nothing.",
    default: false,
    examples: [true],
  },
  include: {
    description:
      "Only objects whose names fit one of these patterns; * and ? stand for characters, case does not matter. What a chosen object needs is expected in the target.",
    default: null,
    defaultText: "all objects",
    examples: [["sales.*", "dim.date"]],
  },
  exclude: {
    description:
      "Not the objects whose names fit one of these patterns; also of those that include chose.",
    default: null,
    defaultText: "none",
    examples: [["*.tmp_?"]],
  },
  on_error: {
    description:
      "continue: a failed object is reported and the others go on. stop: the first failed object fails the job.",
    default: "continue",
    examples: ["stop"],
  },
  concurrency: {
    description: "How many objects are in work at once, 1 to 64.",
    default: null,
    defaultText: "two a worker thread of the engine",
    examples: [4],
  },
  priority: {
    description: "-10 to 10: of waiting jobs, those of a higher priority run first.",
    default: 0,
    examples: [5],
  },
  model_id: {
    description:
      "The language model that is asked for what the rules cannot translate. The engine needs a model endpoint for that.",
    default: null,
    defaultText: "none is asked",
    examples: ["my-model"],
  },
};
