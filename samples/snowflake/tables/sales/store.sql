create or replace TABLE sales.store (
	store_id NUMBER(38,0) NOT NULL,
	store_code VARCHAR(8) NOT NULL,
	store_name VARCHAR(80) NOT NULL,
	region_id NUMBER(38,0) NOT NULL,
	opened_on DATE NOT NULL,
	closed_on DATE,
	floor_area_sqm NUMBER(8,2) NOT NULL COMMENT 'The web shop counts as 1 m²; don''t divide by it',
	latitude NUMBER(9,6),
	longitude NUMBER(9,6),
	constraint pk_store primary key (store_id),
	constraint uq_store_code unique (store_code),
	constraint fk_store_region foreign key (region_id) references ref.region (region_id)
);
