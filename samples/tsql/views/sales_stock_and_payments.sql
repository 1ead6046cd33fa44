USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE VIEW [sales].[v_latest_stock]
AS
SELECT x.[store_id],
       x.[product_id],
       x.[snapshot_date],
       x.[on_hand],
       CASE WHEN x.[reorder_point] > x.[on_hand] THEN x.[reorder_point] - x.[on_hand] ELSE 0 END AS [to_reorder]
FROM (
    SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.[store_id], s.[product_id] ORDER BY s.[snapshot_date] DESC) AS [rn]
    FROM [sales].[stock_snapshot] s
) AS x
WHERE x.[rn] = 1
GO

CREATE VIEW [sales].[v_payment_mix]
AS
SELECT DATEFROMPARTS(YEAR(p.[paid_at]), MONTH(p.[paid_at]), 1)                         AS [paid_month],
       ISNULL(SUM(CASE WHEN p.[method] = 'CARD' THEN p.[amount] END), 0)               AS [card_amount],
       ISNULL(SUM(CASE WHEN p.[method] = 'CASH' THEN p.[amount] END), 0)               AS [cash_amount],
       ISNULL(SUM(CASE WHEN p.[method] IN ('TRANSFER', 'GIFTCARD') THEN p.[amount] END), 0) AS [other_amount],
       ISNULL(SUM(CASE WHEN p.[method] = 'REFUND' THEN p.[amount] END), 0)             AS [refund_amount],
       COUNT(*)                                                                        AS [payments]
FROM [sales].[payment] p
GROUP BY DATEFROMPARTS(YEAR(p.[paid_at]), MONTH(p.[paid_at]), 1)
GO

CREATE VIEW [sales].[v_return_rate]
AS
WITH sold AS (
    SELECT [product_id], SUM([quantity]) AS [sold_qty]
    FROM [sales].[order_line]
    GROUP BY [product_id]
),
back AS (
    SELECT l.[product_id], SUM(r.[quantity]) AS [returned_qty], MAX(r.[returned_on]) AS [last_return]
    FROM [sales].[product_return] r
    INNER JOIN [sales].[order_line] l ON l.[order_id] = r.[order_id] AND l.[line_no] = r.[line_no]
    GROUP BY l.[product_id]
)
SELECT p.[sku],
       s.[sold_qty],
       ISNULL(b.[returned_qty], 0)                                    AS [returned_qty],
       CAST(100.0 * ISNULL(b.[returned_qty], 0) / s.[sold_qty] AS decimal(9, 2)) AS [return_pct],
       b.[last_return]
FROM sold s
INNER JOIN [dbo].[product] p ON p.[product_id] = s.[product_id]
LEFT JOIN back b ON b.[product_id] = s.[product_id]
GO
