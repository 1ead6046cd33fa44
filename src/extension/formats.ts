import type { L10n } from "./hostTypes.ts";

/**
 * The language that our texts are in, as a BCP 47 tag: each file of translations names its own. Numbers and dates follow it,
 * and so fit the words around them, also where the editor speaks a language that we do not.
 */
export function languageOf(l10n: L10n): string {
  return l10n.t("en");
}

/** `12,400` */
export function formatCount(value: number, l10n: L10n): string {
  return new Intl.NumberFormat(languageOf(l10n)).format(value);
}

/** The time of day, with seconds. */
export function formatClock(epochMs: number, l10n: L10n): string {
  return new Intl.DateTimeFormat(languageOf(l10n), { timeStyle: "medium" }).format(epochMs);
}

/** Day and time of day. */
export function formatMoment(epochMs: number, l10n: L10n): string {
  const format = { dateStyle: "medium", timeStyle: "medium" } as const;
  return new Intl.DateTimeFormat(languageOf(l10n), format).format(epochMs);
}

/** A day of the last week by its name, others by their date. */
export function formatDay(epochMs: number, ofLastWeek: boolean, l10n: L10n): string {
  const format = ofLastWeek ? ({ weekday: "long" } as const) : ({ dateStyle: "medium" } as const);
  return new Intl.DateTimeFormat(languageOf(l10n), format).format(epochMs);
}
