USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [sales].[stock_snapshot](
	[store_id] [int] NOT NULL REFERENCES [sales].[store] ([store_id]),
	[product_id] [int] NOT NULL REFERENCES [dbo].[product] ([product_id]),
	[snapshot_date] [date] NOT NULL,
	[on_hand] [int] NOT NULL, -- may be negative: sold before it's booked in
	[reorder_point] [int] NOT NULL DEFAULT (0) CHECK ([reorder_point] >= 0),
	PRIMARY KEY ([store_id], [product_id], [snapshot_date])
)
GO
