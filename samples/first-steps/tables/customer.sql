CREATE OR REPLACE TABLE sales.customer (
  customer_id   NUMBER(9,0) NOT NULL,
  name          VARCHAR(80) NOT NULL,
  city          VARCHAR(60),
  is_business   BOOLEAN DEFAULT FALSE,
  created_at    TIMESTAMP_NTZ(6),
  CONSTRAINT pk_customer PRIMARY KEY (customer_id)
) COMMENT = 'Who buys';

INSERT INTO sales.customer (customer_id, name, city, is_business, created_at) VALUES
  (1, 'Adaeze Obi', 'Lagos', FALSE, '2025-02-03 09:15:00'),
  (2, 'Søren Holm', 'Aarhus', FALSE, '2025-03-19 17:40:00'),
  (3, 'Baker & Sons; Ltd.', 'Leeds', TRUE, '2025-03-22 08:05:00'),
  (4, 'Mei Tanaka', 'Osaka', FALSE, '2025-05-30 12:00:00'),
  (5, 'Casa d''Oro', NULL, TRUE, '2025-06-11 10:30:00');
