import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
import {
  type AssistantEngine,
  type ToolAnswer,
  ToolError,
} from "../../assistants/assistantEngine.ts";
import { TOOL_DEFINITIONS } from "../../assistants/definitions.ts";
import type { ToolData } from "../../assistants/outputs.ts";
import { type ActionPlan, plainWords } from "../../assistants/plan.ts";
import type { ActionName } from "../../assistants/toolNames.ts";
import { plan } from "../../assistants/tools.ts";
import type { Confirmations } from "./confirmations.ts";

/** What an action takes beside its own fields, for clients that cannot ask the user themselves. */
export const CONFIRMATION_INPUT = z.strictObject({
  confirm: z.boolean().default(false).describe("true: the user has agreed to the effect"),
  confirmation_token: z
    .string()
    .max(200)
    .optional()
    .describe("From the answer before, to exactly these arguments"),
});

type Data = ToolData<ActionName>;

/** A person needs time to read: as long as a token is good for. */
const ANSWER_TIMEOUT_MS = 15 * 60_000;

export interface ConfirmedDeps {
  server: McpServer["server"];
  confirmations: Confirmations;
  engine: AssistantEngine;
  /** The client has given the call up: then nobody is asked any more. */
  signal: AbortSignal;
}

/**
 * Does an action after somebody agreed to exactly what it would do: asked through the client where it can ask, else by a
 * second call with the token of the first.
 */
export async function confirmed(
  { server, confirmations, engine, signal }: ConfirmedDeps,
  name: ActionName,
  given: Record<string, unknown>,
): Promise<ToolAnswer<Data>> {
  const { confirm, confirmation_token: token, ...own } = given;
  const planned = await plan(engine, name, own, plainWords);
  const what = JSON.stringify([name, sorted(own), planned.effect, planned.warnings]);
  if (server.getClientCapabilities()?.elicitation?.form) {
    const isAgreed = await asked(server, name, planned, signal);
    return isAgreed
      ? done(planned)
      : answer(planned, "declined", "The user declined. Nothing was done.");
  }
  const refused = confirm === true ? refusal(confirmations, token, what) : undefined;
  if (confirm === true && refused === undefined) return done(planned);
  const text =
    `${refused ? `${refused} ` : ""}Nothing was done yet. Show the user what would be done and call ${name} again with the ` +
    "same arguments, confirm: true and this confirmation_token only after they have agreed.";
  return answer(planned, "confirmation_needed", text, confirmations.issue(what));
}

function refusal(confirmations: Confirmations, token: unknown, what: string): string | undefined {
  if (typeof token !== "string")
    return "confirm needs the confirmation_token of the answer before.";
  return confirmations.spend(token, what);
}

async function asked(
  server: McpServer["server"],
  name: ActionName,
  { effect, warnings }: ActionPlan,
  signal: AbortSignal,
): Promise<boolean> {
  const message = [`${TOOL_DEFINITIONS[name].title}?`, effect, ...warnings].join("\n");
  const agreed = {
    type: "boolean",
    title: "Do it",
    description: "Do exactly this",
    default: false,
  } as const;
  try {
    const { action, content } = await server.elicitInput(
      {
        message,
        requestedSchema: { type: "object", properties: { agreed }, required: ["agreed"] },
      },
      { timeout: ANSWER_TIMEOUT_MS, signal },
    );
    return action === "accept" && content?.agreed === true && !signal.aborted;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ToolError(`Nothing was done: the user was not asked, or did not answer (${why}).`);
  }
}

async function done(planned: ActionPlan): Promise<ToolAnswer<Data>> {
  const { jobId, message } = await planned.run();
  const text = `${message} The job is ${jobId}; job_status tells how it goes on.`;
  return answer(planned, "done", text, null, jobId);
}

function answer(
  { effect, warnings }: ActionPlan,
  outcome: Data["outcome"],
  said: string,
  token: string | null = null,
  jobId: string | null = null,
): ToolAnswer<Data> {
  const lines = [
    said,
    effect,
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...(token ? [`confirmation_token: ${token}`] : []),
  ];
  return {
    text: lines.join("\n"),
    data: { outcome, effect, warnings, confirmation_token: token, job_id: jobId },
  };
}

/** The order of fields says nothing. */
function sorted(fields: Record<string, unknown>): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
