USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
-- Regions, categories, suppliers: the small tables nobody's team owns.
CREATE TABLE [dbo].[region](
	[region_id] [int] NOT NULL,
	[region_code] [nvarchar](8) NOT NULL,
	[region_name] [nvarchar](60) NOT NULL,
	[country_code] [nchar](2) NOT NULL,
	[is_active] [bit] NOT NULL,
 CONSTRAINT [PK_region] PRIMARY KEY CLUSTERED
(
	[region_id] ASC
)WITH (PAD_INDEX = OFF, STATISTICS_NORECOMPUTE = OFF, IGNORE_DUP_KEY = OFF, ALLOW_ROW_LOCKS = ON, ALLOW_PAGE_LOCKS = ON) ON [PRIMARY]
) ON [PRIMARY]
GO
ALTER TABLE [dbo].[region] ADD CONSTRAINT [UQ_region_code] UNIQUE ([region_code])
GO
ALTER TABLE [dbo].[region] ADD CONSTRAINT [DF_region_is_active] DEFAULT ((1)) FOR [is_active]
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Sales region; one region never spans two countries' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'region'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Short code, e.g. ''IE-E''' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'region', @level2type=N'COLUMN',@level2name=N'region_code'
GO

CREATE TABLE [dbo].[category](
	[category_id] [int] NOT NULL,
	[parent_category_id] [int] NULL,
	[category_name] [nvarchar](60) NOT NULL,
	[sort_order] [smallint] NOT NULL CONSTRAINT [DF_category_sort] DEFAULT (0),
	CONSTRAINT [PK_category] PRIMARY KEY ([category_id])
)
GO

-- somebody's hand-written script: no schema, so dbo
CREATE TABLE supplier (
	supplier_id int NOT NULL PRIMARY KEY,
	supplier_name nvarchar(120) NOT NULL,
	contact_name nvarchar(120) NULL,
	country_code nchar(2) NOT NULL,
	lead_time_days int NOT NULL DEFAULT 14 CHECK (lead_time_days BETWEEN 0 AND 365),
	terms nvarchar(max) NULL
);
GO
