USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [sales].[sales_order](
	[order_id] [int] NOT NULL,
	[customer_id] [int] NULL REFERENCES [sales].[customer] ([customer_id]),
	[store_id] [int] NOT NULL REFERENCES [sales].[store] ([store_id]),
	[employee_id] [int] NULL, -- NULL for web orders; that's by design
	[ordered_at] [datetime2](0) NOT NULL CONSTRAINT [DF_order_at] DEFAULT (getdate()),
	[channel] [varchar](10) NOT NULL,
	[status] [varchar](12) NOT NULL CONSTRAINT [DF_order_status] DEFAULT ('NEW'),
	[promotion_id] [int] NULL,
	[notes] [nvarchar](400) NULL,
	CONSTRAINT [PK_sales_order] PRIMARY KEY CLUSTERED ([order_id] ASC),
	CONSTRAINT [CK_order_channel] CHECK ([channel] IN ('STORE', 'WEB', 'PHONE')),
	CONSTRAINT [CK_order_status] CHECK ([status] IN ('NEW', 'PAID', 'SHIPPED', 'RETURNED', 'CANCELLED'))
)
GO

CREATE TABLE [sales].[order_line](
	[order_id] [int] NOT NULL,
	[line_no] [smallint] NOT NULL,
	[product_id] [int] NOT NULL,
	[quantity] [int] NOT NULL,
	[unit_price] [decimal](10, 2) NOT NULL,
	[discount_amount] [decimal](10, 2) NOT NULL DEFAULT ((0)),
	CONSTRAINT [PK_order_line] PRIMARY KEY CLUSTERED ([order_id] ASC, [line_no] ASC),
	CONSTRAINT [CK_line_qty] CHECK ([quantity] > 0),
	CONSTRAINT [CK_line_discount] CHECK ([discount_amount] >= 0 AND [discount_amount] <= [quantity] * [unit_price])
)
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'One row per product in an order', @level0type=N'SCHEMA', @level0name=N'sales', @level1type=N'TABLE', @level1name=N'order_line'
GO
