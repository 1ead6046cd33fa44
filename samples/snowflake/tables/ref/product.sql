create or replace TABLE ref.product (
	product_id NUMBER(38,0) NOT NULL,
	sku VARCHAR(12) NOT NULL,
	product_name VARCHAR(120) NOT NULL,
	category_id NUMBER(38,0) NOT NULL REFERENCES ref.category (category_id),
	supplier_id NUMBER(38,0) NOT NULL REFERENCES ref.supplier (supplier_id),
	list_price NUMBER(10,2) NOT NULL,
	unit_cost NUMBER(10,2) NOT NULL COMMENT 'Landed cost, EUR, without VAT',
	launched_on DATE NOT NULL DEFAULT CURRENT_DATE(),
	is_discontinued BOOLEAN NOT NULL DEFAULT FALSE,
	description VARCHAR(16777216),
	constraint pk_product primary key (product_id),
	constraint uq_product_sku unique (sku)
) COMMENT='Everything we sell; or sold';
