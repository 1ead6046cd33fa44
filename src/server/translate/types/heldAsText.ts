/** What is said of an ENUM that the target has no type for. */
export const ENUM =
  "its members are not checked; they are sorted and compared by their letters, not in their order";

/** What is said of PostgreSQL's ranges. */
export const RANGES = "ranges are held as text";

/** What is said of MySQL's SET. */
export const WORDS = "a set of words is held as text; its members are not checked";

/** PostgreSQL's types that neither target has a counterpart for: their text is kept, and why that is to be said. */
export const POSTGRES_TEXTUAL: Readonly<Record<string, string>> = {
  CITEXT: "comparisons see upper and lower case",
  XML: "XML is held as text",
  ...each("INET CIDR MACADDR MACADDR8", "addresses are held as text"),
  ...each("TSVECTOR GTSVECTOR", "the search vector is held as text"),
  TSQUERY: "the search query is held as text",
  HSTORE: "key-value pairs are held as text",
  ...each(
    "POINT LINE LSEG BOX PATH POLYGON CIRCLE GEOMETRY GEOGRAPHY BOX2D BOX3D CUBE RASTER",
    "shapes are held as text",
  ),
  ...each(
    "INT4RANGE INT8RANGE NUMRANGE DATERANGE TSRANGE TSTZRANGE INT4MULTIRANGE INT8MULTIRANGE NUMMULTIRANGE " +
      "DATEMULTIRANGE TSMULTIRANGE TSTZMULTIRANGE",
    RANGES,
  ),
  ...each("LTREE LQUERY LTXTQUERY", "the path is held as text"),
  JSONPATH: "the path is held as text",
  ...each("REGCLASS REGPROC REGTYPE REGROLE", "names of the catalog are held as text"),
  ...each(
    "PG_LSN TXID_SNAPSHOT PG_SNAPSHOT XID XID8 CID TID",
    "the server's marks are held as text",
  ),
};

function each(names: string, why: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, why]));
}
