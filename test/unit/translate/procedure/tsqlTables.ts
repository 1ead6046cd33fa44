/** What the routines of the tests of T-SQL work on. */
export const TABLES = `CREATE TABLE dbo.orders (id INT, cust INT, amount DECIMAL(10,2), at DATETIME);
GO
CREATE TABLE dbo.log (id INT, amount DECIMAL(10,2));
GO
`;
