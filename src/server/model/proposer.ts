import type { Issue, ModelUsage } from "../../protocol/job.ts";
import type { InventoryObject } from "../inventory/types.ts";
import { addUsage } from "../store/modelUsage.ts";
import type { TranslateContext, TranslatedObject } from "../translate/types.ts";
import { verifyObject } from "../translate/verify/verifyObject.ts";
import { readAnswer } from "./answer.ts";
import { type ChatClient, type ChatMessage, ModelError } from "./chatClient.ts";
import { complaintAbout } from "./guard.ts";
import { firstMessages, secondMessages } from "./prompt.ts";
import { shapeProposal } from "./shape.ts";

/** An answer is asked for at most this often: the second time with what was wrong. */
const MOST_ANSWERS = 2;

/** What became of asking: a translation that passed every check, or why there is none. */
export type Proposal = { usage: ModelUsage | null } & (
  | { translated: Extract<TranslatedObject, { outcome: "translated" }> }
  | { reason: string }
);

/** Tries the translation where it will run; answers what the target says against it, or undefined. */
export type Trial = (
  translated: Extract<TranslatedObject, { outcome: "translated" }>,
) => Promise<string | undefined>;

/** What is asked: an object that the rules could not translate, and what they had to say of it. */
export interface Question {
  object: InventoryObject;
  context: TranslateContext;
  targetName: string;
  issues: readonly Issue[];
}

/**
 * Asks the model for an object's translation. The answer is read, guarded, checked and tried like any other; where that
 * finds something the model is asked once more with it. Rejects with a ModelError when it cannot be asked.
 */
export async function propose(
  client: ChatClient,
  model: string,
  question: Question,
  tryOut: Trial,
  signal: AbortSignal,
): Promise<Proposal> {
  const { object, context, issues } = question;
  let messages: ChatMessage[] = firstMessages(object, context, issues);
  let usage: ModelUsage | null = null;
  let reason = "";
  for (let asked = 0; asked < MOST_ANSWERS; asked++) {
    const spent = usage;
    const answer = await client.ask(model, messages, signal).catch((error: unknown) => {
      if (error instanceof ModelError) error.usage = spent;
      throw error;
    });
    usage = addUsage(usage, answer.usage);
    const checked = await check(answer.text, question, tryOut);
    if ("translated" in checked) return { ...checked, usage };
    if ("refusal" in checked) return { reason: `the model has none: ${checked.refusal}`, usage };
    reason = checked.complaint;
    messages = secondMessages(messages, answer.text, reason);
  }
  return { reason: `the model's answer cannot be used: ${reason}`, usage };
}

type Checked =
  | { translated: Extract<TranslatedObject, { outcome: "translated" }> }
  | { refusal: string }
  | { complaint: string };

async function check(text: string, question: Question, tryOut: Trial): Promise<Checked> {
  const { object, context, targetName } = question;
  const answer = readAnswer(text);
  if (!("sql" in answer)) return answer;
  const complaint = complaintAbout(answer.sql, object.objectType, context.target);
  if (complaint !== undefined) return { complaint };
  const shaped = await shapeProposal(answer.sql, object, context, targetName);
  if ("complaint" in shaped) return shaped;
  const verified = await verifyObject(object, context, shaped);
  if (verified.outcome !== "translated") {
    const message = verified.outcome === "error" ? verified.issue.message : verified.reason;
    return { complaint: message };
  }
  const refused = await tryOut(verified);
  return refused === undefined ? { translated: verified } : { complaint: refused };
}
