CREATE OR REPLACE VIEW sales.v_order_totals AS
SELECT o.order_id,
       o.customer_id,
       o.store_id,
       o.ordered_at,
       o.channel,
       o.status,
       coalesce(p.promo_code, '-')                             AS promo_code,
       count(l.line_no)                                        AS line_count,
       sum(l.quantity)                                         AS units,
       sum(l.quantity * l.unit_price)                          AS gross_amount,
       sum(l.discount_amount)                                  AS discount_amount,
       sum(l.quantity * l.unit_price - l.discount_amount)      AS net_amount
FROM sales.sales_order o
JOIN sales.order_line l ON l.order_id = o.order_id
LEFT JOIN ref.promotion p ON p.promotion_id = o.promotion_id
GROUP BY o.order_id, o.customer_id, o.store_id, o.ordered_at, o.channel, o.status, coalesce(p.promo_code, '-');

CREATE OR REPLACE VIEW sales.v_store_monthly_revenue AS
SELECT s.store_code,
       date_trunc('month', t.ordered_at)::date                 AS revenue_month,
       to_char(t.ordered_at, 'YYYY-MM')                        AS month_label,
       count(*)                                                AS orders,
       sum(t.net_amount)                                       AS net_amount,
       sum(sum(t.net_amount)) OVER (PARTITION BY s.store_code
           ORDER BY date_trunc('month', t.ordered_at)::date)   AS running_amount
FROM sales.v_order_totals t
JOIN sales.store s ON s.store_id = t.store_id
WHERE t.status <> 'CANCELLED'
GROUP BY s.store_code, date_trunc('month', t.ordered_at)::date, to_char(t.ordered_at, 'YYYY-MM');

CREATE OR REPLACE VIEW sales.v_order_basket AS
SELECT l.order_id,
       count(*)                                          AS line_count,
       string_agg(p.sku, '; ' ORDER BY p.sku)            AS skus
FROM sales.order_line l
JOIN ref.product p ON p.product_id = l.product_id
GROUP BY l.order_id;
