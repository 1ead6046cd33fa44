create or replace TABLE sales.purchase (
	purchase_id NUMBER(38,0) NOT NULL PRIMARY KEY,
	customer_id NUMBER(38,0) NOT NULL REFERENCES sales.customer (customer_id),
	product_id NUMBER(38,0) NOT NULL REFERENCES sales.product (product_id),
	quantity NUMBER(10,0) NOT NULL,
	amount NUMBER(10,2) NOT NULL,
	bought_at TIMESTAMP_NTZ NOT NULL
);

INSERT INTO sales.purchase (purchase_id, customer_id, product_id, quantity, amount, bought_at) VALUES
    (100, 1, 10, 2, 37.50, '2025-03-01 10:15:00'),
    (101, 1, 11, 1, 42.00, '2025-03-01 10:15:00'),
    (102, 2, 10, 1, 18.75, '2025-04-12 16:40:30'),
    (103, 2, 10, -1, -18.75, '2025-04-15 09:00:00');
