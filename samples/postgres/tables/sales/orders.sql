CREATE TABLE sales.sales_order (
    order_id     integer     NOT NULL,
    customer_id  integer     REFERENCES sales.customer (customer_id),
    store_id     integer     NOT NULL REFERENCES sales.store (store_id),
    employee_id  integer,
    ordered_at   timestamp   DEFAULT LOCALTIMESTAMP NOT NULL,
    channel      varchar(10) NOT NULL,
    status       varchar(12) DEFAULT 'NEW' NOT NULL,
    promotion_id integer,
    notes        text,
    CONSTRAINT sales_order_pkey PRIMARY KEY (order_id),
    CONSTRAINT sales_order_channel_check CHECK (channel IN ('STORE', 'WEB', 'PHONE')),
    CONSTRAINT sales_order_status_check CHECK (status IN ('NEW', 'PAID', 'SHIPPED', 'RETURNED', 'CANCELLED'))
);

COMMENT ON COLUMN sales.sales_order.employee_id IS 'NULL for web orders';

CREATE TABLE sales.order_line (
    order_id        integer       NOT NULL,
    line_no         smallint      NOT NULL,
    product_id      integer       NOT NULL,
    quantity        integer       NOT NULL,
    unit_price      numeric(10,2) NOT NULL,
    discount_amount numeric(10,2) DEFAULT 0 NOT NULL,
    CONSTRAINT order_line_pkey PRIMARY KEY (order_id, line_no),
    CONSTRAINT order_line_qty_check CHECK (quantity > 0),
    CONSTRAINT order_line_discount_check CHECK (discount_amount >= 0 AND discount_amount <= quantity * unit_price)
);

COMMENT ON TABLE sales.order_line IS 'One row per product in an order';
