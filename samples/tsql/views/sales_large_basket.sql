USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
-- depends on v_order_basket
CREATE VIEW [sales].[v_large_basket]
AS
SELECT b.[order_id], b.[line_count], b.[skus], t.[net_amount]
FROM [sales].[v_order_basket] b
INNER JOIN [sales].[v_order_totals] t ON t.[order_id] = b.[order_id]
WHERE b.[line_count] >= 7
GO
