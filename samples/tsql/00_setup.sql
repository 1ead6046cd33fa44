/* Juniper Row retail warehouse */
USE [master]
GO
IF DB_ID(N'RetailDW') IS NULL CREATE DATABASE [RetailDW]
GO
USE [RetailDW]
GO
CREATE SCHEMA [sales] AUTHORIZATION [dbo]
GO
CREATE SCHEMA [stg] AUTHORIZATION [dbo]
GO
