import * as z from "zod";

/**
 * What a server can do beyond the six endpoints of the old system; a client hides the rest. `control`: pause, resume, retry,
 * cancel with grace and force. `history`: paged lists, logs and results, audit. `export`: export and import of jobs. `translate`: a piece of SQL.
 * `assess`: the assessment of an inventory. `auto`: the source type is detected where it is `auto`.
 * `shutdown`: POST /api/engine/shutdown.
 */
export const capabilitySchema = z.enum([
  "inspect",
  "events",
  "control",
  "validate",
  "history",
  "export",
  "translate",
  "assess",
  "auto",
  "shutdown",
]);
export type Capability = z.infer<typeof capabilitySchema>;

export const healthSchema = z.looseObject({
  status: z.literal("ok"),
  version: z.string(),
  pid: z.int(),
  capabilities: z.array(z.string()),
});
export type Health = z.infer<typeof healthSchema>;

/** The file through which every window of a user finds the one embedded engine. Mode 0600. */
export const engineFileSchema = z.object({
  pid: z.int(),
  port: z.int(),
  token: z.string(),
  version: z.string(),
});
export type EngineFile = z.infer<typeof engineFileSchema>;
