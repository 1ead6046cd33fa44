/** SOUNDEX as MySQL has it: of any length, vowels taken out before what is double. */
export function soundexOf(subject: string): string {
  const letters = `regexp_replace(upper(${subject}), '[^\\pL]', '', 'g')`;
  const known = `translate(${letters}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202')`;
  // Letters that English has not count as vowels.
  const codes = `regexp_replace(${known}, '[^0-6]', '0', 'g')`;
  const sounded = `left(${codes}, 1) || replace(substring(${codes}, 2), '0', '')`;
  const once = `list_reduce(string_split(${sounded}, ''), lambda a, c: CASE WHEN right(a, 1) = c THEN a ELSE a || c END)`;
  const code = `left(${letters}, 1) || substring(${once}, 2)`;
  return `CASE WHEN ${letters} = '' THEN '' ELSE rpad(${code}, CAST(greatest(4, length(${code})) AS INTEGER), '0') END`;
}
