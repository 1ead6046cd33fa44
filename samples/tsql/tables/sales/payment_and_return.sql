USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [sales].[payment](
	[payment_id] [int] IDENTITY(1,1) NOT NULL,
	[order_id] [int] NOT NULL,
	[method] [varchar](10) NOT NULL,
	[amount] [decimal](10, 2) NOT NULL,
	[paid_at] [datetime2](0) NOT NULL DEFAULT (sysutcdatetime()),
	[card_last4] [char](4) NULL,
	[reference] [nvarchar](60) NULL,
	CONSTRAINT [PK_payment] PRIMARY KEY CLUSTERED ([payment_id] ASC),
	CONSTRAINT [CK_payment_amount] CHECK (([method] = 'REFUND' AND [amount] < 0) OR ([method] <> 'REFUND' AND [amount] > 0))
)
GO

CREATE SEQUENCE [sales].[return_id_seq] AS [int] START WITH 1000 INCREMENT BY 1
GO

CREATE TABLE [sales].[product_return](
	[return_id] [int] NOT NULL CONSTRAINT [DF_return_id] DEFAULT (NEXT VALUE FOR [sales].[return_id_seq]),
	[order_id] [int] NOT NULL,
	[line_no] [smallint] NOT NULL,
	[quantity] [int] NOT NULL DEFAULT (1) CHECK ([quantity] > 0),
	[reason] [nvarchar](200) NULL,
	[refund_kind] [varchar](10) NOT NULL DEFAULT ('CREDIT'),
	[refund_amount] [decimal](10, 2) NOT NULL,
	[returned_on] [date] NOT NULL DEFAULT (getdate()),
	CONSTRAINT [PK_product_return] PRIMARY KEY ([return_id])
)
GO
