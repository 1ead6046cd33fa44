USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
-- Written for SQL Server 2008: FOR XML PATH glues the strings, there's no STRING_AGG.
-- Expect this view to need a hand.
CREATE VIEW [sales].[v_order_basket]
AS
SELECT l.[order_id],
       COUNT(*)                                                AS [line_count],
       STUFF((SELECT '; ' + p.[sku]
              FROM [sales].[order_line] x
              INNER JOIN [dbo].[product] p ON p.[product_id] = x.[product_id]
              WHERE x.[order_id] = l.[order_id]
              ORDER BY p.[sku]
              FOR XML PATH(''), TYPE).value('.', 'nvarchar(max)'), 1, 2, '') AS [skus]
FROM [sales].[order_line] l
GROUP BY l.[order_id]
GO
