create or replace TABLE sales.product (
	product_id NUMBER(38,0) NOT NULL PRIMARY KEY,
	product_name VARCHAR(120) NOT NULL,
	list_price NUMBER(10,2) NOT NULL DEFAULT 0
);

INSERT INTO sales.product (product_id, product_name, list_price) VALUES
    (10, 'Hand Trowel', 18.75),
    (11, 'Secateurs', 42.00);
