USE [RetailDW]
GO
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
/* Landing tables: everything is text; nothing's checked. */
CREATE TABLE [stg].[web_event](
	[event_id] [bigint] NOT NULL,
	[source_system] [varchar](20) NOT NULL,
	[event_type] [varchar](30) NOT NULL,
	[payload] [nvarchar](max) NULL,
	[received_at] [datetime2](3) NOT NULL,
	[loaded_at] [datetime] NULL DEFAULT (getdate())
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
CREATE TABLE [stg].[price_update](
	[sku] [varchar](20) NOT NULL,
	[new_price_txt] [varchar](40) NULL,
	[effective_txt] [varchar](40) NULL,
	[source_file] [nvarchar](200) NULL,
	[remark] [nvarchar](400) NULL,
	[loaded_at] [datetime] NULL DEFAULT (getdate())
)
GO
