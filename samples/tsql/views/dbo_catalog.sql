USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE VIEW [dbo].[v_product_catalog]
AS
SELECT p.[product_id],
       p.[sku],
       p.[product_name],
       c.[category_name],
       s.[supplier_name],
       SUBSTRING(p.[sku], 1, 3)                                         AS [range_code],
       p.[list_price],
       ROUND((p.[list_price] - p.[unit_cost]) * 100 / NULLIF(p.[list_price], 0), 1) AS [margin_pct],
       CASE
           WHEN p.[is_discontinued] = 1 THEN 'gone'
           WHEN p.[list_price] < 10 THEN 'small change'
           WHEN p.[list_price] < 50 THEN 'mid; "everyday"'
           ELSE 'the owner''s pride'
       END                                                              AS [price_band],
       LEN(ISNULL(p.[description], N''))                                AS [description_length]
FROM [dbo].[product] p
INNER JOIN [dbo].[category] c ON c.[category_id] = p.[category_id]
INNER JOIN supplier s ON s.[supplier_id] = p.[supplier_id]
GO
