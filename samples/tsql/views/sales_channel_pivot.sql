USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE VIEW [sales].[v_channel_pivot]
AS
SELECT [sales_year], [STORE] AS [store_amount], [WEB] AS [web_amount], [PHONE] AS [phone_amount]
FROM (
    SELECT YEAR(t.[ordered_at]) AS [sales_year], t.[channel], t.[net_amount]
    FROM [sales].[v_order_totals] t
    WHERE t.[status] <> 'CANCELLED'
) AS src
PIVOT (SUM([net_amount]) FOR [channel] IN ([STORE], [WEB], [PHONE])) AS pvt
GO
