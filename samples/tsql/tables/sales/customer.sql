USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [sales].[customer](
	[customer_id] [int] IDENTITY(1,1) NOT NULL,
	[first_name] [nvarchar](60) NOT NULL,
	[last_name] [nvarchar](60) NOT NULL,
	[email] [nvarchar](120) NULL,
	[phone] [varchar](30) NULL,
	[city] [nvarchar](60) NULL,
	[country_code] [nchar](2) NOT NULL,
	[loyalty_tier] [varchar](10) NOT NULL,
	[signup_date] [date] NOT NULL,
	[birth_date] [date] NULL,
	[credit_balance] [decimal](10, 2) NOT NULL,
	[marketing_opt_in] [bit] NOT NULL,
	[notes] [nvarchar](max) NULL,
	[created_at] [datetime2](7) NOT NULL,
 CONSTRAINT [PK_customer] PRIMARY KEY CLUSTERED
(
	[customer_id] ASC
)WITH (PAD_INDEX = OFF, IGNORE_DUP_KEY = OFF) ON [PRIMARY],
 CONSTRAINT [UQ_customer_email] UNIQUE NONCLUSTERED ([email] ASC)
) ON [PRIMARY]
GO
ALTER TABLE [sales].[customer] ADD CONSTRAINT [DF_customer_tier] DEFAULT ('NONE') FOR [loyalty_tier]
GO
ALTER TABLE [sales].[customer] ADD CONSTRAINT [DF_customer_signup] DEFAULT (CONVERT([date],getdate())) FOR [signup_date]
GO
ALTER TABLE [sales].[customer] ADD CONSTRAINT [DF_customer_balance] DEFAULT ((0)) FOR [credit_balance]
GO
ALTER TABLE [sales].[customer] ADD CONSTRAINT [DF_customer_optin] DEFAULT ((0)) FOR [marketing_opt_in]
GO
ALTER TABLE [sales].[customer] ADD CONSTRAINT [DF_customer_created] DEFAULT (sysdatetime()) FOR [created_at]
GO
ALTER TABLE [sales].[customer] WITH CHECK ADD CONSTRAINT [CK_customer_tier] CHECK (([loyalty_tier]='GOLD' OR [loyalty_tier]='SILVER' OR [loyalty_tier]='BRONZE' OR [loyalty_tier]='NONE'))
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Known customers; walk-ins have no row here', @level0type=N'SCHEMA', @level0name=N'sales', @level1type=N'TABLE', @level1name=N'customer'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'Negative: the customer owes us', @level0type=N'SCHEMA', @level0name=N'sales', @level1type=N'TABLE', @level1name=N'customer', @level2type=N'COLUMN', @level2name=N'credit_balance'
GO
