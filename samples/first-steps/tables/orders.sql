-- The order of files and statements does not matter: what needs what is found out.
CREATE OR REPLACE TABLE sales.order_line (
  order_id    NUMBER(12,0) NOT NULL,
  line_no     NUMBER(4,0) NOT NULL,
  product_id  NUMBER(9,0) NOT NULL REFERENCES sales.product (product_id),
  quantity    NUMBER(6,0) NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

CREATE OR REPLACE TABLE sales.sales_order (
  order_id     NUMBER(12,0) NOT NULL PRIMARY KEY,
  customer_id  NUMBER(9,0) NOT NULL REFERENCES sales.customer (customer_id),
  ordered_at   TIMESTAMP_NTZ NOT NULL,
  status       VARCHAR(10) DEFAULT 'open'
);

INSERT INTO sales.sales_order (order_id, customer_id, ordered_at, status) VALUES
  (1001, 1, '2026-01-05 10:00:00', 'shipped'),
  (1002, 3, '2026-01-07 14:20:00', 'shipped'),
  (1003, 1, '2026-02-11 09:45:00', 'returned'),
  (1004, 2, '2026-02-28 23:59:59', 'shipped'),
  (1005, 4, '2026-03-02 07:10:00', 'open'),
  (1006, 3, '2026-03-15 16:00:00', 'open');

INSERT INTO sales.order_line (order_id, line_no, product_id, quantity) VALUES
  (1001, 1, 10, 2), (1001, 2, 12, 1),
  (1002, 1, 11, 40),
  (1003, 1, 13, 1),
  (1004, 1, 10, 1), (1004, 2, 13, 2),
  (1005, 1, 12, 3),
  (1006, 1, 11, 25), (1006, 2, 10, 5);
