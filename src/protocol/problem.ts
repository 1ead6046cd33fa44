import * as z from "zod";

/** An error answer, RFC 9457 (application/problem+json), with a stable `code` to branch on. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z
    .array(z.looseObject({ field: z.string(), message: z.string() }))
    .optional()
    .meta({ description: "One entry a field of a bad request" }),
});
export type Problem = z.infer<typeof problemSchema>;
