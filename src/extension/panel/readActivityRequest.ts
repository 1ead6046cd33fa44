import type { ActivityPart, ActivityRequest, SectionId } from "./activityMessages.ts";

const MAX_TEXT_CHARS = 2_000;
const PARTS = ["chart", "timeline", "failures"] satisfies ActivityPart[];
const SECTIONS = ["cards", "chart"] satisfies SectionId[];

/** Reads a request that is about chart, timeline or failures; undefined for anything else. */
export function readActivityRequest(message: Record<string, unknown>): ActivityRequest | undefined {
  switch (message.type) {
    case "show": {
      const { parts } = message;
      return Array.isArray(parts)
        ? { type: "show", parts: PARTS.filter((part) => parts.includes(part)) }
        : undefined;
    }
    case "inspect": {
      const { rowId } = message;
      return rowId === null || (Number.isSafeInteger(rowId) && (rowId as number) >= 0)
        ? { type: "inspect", rowId: rowId as number | null }
        : undefined;
    }
    case "fold":
      return readSections(message.sections);
    case "retryGroup": {
      const { group } = message;
      return isText(group) ? { type: "retryGroup", group } : undefined;
    }
    case "openIssuePage": {
      const { code } = message;
      return isText(code) ? { type: "openIssuePage", code } : undefined;
    }
    default:
      return undefined;
  }
}

function readSections(sections: unknown): ActivityRequest | undefined {
  if (!Array.isArray(sections)) return undefined;
  return { type: "fold", sections: knownSections(sections) };
}

/** The sections that there are; what was kept by another version may name others. */
export function knownSections(sections: readonly unknown[]): SectionId[] {
  return SECTIONS.filter((section) => sections.includes(section));
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_TEXT_CHARS;
}
