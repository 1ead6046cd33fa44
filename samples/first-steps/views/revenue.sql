CREATE OR REPLACE VIEW sales.v_revenue_by_month AS
SELECT DATE_TRUNC('MONTH', o.ordered_at)::DATE AS month,
       SUM(l.quantity * p.price) AS revenue,
       LISTAGG(DISTINCT p.name, ', ') WITHIN GROUP (ORDER BY p.name) AS products
FROM sales.sales_order o
JOIN sales.order_line l ON l.order_id = o.order_id
JOIN sales.product p ON p.product_id = l.product_id
WHERE o.status <> 'returned'
GROUP BY 1;

CREATE OR REPLACE VIEW sales.v_latest_order AS
SELECT customer_id, order_id, ordered_at
FROM sales.sales_order
QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) = 1;
