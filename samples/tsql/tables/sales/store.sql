USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [sales].[store](
	[store_id] [int] NOT NULL,
	[store_code] [varchar](8) NOT NULL,
	[store_name] [nvarchar](80) NOT NULL,
	[region_id] [int] NOT NULL,
	[opened_on] [date] NOT NULL,
	[closed_on] [date] NULL,
	[floor_area_sqm] [decimal](8, 2) NOT NULL,
	[latitude] [decimal](9, 6) NULL,
	[longitude] [decimal](9, 6) NULL,
	CONSTRAINT [PK_store] PRIMARY KEY CLUSTERED ([store_id] ASC),
	CONSTRAINT [UQ_store_code] UNIQUE ([store_code]),
	CONSTRAINT [FK_store_region] FOREIGN KEY ([region_id]) REFERENCES [dbo].[region] ([region_id]),
	CONSTRAINT [CK_store_area] CHECK ([floor_area_sqm] > 0),
	CONSTRAINT [CK_store_dates] CHECK ([closed_on] IS NULL OR [closed_on] >= [opened_on])
)
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'The web shop counts as 1 m²; don''t divide by it', @level0type=N'SCHEMA', @level0name=N'sales', @level1type=N'TABLE', @level1name=N'store', @level2type=N'COLUMN', @level2name=N'floor_area_sqm'
GO
