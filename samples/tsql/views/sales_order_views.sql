USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE VIEW [sales].[v_order_totals]
AS
SELECT o.[order_id],
       o.[customer_id],
       o.[store_id],
       o.[ordered_at],
       o.[channel],
       o.[status],
       ISNULL(p.[promo_code], '-')                              AS [promo_code],
       COUNT(l.[line_no])                                       AS [line_count],
       SUM(l.[quantity])                                        AS [units],
       SUM(l.[quantity] * l.[unit_price])                       AS [gross_amount],
       SUM(l.[discount_amount])                                 AS [discount_amount],
       SUM(l.[quantity] * l.[unit_price] - l.[discount_amount]) AS [net_amount]
FROM [sales].[sales_order] o
INNER JOIN [sales].[order_line] l ON l.[order_id] = o.[order_id]
LEFT OUTER JOIN [dbo].[promotion] p ON p.[promotion_id] = o.[promotion_id]
GROUP BY o.[order_id], o.[customer_id], o.[store_id], o.[ordered_at], o.[channel], o.[status], ISNULL(p.[promo_code], '-')
GO

CREATE VIEW [sales].[v_store_monthly_revenue]
AS
SELECT s.[store_code],
       DATEFROMPARTS(YEAR(t.[ordered_at]), MONTH(t.[ordered_at]), 1)  AS [revenue_month],
       CONVERT(varchar(7), t.[ordered_at], 120)                       AS [month_label],
       COUNT(*)                                                       AS [orders],
       SUM(t.[net_amount])                                            AS [net_amount],
       SUM(SUM(t.[net_amount])) OVER (PARTITION BY s.[store_code]
           ORDER BY DATEFROMPARTS(YEAR(t.[ordered_at]), MONTH(t.[ordered_at]), 1)) AS [running_amount]
FROM [sales].[v_order_totals] t
INNER JOIN [sales].[store] s ON s.[store_id] = t.[store_id]
WHERE t.[status] <> 'CANCELLED'
GROUP BY s.[store_code], DATEFROMPARTS(YEAR(t.[ordered_at]), MONTH(t.[ordered_at]), 1), CONVERT(varchar(7), t.[ordered_at], 120)
GO

CREATE OR ALTER VIEW [sales].[v_top_orders]
AS
SELECT TOP (10)
       t.[order_id],
       t.[channel],
       t.[net_amount],
       DATEPART(month, t.[ordered_at])                                AS [month_no],
       CONVERT(date, t.[ordered_at])                                   AS [ordered_on]
FROM [sales].[v_order_totals] t
WHERE t.[status] NOT IN ('CANCELLED', 'NEW')
ORDER BY t.[net_amount] DESC, t.[order_id]
GO
