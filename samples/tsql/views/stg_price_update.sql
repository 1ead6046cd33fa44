USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE VIEW [stg].[v_price_update_clean]
AS
SELECT UPPER(LTRIM(RTRIM(u.[sku])))                                         AS [sku],
       p.[product_id],
       p.[list_price]                                                       AS [old_price],
       TRY_CAST(LTRIM(RTRIM(u.[new_price_txt])) AS decimal(10, 2))          AS [new_price],
       ISNULL(TRY_CONVERT(date, u.[effective_txt], 112), '2025-08-01')      AS [effective_on],
       REPLACE(u.[source_file], '.csv', '')                                 AS [source_name]
FROM [stg].[price_update] u
LEFT JOIN [dbo].[product] p ON p.[sku] = UPPER(LTRIM(RTRIM(u.[sku])))
GO
