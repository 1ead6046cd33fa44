USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [dbo].[employee](
	[employee_id] [int] NOT NULL,
	[manager_id] [int] NULL,
	[store_id] [int] NULL,
	[full_name] [nvarchar](120) NOT NULL,
	[job_title] [nvarchar](60) NOT NULL,
	[hired_on] [date] NOT NULL,
	[salary] [money] NOT NULL CHECK ([salary] > 0)
)
GO
ALTER TABLE [dbo].[employee] ADD CONSTRAINT [PK_employee] PRIMARY KEY CLUSTERED ([employee_id] ASC)
GO

CREATE TABLE [dbo].[promotion](
	[promotion_id] [int] NOT NULL,
	[promo_code] [varchar](20) NOT NULL,
	[promo_name] [nvarchar](80) NOT NULL,
	[discount_pct] [decimal](5, 2) NOT NULL,
	[starts_on] [date] NOT NULL,
	[ends_on] [date] NOT NULL,
	CONSTRAINT [PK_promotion] PRIMARY KEY ([promotion_id]),
	CONSTRAINT [UQ_promo_code] UNIQUE ([promo_code]),
	CONSTRAINT [CK_promo_dates] CHECK ([ends_on] >= [starts_on]),
	CONSTRAINT [CK_promo_pct] CHECK ([discount_pct] > 0 AND [discount_pct] <= 100)
)
GO
