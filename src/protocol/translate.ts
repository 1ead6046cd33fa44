import * as z from "zod";
import { sourceTypeSchema } from "./dialect.ts";
import { issueSchema } from "./job.ts";

/** Body of POST /api/migrate/translate: a piece of SQL, of which nothing is executed. */
export const translateRequestSchema = z.object({
  sql: z.string().min(1, "Must not be empty"),
  source_type: sourceTypeSchema,
  target_type: z.enum(["duckdb", "databricks"]),
  target_catalog: z.string().min(1).max(255).optional().meta({
    description: "Without it: warehouse for duckdb; names as the source writes them for databricks",
  }),
  target_schema: z.string().min(1).max(255).optional().meta({
    description: "Without it: migrated for duckdb; names as the source writes them for databricks",
  }),
});
export type TranslateRequest = z.infer<typeof translateRequestSchema>;
export type TranslateRequestInput = z.input<typeof translateRequestSchema>;

/** What became of one statement or object. */
export const translatedStatementSchema = z.looseObject({
  sql: z
    .string()
    .nullable()
    .meta({ description: "null: nothing of it goes to the target; the issues say why" }),
  object_type: z
    .string()
    .meta({ description: "TABLE, VIEW, PROCEDURE, QUERY, else the kind of statement" }),
  object_name: z.string().nullable(),
  line: z.int(),
  column: z.int(),
  issues: z.array(issueSchema),
  confidence: z.enum(["exact", "review", "manual"]).meta({
    description:
      "exact: nothing to say; review: look at the issues; manual: a person has to write it",
  }),
  engine: z.enum(["rules", "library", "model"]).meta({ description: "What made the translation" }),
});
export type TranslatedStatement = z.infer<typeof translatedStatementSchema>;

export const translateResponseSchema = z.looseObject({
  statements: z.array(translatedStatementSchema),
});
export type TranslateResponse = z.infer<typeof translateResponseSchema>;
