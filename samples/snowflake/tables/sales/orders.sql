create or replace TABLE sales.sales_order (
	order_id NUMBER(38,0) NOT NULL,
	customer_id NUMBER(38,0) REFERENCES sales.customer (customer_id),
	store_id NUMBER(38,0) NOT NULL REFERENCES sales.store (store_id),
	employee_id NUMBER(38,0) COMMENT 'NULL for web orders',
	ordered_at TIMESTAMP_NTZ NOT NULL DEFAULT CURRENT_TIMESTAMP()::TIMESTAMP_NTZ,
	channel VARCHAR(10) NOT NULL,
	status VARCHAR(12) NOT NULL DEFAULT 'NEW',
	promotion_id NUMBER(38,0),
	notes VARCHAR,
	constraint pk_sales_order primary key (order_id)
);

create or replace TABLE sales.order_line (
	order_id NUMBER(38,0) NOT NULL,
	line_no NUMBER(5,0) NOT NULL,
	product_id NUMBER(38,0) NOT NULL,
	quantity NUMBER(10,0) NOT NULL,
	unit_price NUMBER(10,2) NOT NULL,
	discount_amount NUMBER(10,2) NOT NULL DEFAULT 0,
	constraint pk_order_line primary key (order_id, line_no)
) CLUSTER BY (order_id);

COMMENT ON TABLE sales.order_line IS 'One row per product in an order';
