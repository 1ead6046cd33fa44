create or replace TABLE sales.customer (
	customer_id NUMBER(38,0) NOT NULL,
	full_name VARCHAR(120) NOT NULL COMMENT 'As the customer writes it',
	joined_on DATE DEFAULT CURRENT_DATE(),
	constraint pk_customer primary key (customer_id)
);

INSERT INTO sales.customer (customer_id, full_name, joined_on) VALUES
    (1, 'Aoife O''Brien', '2023-10-28'),
    (2, 'Søren Højgaard', '2019-07-03'),
    (3, 'Łukasz Żmuda; junior', NULL);
