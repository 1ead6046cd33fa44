CREATE VIEW ref.v_category_tree AS
WITH RECURSIVE tree AS (
    SELECT category_id, parent_category_id, category_name,
           1 AS depth,
           category_name::text AS category_path,
           category_id AS root_id
    FROM ref.category
    WHERE parent_category_id IS NULL
    UNION ALL
    SELECT c.category_id, c.parent_category_id, c.category_name,
           t.depth + 1,
           t.category_path || ' > ' || c.category_name,
           t.root_id
    FROM ref.category c
    JOIN tree t ON t.category_id = c.parent_category_id
)
SELECT category_id, category_name, depth, category_path, root_id
FROM tree;

-- a view on that view
CREATE VIEW ref.v_category_revenue AS
SELECT t.root_id,
       r.category_name                                                     AS root_name,
       count(DISTINCT l.product_id)                                        AS products_sold,
       sum(l.quantity * l.unit_price - l.discount_amount)::numeric(14,2)   AS net_amount
FROM ref.v_category_tree t
JOIN ref.category r ON r.category_id = t.root_id
JOIN ref.product p ON p.category_id = t.category_id
JOIN sales.order_line l ON l.product_id = p.product_id
JOIN sales.sales_order o ON o.order_id = l.order_id AND o.status <> 'CANCELLED'
GROUP BY t.root_id, r.category_name;
