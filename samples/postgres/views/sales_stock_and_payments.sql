CREATE OR REPLACE VIEW sales.v_latest_stock AS
SELECT DISTINCT ON (store_id, product_id)
       store_id,
       product_id,
       snapshot_date,
       on_hand,
       greatest(reorder_point - on_hand, 0) AS to_reorder
FROM sales.stock_snapshot
ORDER BY store_id, product_id, snapshot_date DESC;

CREATE OR REPLACE VIEW sales.v_payment_mix AS
SELECT date_trunc('month', paid_at)::date                              AS paid_month,
       coalesce(sum(amount) FILTER (WHERE method = 'CARD'), 0)         AS card_amount,
       coalesce(sum(amount) FILTER (WHERE method = 'CASH'), 0)         AS cash_amount,
       coalesce(sum(amount) FILTER (WHERE method IN ('TRANSFER', 'GIFTCARD')), 0) AS other_amount,
       coalesce(sum(amount) FILTER (WHERE method = 'REFUND'), 0)       AS refund_amount,
       count(*)                                                        AS payments
FROM sales.payment
GROUP BY 1;

CREATE OR REPLACE VIEW sales.v_return_rate AS
WITH sold AS (
    SELECT product_id, sum(quantity) AS sold_qty
    FROM sales.order_line
    GROUP BY product_id
),
back AS (
    SELECT l.product_id, sum(r.quantity) AS returned_qty, max(r.returned_on) AS last_return
    FROM sales.product_return r
    JOIN sales.order_line l ON l.order_id = r.order_id AND l.line_no = r.line_no
    GROUP BY l.product_id
)
SELECT p.sku,
       s.sold_qty,
       coalesce(b.returned_qty, 0)                                  AS returned_qty,
       round(100.0 * coalesce(b.returned_qty, 0) / s.sold_qty, 2)   AS return_pct,
       b.last_return
FROM sold s
JOIN ref.product p ON p.product_id = s.product_id
LEFT JOIN back b ON b.product_id = s.product_id;

CREATE OR REPLACE VIEW sales.v_promo_effect AS
SELECT p.promo_code,
       p.promo_name,
       p.ends_on - p.starts_on + 1                                           AS days,
       count(o.order_id)                                                     AS orders_in_window,
       count(o.order_id) FILTER (WHERE o.promotion_id = p.promotion_id)      AS orders_with_promo
FROM ref.promotion p
LEFT JOIN sales.sales_order o
       ON o.ordered_at >= p.starts_on
      AND o.ordered_at < p.ends_on + interval '1 day'
      AND o.status <> 'CANCELLED'
GROUP BY p.promo_code, p.promo_name, p.starts_on, p.ends_on;
