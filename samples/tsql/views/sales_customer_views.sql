USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE VIEW [sales].[v_customer_profile]
AS
SELECT c.[customer_id],
       c.[first_name] + N' ' + c.[last_name]               AS [full_name],
       UPPER(c.[last_name])                                AS [last_name_upper],
       ISNULL(LOWER(c.[email]), 'n/a')                     AS [email],
       SUBSTRING(c.[email], CHARINDEX('@', c.[email]) + 1, 120) AS [email_domain],
       LEFT(c.[first_name], 1) + '.'                       AS [name_initial],
       CASE c.[loyalty_tier] WHEN 'GOLD' THEN 3 WHEN 'SILVER' THEN 2 WHEN 'BRONZE' THEN 1 ELSE 0 END AS [tier_rank],
       YEAR(c.[signup_date])                               AS [signup_year],
       DATEADD(day, 30, c.[signup_date])                   AS [trial_ends_on],
       DATEDIFF(day, c.[signup_date], GETDATE())           AS [days_since_signup],
       IIF(c.[credit_balance] < 0, 1, 0)                   AS [owes_money]
FROM [sales].[customer] AS c
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'One row per known customer', @level0type=N'SCHEMA', @level0name=N'sales', @level1type=N'VIEW', @level1name=N'v_customer_profile'
GO

CREATE VIEW [sales].[v_customer_ranking]
AS
SELECT t.[customer_id],
       c.[last_name],
       COUNT(*)                                                                        AS [orders],
       SUM(t.[net_amount])                                                             AS [net_amount],
       RANK() OVER (ORDER BY SUM(t.[net_amount]) DESC)                                 AS [revenue_rank],
       RANK() OVER (PARTITION BY c.[country_code] ORDER BY SUM(t.[net_amount]) DESC)   AS [rank_in_country],
       CAST(100.0 * SUM(t.[net_amount]) / SUM(SUM(t.[net_amount])) OVER () AS decimal(9, 2)) AS [pct_of_total]
FROM [sales].[v_order_totals] AS t
INNER JOIN [sales].[customer] AS c ON c.[customer_id] = t.[customer_id]
WHERE t.[status] <> 'CANCELLED'
GROUP BY t.[customer_id], c.[last_name], c.[country_code]
GO
