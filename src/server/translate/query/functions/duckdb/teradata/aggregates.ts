import { aggregate, type RuleTable, refused } from "../../dsl.ts";
import { median, STATISTICS } from "../statistics.ts";

/** Teradata: aggregates under names of its own, and hashes, which are refused. */
export const TERADATA_AGGREGATES: RuleTable = {
  ...STATISTICS,
  AVERAGE: aggregate("avg", "float"),
  AVE: aggregate("avg", "float"),
  MINIMUM: aggregate("min", 0),
  MAXIMUM: aggregate("max", 0),
  MEDIAN: median,
  SKEW: aggregate("skewness", "float"),
  KURTOSIS: aggregate("kurtosis", "float"),
  HASHROW: refused("hashes are the source's own"),
  HASHBUCKET: refused("hashes are the source's own"),
  HASHAMP: refused("hashes are the source's own"),
  HASHBAKAMP: refused("hashes are the source's own"),
};
