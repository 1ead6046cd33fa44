const HAS_ZONE = /(?:z|[+-]\d\d:?\d\d)$/i;

/** Epoch milliseconds of an engine's timestamp. One without a zone is UTC: old servers leave the zone out. */
export function parseTimestamp(text: string): number | undefined {
  const withZone = HAS_ZONE.test(text) ? text : `${text.trim().replace(" ", "T")}Z`;
  const time = Date.parse(withZone);
  return Number.isNaN(time) ? undefined : time;
}
