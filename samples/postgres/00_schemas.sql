--
-- Juniper Row retail warehouse: schemas
--

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET client_min_messages = warning;

CREATE SCHEMA IF NOT EXISTS ref;
CREATE SCHEMA IF NOT EXISTS sales;
CREATE SCHEMA IF NOT EXISTS stg;

COMMENT ON SCHEMA ref IS 'Reference data; maintained by head office';
