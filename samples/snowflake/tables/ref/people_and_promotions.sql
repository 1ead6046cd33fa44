create or replace TABLE ref.employee (
	employee_id NUMBER(38,0) NOT NULL,
	manager_id NUMBER(38,0),
	store_id NUMBER(38,0),
	full_name VARCHAR(120) NOT NULL,
	job_title VARCHAR(60) NOT NULL,
	hired_on DATE NOT NULL,
	salary NUMBER(12,2) NOT NULL
);

ALTER TABLE ref.employee ADD CONSTRAINT pk_employee PRIMARY KEY (employee_id);

create or replace TABLE ref.promotion (
	promotion_id NUMBER(38,0) NOT NULL,
	promo_code VARCHAR(20) NOT NULL,
	promo_name VARCHAR(80) NOT NULL,
	discount_pct NUMBER(5,2) NOT NULL,
	starts_on DATE NOT NULL,
	ends_on DATE NOT NULL,
	primary key (promotion_id),
	unique (promo_code)
);

COMMENT ON TABLE ref.promotion IS 'Campaigns; the discount is a percentage';
COMMENT ON COLUMN ref.promotion.ends_on IS 'Last day, it''s inclusive';
