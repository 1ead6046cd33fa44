CREATE VIEW ref.v_product_catalog AS
SELECT p.product_id,
       p.sku,
       p.product_name,
       c.category_name,
       s.supplier_name,
       substring(p.sku from 1 for 3)                                        AS range_code,
       p.list_price,
       round((p.list_price - p.unit_cost) * 100 / nullif(p.list_price, 0), 1) AS margin_pct,
       CASE
           WHEN p.is_discontinued THEN 'gone'
           WHEN p.list_price < 10 THEN 'small change'
           WHEN p.list_price < 50 THEN 'mid; "everyday"'
           ELSE 'the owner''s pride'
       END                                                                  AS price_band,
       length(coalesce(p.description, ''))                                  AS description_length
FROM ref.product p
JOIN ref.category c ON c.category_id = p.category_id
JOIN ref.supplier s ON s.supplier_id = p.supplier_id;
