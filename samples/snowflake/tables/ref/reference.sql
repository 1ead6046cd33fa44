-- Regions, categories, suppliers: the small tables nobody's team owns.

create or replace TABLE ref.region (
	region_id NUMBER(38,0) NOT NULL,
	region_code VARCHAR(8) NOT NULL COMMENT 'Short code, e.g. ''IE-E''',
	region_name VARCHAR(60) NOT NULL,
	country_code VARCHAR(2) NOT NULL,
	is_active BOOLEAN NOT NULL DEFAULT TRUE,
	constraint pk_region primary key (region_id),
	constraint uq_region_code unique (region_code)
) COMMENT='Sales region; one region never spans two countries';

create or replace TABLE ref.category (
	category_id NUMBER(38,0) NOT NULL,
	parent_category_id NUMBER(38,0) COMMENT 'NULL for a top-level category',
	category_name VARCHAR(60) NOT NULL,
	sort_order NUMBER(5,0) NOT NULL DEFAULT 0,
	primary key (category_id)
);

create or replace TABLE ref.supplier (
	supplier_id NUMBER(38,0) NOT NULL PRIMARY KEY,
	supplier_name VARCHAR(120) NOT NULL,
	contact_name VARCHAR(120),
	country_code VARCHAR(2) NOT NULL,
	lead_time_days NUMBER(5,0) NOT NULL DEFAULT 14,
	terms VARCHAR
);
