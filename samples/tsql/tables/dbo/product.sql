USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [dbo].[product](
	[product_id] [int] NOT NULL,
	[sku] [varchar](12) NOT NULL,
	[product_name] [nvarchar](120) NOT NULL,
	[category_id] [int] NOT NULL REFERENCES [dbo].[category] ([category_id]),
	[supplier_id] [int] NOT NULL REFERENCES [dbo].[supplier] ([supplier_id]),
	[list_price] [decimal](10, 2) NOT NULL,
	[unit_cost] [decimal](10, 2) NOT NULL,
	[launched_on] [date] NOT NULL CONSTRAINT [DF_product_launched] DEFAULT (getdate()),
	[is_discontinued] [bit] NOT NULL CONSTRAINT [DF_product_disc] DEFAULT (0),
	[description] [nvarchar](max) NULL,
	CONSTRAINT [PK_product] PRIMARY KEY CLUSTERED ([product_id] ASC),
	CONSTRAINT [UQ_product_sku] UNIQUE NONCLUSTERED ([sku] ASC),
	CONSTRAINT [CK_product_price] CHECK ([list_price] >= 0 AND [unit_cost] >= 0)
)
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Everything we sell; or sold', @level0type=N'SCHEMA', @level0name=N'dbo', @level1type=N'TABLE', @level1name=N'product'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Landed cost, EUR, without VAT', @level0type=N'SCHEMA', @level0name=N'dbo', @level1type=N'TABLE', @level1name=N'product', @level2type=N'COLUMN', @level2name=N'unit_cost'
GO
CREATE NONCLUSTERED INDEX [IX_product_category] ON [dbo].[product] ([category_id] ASC) INCLUDE ([list_price])
GO
