USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE OR ALTER PROCEDURE [sales].[refresh_loyalty_tiers]
    @since date = NULL
AS
BEGIN
    SET NOCOUNT ON;
    IF @since IS NULL SET @since = DATEADD(year, -1, GETDATE());

    -- it's run on the 1st of the month; see the wiki
    BEGIN TRY
        BEGIN TRANSACTION;

        SELECT t.[customer_id], SUM(t.[net_amount]) AS [spent]
        INTO #spent
        FROM [sales].[v_order_totals] t
        WHERE t.[ordered_at] >= @since AND t.[status] <> 'CANCELLED' AND t.[customer_id] IS NOT NULL
        GROUP BY t.[customer_id];

        UPDATE c
        SET c.[loyalty_tier] = CASE WHEN s.[spent] >= 1500 THEN 'GOLD'
                                    WHEN s.[spent] >= 700 THEN 'SILVER'
                                    WHEN s.[spent] >= 200 THEN 'BRONZE'
                                    ELSE 'NONE' END
        FROM [sales].[customer] c
        INNER JOIN #spent s ON s.[customer_id] = c.[customer_id];

        PRINT N'tiers set: ' + CAST(@@ROWCOUNT AS nvarchar(10)) + N'; since ' + CONVERT(nvarchar(10), @since, 23);
        COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;
        THROW;
    END CATCH
END
GO
