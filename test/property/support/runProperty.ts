import * as fc from "fast-check";

/** Set DW_PROPERTY_SEED to repeat a run that failed, DW_PROPERTY_RUNS to try longer. */
export function propertyOptions(runs: number): { numRuns: number; seed?: number } {
  const seed = process.env.DW_PROPERTY_SEED;
  return {
    numRuns: Number(process.env.DW_PROPERTY_RUNS ?? runs),
    ...(seed !== undefined && { seed: Number(seed) }),
  };
}

/** Dependencies of up to `most` objects: each needs some of those before it. */
export function dependencies(most: number): fc.Arbitrary<number[][]> {
  const place = fc.nat({ max: 1_000 });
  return fc
    .array(fc.array(place, { maxLength: 3 }), { minLength: 1, maxLength: most })
    .map((all) =>
      all.map((needs, ordinal) =>
        ordinal === 0 ? [] : [...new Set(needs.map((need) => need % ordinal))],
      ),
    );
}
