import type { StartProblem, StartRequestInput, ValidateResponse } from "../../protocol/requests.ts";
import { formatCount } from "../formats.ts";
import type { L10n } from "../hostTypes.ts";
import { GoBack } from "./goBack.ts";

/** What a start would do, in words. */
export interface StartCheck {
  /** `15 tables, 13 views; 2 warnings` */
  text: string;
  /** What is not as it should be and stops nothing, some of it with its place in the scripts. */
  warnings: StartProblem[];
}

/** The step of the wizard that asks for a field of the request. */
const STEP_OF_FIELD: Readonly<Record<string, number>> = {
  inventory_path: 0,
  include: 0,
  exclude: 0,
  source_type: 1,
  target_catalog: 2,
  target_path: 2,
  target_schema: 3,
};

/**
 * Asks the engine what a start would do; undefined when it cannot tell. What would refuse the start leads back to the step
 * of its field; an inventory that is another warehouse's, as `detected` says, to the choice of the warehouse.
 */
export async function checkStart(
  validate: (request: StartRequestInput) => Promise<ValidateResponse | undefined>,
  request: StartRequestInput,
  l10n: L10n,
  detected?: string | null,
): Promise<StartCheck | undefined> {
  const answer = await validate({ ...request });
  if (!answer) return undefined;
  const [error] = answer.problems
    .filter(({ severity }) => severity === "error")
    .sort((a, b) => stepOf(a) - stepOf(b));
  if (error) {
    const otherWarehouse = detected && detected !== request.source_type;
    throw new GoBack(error.message, Math.max(stepOf(error), otherWarehouse ? 1 : 0));
  }
  const warnings = answer.problems.filter(({ severity }) => severity === "warning");
  const parts = [countsText(answer, l10n)];
  if (warnings.length > 0) {
    parts.push(
      warnings.length === 1
        ? l10n.t("1 warning")
        : l10n.t("{0} warnings", formatCount(warnings.length, l10n)),
    );
  }
  return { text: parts.join("; "), warnings };
}

/** A problem of nothing in particular leads to the first step, where all begins. */
function stepOf({ field = "" }: StartProblem): number {
  return STEP_OF_FIELD[field.split(".", 1)[0] ?? ""] ?? 0;
}

/** `15 tables, 13 views`. */
export function countsText(
  { total_objects, objects_by_type }: ValidateResponse,
  l10n: L10n,
): string {
  const { TABLE = 0, VIEW = 0, PROCEDURE = 0 } = objects_by_type;
  const parts: string[] = [];
  if (TABLE > 0)
    parts.push(TABLE === 1 ? l10n.t("1 table") : l10n.t("{0} tables", formatCount(TABLE, l10n)));
  if (VIEW > 0)
    parts.push(VIEW === 1 ? l10n.t("1 view") : l10n.t("{0} views", formatCount(VIEW, l10n)));
  if (PROCEDURE > 0) {
    parts.push(
      PROCEDURE === 1
        ? l10n.t("1 procedure")
        : l10n.t("{0} procedures", formatCount(PROCEDURE, l10n)),
    );
  }
  return parts.length > 0
    ? parts.join(", ")
    : l10n.t("{0} objects", formatCount(total_objects, l10n));
}

/** A warning in one line: `views/a.sql:4:1 DWM-QRY-003 …`. */
export function warningLine({ code, message, file, line, column }: StartProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return [place, code, message].filter((part) => part !== "").join(" ");
}
