CREATE OR REPLACE TABLE sales.product (
  product_id  NUMBER(9,0) NOT NULL PRIMARY KEY,
  name        VARCHAR(60) NOT NULL,
  price       NUMBER(10,2) NOT NULL,
  launched    DATE
);

INSERT INTO sales.product (product_id, name, price, launched) VALUES
  (10, 'Teapot', 34.90, '2024-09-01'),
  (11, 'Cup, white', 6.50, '2024-09-01'),
  (12, 'Tray', 19.00, '2025-04-15'),
  (13, 'Kettle', 79.00, NULL);
