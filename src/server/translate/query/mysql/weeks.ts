// WEEK(d, mode) and YEARWEEK(d, mode): which day begins a week, which week is the first one, and whether the days before
// it are week 0 or belong to the last week of the year before. MySQL Reference Manual, WEEK().

interface Mode {
  /** Days since the week's first day. */
  day: (date: string) => string;
  /** The first week is the first that begins in the year, else the first with four days or more in it. */
  begun: boolean;
  /** Weeks 1 to 53, else 0 to 53. */
  fromOne: boolean;
}

function modeOf(mode: number): Mode {
  const monday = mode % 2 === 1;
  return {
    day: (date) => (monday ? `(extract(isodow FROM ${date}) - 1)` : `extract(dow FROM ${date})`),
    begun: [0, 2, 5, 7].includes(mode),
    fromOne: [2, 3, 6, 7].includes(mode),
  };
}

/** The day that decides which year a week belongs to: its first, or its fourth. */
function deciding(date: string, { day, begun }: Mode): string {
  const back = begun ? day(date) : `${day(date)} - 3`;
  return `(date_trunc('day', ${date}) - to_days(CAST(${back} AS INTEGER)))`;
}

/** The week's number. `date` is a TIMESTAMP or a DATE; modes are 0 to 7. */
export function weekOf(date: string, number: number): string {
  const mode = modeOf(number);
  if (number === 3) return `week(${date})`;
  if (mode.fromOne) return `((extract(doy FROM ${deciding(date, mode)}) - 1) // 7 + 1)`;
  const first = mode.day(`date_trunc('year', ${date})`);
  const counts = mode.begun ? `${first} = 0` : `${first} <= 3`;
  return `((extract(doy FROM ${date}) - 1 + ${first}) // 7 + CASE WHEN ${counts} THEN 1 ELSE 0 END)`;
}

/** The year that the week belongs to, where weeks count from 1. */
export function weekYearOf(date: string, number: number): string {
  return `extract(year FROM ${deciding(date, { ...modeOf(number), fromOne: true })})`;
}

/** Year and week as one number; weeks count from 1 here in every mode. */
export function yearWeekOf(date: string, number: number): string {
  const decided = deciding(date, modeOf(number));
  return `(extract(year FROM ${decided}) * 100 + (extract(doy FROM ${decided}) - 1) // 7 + 1)`;
}
