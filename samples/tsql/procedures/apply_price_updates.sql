USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE PROCEDURE [stg].[apply_price_updates]
    @as_of date
AS
    SET NOCOUNT ON;

    UPDATE p
    SET p.[list_price] = u.[new_price]
    FROM [dbo].[product] p
    INNER JOIN [stg].[v_price_update_clean] u ON u.[product_id] = p.[product_id]
    WHERE u.[new_price] > 0 AND u.[effective_on] <= @as_of;

    DELETE FROM [stg].[price_update]
    WHERE UPPER(LTRIM(RTRIM([sku]))) IN (SELECT [sku] FROM [dbo].[product]);

    RETURN 0;
GO
