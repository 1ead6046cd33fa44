import type { Confidence, Issue, TranslationEngine } from "../../protocol/job.ts";
import type { TranslatedObject } from "./types.ts";

/** What is judged: what there is to say of an object, whether there is SQL of it, and who made that. */
export interface Judged {
  issues: readonly Pick<Issue, "severity">[];
  /** SQL was made that somebody can run: for the target, or as an artefact to be read. */
  produced: boolean;
  /** Our own rules when absent. */
  engine?: TranslationEngine | undefined;
  /** The target cannot hold the object: its SQL is another language's, and somebody has to decide what takes its place. */
  artefact?: boolean | undefined;
}

/**
 * How far a translation can be relied on. `exact`: our rules made it and have at most remarks. `review`: somebody has to look
 * at what a warning names, at what an artefact is good for, or at what the library or a model made. `manual`: nothing was made,
 * or what was made is known to be wrong.
 */
export function confidenceOf({ issues, produced, engine, artefact }: Judged): Confidence {
  if (!produced || issues.some(({ severity }) => severity === "error")) return "manual";
  if (artefact || (engine !== undefined && engine !== "rules")) return "review";
  return issues.some(({ severity }) => severity === "warning") ? "review" : "exact";
}

/** What a translator answered, as it is judged. */
export function judge(translated: TranslatedObject): Judged & { issues: readonly Issue[] } {
  const { issues } = translated;
  if (translated.outcome === "translated") {
    return { issues, produced: true, engine: translated.engine };
  }
  const artefact = translated.outcome === "skipped" ? translated.artefact : undefined;
  if (!artefact) return { issues, produced: false };
  return {
    issues: [...issues, ...artefact.issues],
    produced: artefact.statements.length > 0,
    artefact: true,
  };
}
