import * as z from "zod";
import { AUTO, sourceTypeOrAutoSchema } from "./dialect.ts";
import {
  confidenceSchema,
  issueSchema,
  objectTypeSchema,
  targetTypeSchema,
  translationEngineSchema,
} from "./job.ts";
import { patternsSchema } from "./requests.ts";

/** What an assessment can be written as. */
export const assessmentFormatSchema = z.enum(["json", "markdown", "html"]);
export type AssessmentFormat = z.infer<typeof assessmentFormatSchema>;

const name = z.string().trim().min(1).max(255).optional();

/** Body of POST /api/migrate/assess: an inventory that is read and translated; nothing is executed or stored. */
export const assessRequestSchema = z.object({
  inventory_path: z
    .string()
    .trim()
    .min(1, "Must not be empty")
    .meta({ description: "A folder of .sql files, one .sql file, or an inventory.json" }),
  source_type: sourceTypeOrAutoSchema.default(AUTO),
  target_type: targetTypeSchema.default("databricks"),
  target_catalog: name.meta({ description: "Without it: as for translate" }),
  target_schema: name.meta({ description: "Without it: as for translate" }),
  include: patternsSchema,
  exclude: patternsSchema,
  minutes_per_point: z
    .number()
    .positive()
    .max(480)
    .optional()
    .meta({ description: "What an effort point stands for; default 5 minutes" }),
  format: assessmentFormatSchema.default("json"),
});
export type AssessRequest = z.infer<typeof assessRequestSchema>;
export type AssessRequestInput = z.input<typeof assessRequestSchema>;

const count = z.int().min(0);
const points = z.number().min(0);
const place = { file: z.string().nullable(), line: z.int().nullable(), column: z.int().nullable() };

/** Objects of one kind by how far their translation can be relied on. */
const kindTallySchema = z.looseObject({
  object_type: objectTypeSchema,
  kind: z.string().meta({ description: "What it is in the source: PACKAGE BODY, MACRO …" }),
  objects: count,
  exact: count,
  review: count,
  manual: count,
  not_tried: count.meta({ description: "What it needs was not made" }),
  effort: points,
});

const codeTallySchema = z.looseObject({
  code: z.string(),
  severity: issueSchema.shape.severity,
  objects: count,
  count: count.meta({ description: "Places" }),
  effort: points,
  docs: z.string().meta({ description: "Address of the code's page" }),
  example: z.looseObject({
    object: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
    ...place,
  }),
});

const leftOutSchema = z.looseObject({
  kind: z.string().meta({ description: "Stable: sequence, synonym, index, grant …" }),
  code: z.string(),
  severity: issueSchema.shape.severity.meta({ description: "The worst of them" }),
  statements: count,
  effort: points,
  matter: count.meta({ description: "Statements that are missed in the target" }),
  docs: z.string(),
  hint: z.string().nullable(),
  example: z.looseObject({ what: z.string(), reason: z.string(), ...place }),
});

const leftOutStatementSchema = z.looseObject({
  kind: z.string(),
  what: z.string(),
  name: z.string().nullable(),
  code: z.string(),
  severity: issueSchema.shape.severity,
  statements: count,
  reason: z.string(),
  ...place,
  databricks: z.string().nullable().meta({ description: "What could take its place; review it" }),
});

const usageSchema = z.looseObject({ name: z.string(), objects: count, count });

export const assessedObjectSchema = z.looseObject({
  name: z.string(),
  object_type: objectTypeSchema,
  kind: z.string(),
  confidence: confidenceSchema.nullable(),
  effort: points,
  engine: translationEngineSchema.nullable(),
  size: count.meta({ description: "Characters of its definition" }),
  ...place,
  wave: count.meta({ description: "From 1; what it needs has lower ones" }),
  depends_on: z.array(z.string()),
  missing: z.array(z.string()).meta({ description: "Names that it reads and the inventory lacks" }),
  issues: z.looseObject({ error: count, warning: count, info: count }),
  codes: z.array(z.string()),
});

/** What an inventory comes to. Lists are complete; the other formats leave out what is too long to be read. */
export const assessmentSchema = z.looseObject({
  format: z.literal("dw-migration-assessment"),
  version: z.literal(1),
  assessed_at: z.string(),
  inventory_path: z.string(),
  tool: z.looseObject({ name: z.string(), version: z.string(), parser: z.string().nullable() }),
  source: z.looseObject({
    type: z.string(),
    confidence: z.number().meta({ description: "0 to 1; 1 when the type was given" }),
    evidence: z.array(z.string()).meta({ description: "What it was detected by" }),
    versions: z.array(z.string()).meta({ description: "What the scripts say of their server" }),
  }),
  target: z.looseObject({ type: z.string(), version: z.string() }),
  totals: z.looseObject({
    files: count,
    statements: count,
    objects: count,
    exact: count,
    review: count,
    manual: count,
    not_tried: count,
    row_statements: count,
    left_out: count,
    left_out_matter: count,
    effort: points.meta({ description: "Of objects and of what is left out" }),
    effort_left_out: points,
    person_hours: points,
    minutes_per_point: z.number(),
    worst: issueSchema.shape.severity.nullable().meta({
      description: "error: there is something to be written by hand; null: nothing to say",
    }),
  }),
  objects_by_type: z.array(kindTallySchema),
  issues_by_code: z.array(codeTallySchema),
  left_out_by_kind: z.array(leftOutSchema),
  graph: z.looseObject({
    edges: count,
    cycles: z.array(z.array(z.string())),
    missing: z.array(
      z.looseObject({
        name: z.string(),
        system: z.boolean().meta({ description: "A catalog of the source's system" }),
        objects: count,
        read_by: z.array(z.string()).meta({ description: "At most 20" }),
      }),
    ),
    waves: z.array(z.looseObject({ wave: count, objects: count })),
  }),
  largest: z.array(z.string()),
  hardest: z.array(z.string()),
  features: z.array(usageSchema),
  functions: z.array(usageSchema),
  left_out: z.array(leftOutStatementSchema),
  objects: z.array(assessedObjectSchema),
});
export type Assessment = z.infer<typeof assessmentSchema>;
