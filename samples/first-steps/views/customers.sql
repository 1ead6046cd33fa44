CREATE OR REPLACE VIEW sales.v_customer AS
SELECT c.customer_id,
       c.name,
       NVL(c.city, 'unknown') AS city,
       IFF(c.is_business, 'business', 'private') AS kind,
       COUNT(o.order_id) AS orders,
       MAX(o.ordered_at) AS last_order_at
FROM sales.customer c
LEFT JOIN sales.sales_order o ON o.customer_id = c.customer_id
GROUP BY c.customer_id, c.name, c.city, c.is_business;
