import { strings } from "./strings.ts";
import { axisTimeStyle } from "./timeAxis.ts";

/** From here on a number is shortened (12.4 K); below it is written out. */
const compactFrom = 10_000;

/** A number in its short form: `value` 18.4 and `unit` M; `exact` for the tooltip. */
export interface ShortNumber {
  value: string;
  unit: string;
  exact: string;
}

export type Format = ReturnType<typeof createFormat>;

/** Numbers, times and durations in the user's language. */
export function createFormat(locale: string) {
  const locales = usable(locale);
  const whole = new Intl.NumberFormat(locales, { maximumFractionDigits: 0 });
  const oneDigit = new Intl.NumberFormat(locales, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const twoPlaces = new Intl.NumberFormat(locales, { minimumIntegerDigits: 2 });
  const compact = new Intl.NumberFormat(locales, { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locales, { style: "percent", maximumFractionDigits: 0 });
  const clock = new Intl.DateTimeFormat(locales, { timeStyle: "short" });
  const clockWithSeconds = new Intl.DateTimeFormat(locales, { timeStyle: "medium" });
  const dayAndClock = new Intl.DateTimeFormat(locales, { dateStyle: "medium", timeStyle: "short" });

  const count = (value: number) => whole.format(value);

  function short(value: number): ShortNumber {
    const exact = count(value);
    if (value < compactFrom) return { value: exact, unit: "", exact };
    const parts = compact.formatToParts(value);
    const unit = parts.find((part) => part.type === "compact")?.value ?? "";
    const digits = parts.filter((part) => part.type !== "compact" && part.type !== "literal");
    return { value: digits.map((part) => part.value).join(""), unit, exact };
  }

  return {
    count,
    short,
    shortText: (value: number) => {
      const { value: digits, unit } = short(value);
      return unit ? `${digits}\u00a0${unit}` : digits;
    },
    /** Rounded down: 100 % means that nothing is left. */
    percent: (value: number) => percent.format(Math.floor(value) / 100),
    /** `3 min 20 s`, `2 h 05 min`, `12 s`. */
    duration: (seconds: number) => {
      const all = Math.max(0, Math.round(seconds));
      const hours = Math.floor(all / 3600);
      const minutes = Math.floor((all % 3600) / 60);
      if (hours > 0) return strings.hoursMinutes(whole.format(hours), twoPlaces.format(minutes));
      if (minutes === 0) return strings.seconds(whole.format(all));
      return strings.minutesSeconds(whole.format(minutes), twoPlaces.format(all % 60));
    },
    /** The remaining time, no finer than an estimate deserves: seconds only below ten minutes. */
    eta(seconds: number) {
      const minutes = Math.round(seconds / 60);
      if (minutes < 10 || minutes >= 60) return this.duration(seconds);
      return strings.minutes(whole.format(minutes));
    },
    /** `2–5 min`: rounded outwards, in one unit. Empty when both ends are the same then. */
    etaRange(low: number, high: number) {
      const range = (unitSeconds: number, step: number): [string, string] | null => {
        const from = Math.max(step, Math.floor(low / unitSeconds / step) * step);
        const to = Math.ceil(high / unitSeconds / step) * step;
        return from < to ? [whole.format(from), whole.format(to)] : null;
      };
      if (high < 120) return textOf(range(1, 5), strings.secondsRange);
      if (high < 2 * 3600) return textOf(range(60, 1), strings.minutesRange);
      return textOf(range(3600, 1), strings.hoursRange);
    },
    /** Objects in a unit of time: 0.4, 41, 1,234. */
    rate: (value: number) =>
      value > 0 && value < 9.95 && !Number.isInteger(value)
        ? oneDigit.format(value)
        : whole.format(value),
    /** The time of one object: `24 ms`, `0.4 s`, `21.8 s`, `2 min 05 s`. */
    objectTime(milliseconds: number) {
      if (milliseconds < 100) return this.milliseconds(milliseconds);
      if (milliseconds >= 60_000) return this.duration(milliseconds / 1000);
      return strings.seconds(oneDigit.format(milliseconds / 1000));
    },
    milliseconds: (value: number) => strings.milliseconds(whole.format(value)),
    /** The time of day; with the date when that was not today. */
    moment: (time: number, now: number) =>
      new Date(time).toDateString() === new Date(now).toDateString()
        ? clock.format(time)
        : dayAndClock.format(time),
    timeOfDay: (time: number) => clockWithSeconds.format(time),
    /** The times of an axis, each another one. `stepMs`: from one to the next. */
    axisTimes: (times: readonly number[], stepMs: number, spanMs: number) => {
      const axis = new Intl.DateTimeFormat(locales, axisTimeStyle(stepMs, spanMs));
      return times.map((time) => axis.format(time));
    },
  };
}

function textOf(range: [string, string] | null, write: (low: string, high: string) => string) {
  return range === null ? "" : write(...range);
}

/** The locale when Intl takes it; a malformed tag makes every constructor throw. */
function usable(locale: string): string[] {
  try {
    return Intl.getCanonicalLocales(locale);
  } catch {
    return ["en"];
  }
}
