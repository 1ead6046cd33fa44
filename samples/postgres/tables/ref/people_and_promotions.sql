CREATE TABLE ref.employee (
    employee_id integer NOT NULL,
    manager_id  integer,
    store_id    integer,
    full_name   text NOT NULL,
    job_title   text NOT NULL,
    hired_on    date NOT NULL,
    salary      numeric(12,2) NOT NULL CHECK (salary > 0)
);

ALTER TABLE ONLY ref.employee
    ADD CONSTRAINT employee_pkey PRIMARY KEY (employee_id);

CREATE TABLE ref.promotion (
    promotion_id integer NOT NULL,
    promo_code   varchar(20) NOT NULL,
    promo_name   varchar(80) NOT NULL,
    discount_pct numeric(5,2) NOT NULL,
    starts_on    date NOT NULL,
    ends_on      date NOT NULL,
    PRIMARY KEY (promotion_id),
    UNIQUE (promo_code),
    CHECK (ends_on >= starts_on),
    CHECK (discount_pct > 0 AND discount_pct <= 100)
);
