create or replace TABLE sales.customer (
	customer_id NUMBER(38,0) NOT NULL,
	first_name VARCHAR(60) NOT NULL,
	last_name VARCHAR(60) NOT NULL,
	email VARCHAR(120),
	phone VARCHAR(30),
	city VARCHAR(60),
	country_code VARCHAR(2) NOT NULL,
	loyalty_tier VARCHAR(10) NOT NULL DEFAULT 'NONE',
	signup_date DATE NOT NULL DEFAULT CURRENT_DATE(),
	birth_date DATE,
	credit_balance NUMBER(10,2) NOT NULL DEFAULT 0 COMMENT 'Negative: the customer owes us',
	marketing_opt_in BOOLEAN NOT NULL DEFAULT FALSE,
	notes VARCHAR,
	created_at TIMESTAMP_NTZ(9) NOT NULL DEFAULT CURRENT_TIMESTAMP()::TIMESTAMP_NTZ,
	constraint pk_customer primary key (customer_id),
	constraint uq_customer_email unique (email)
) COMMENT='Known customers; walk-ins have no row here';
