/** Longer log lines are cut in the window; the engine's store has them whole. */
export const MAX_LINE_CHARS = 2_000;

/** A line as the window keeps it: `cut` characters of its end are left out. */
export interface ShortLine {
  message: string;
  cut?: number;
}

/** Cuts what is too long. The copy lets go of the long text, of which a slice would hold on to all. */
export function shortLine(message: string, maxChars = MAX_LINE_CHARS): ShortLine {
  if (message.length <= maxChars) return { message };
  const kept = Buffer.from(message.slice(0, maxChars), "utf16le").toString("utf16le");
  return { message: kept, cut: message.length - maxChars };
}
