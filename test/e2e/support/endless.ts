/** A table that takes hours, unless it is interrupted: it counts ten to the power of fourteen rows. */
export const ENDLESS_TABLE = `CREATE TABLE s.slow AS SELECT COUNT(*) AS n
FROM TABLE(GENERATOR(ROWCOUNT => 10000000)) a, TABLE(GENERATOR(ROWCOUNT => 10000000)) b;
`;
