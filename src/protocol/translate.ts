import * as z from "zod";
import { sourceTypeOrAutoSchema } from "./dialect.ts";
import { confidenceSchema, issueSchema, translationEngineSchema } from "./job.ts";

/** Body of POST /api/migrate/translate: a piece of SQL, of which nothing is executed. */
export const translateRequestSchema = z.object({
  sql: z.string().min(1, "Must not be empty"),
  source_type: sourceTypeOrAutoSchema,
  target_type: z.enum(["duckdb", "databricks"]),
  target_catalog: z.string().min(1, "Must not be empty").max(255).optional().meta({
    description: "Without it: warehouse for duckdb; names as the source writes them for databricks",
  }),
  target_schema: z.string().min(1, "Must not be empty").max(255).optional().meta({
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
  artefact: z
    .looseObject({ dialect: z.enum(["duckdb", "databricks"]), sql: z.string() })
    .optional()
    .meta({ description: "What it is in another language, where the target cannot hold it" }),
  confidence: confidenceSchema,
  engine: translationEngineSchema,
});
export type TranslatedStatement = z.infer<typeof translatedStatementSchema>;

export const translateResponseSchema = z.looseObject({
  source_type: z.string().meta({ description: "As given, else as detected" }),
  source_type_confidence: z.number().meta({ description: "0 to 1; 1 when it was given" }),
  statements: z.array(translatedStatementSchema),
});
export type TranslateResponse = z.infer<typeof translateResponseSchema>;
