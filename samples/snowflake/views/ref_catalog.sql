create or replace view ref.v_product_catalog as
select p.product_id,
       p.sku,
       p.product_name,
       c.category_name,
       s.supplier_name,
       substr(p.sku, 1, 3)                                              as range_code,
       p.list_price,
       round((p.list_price - p.unit_cost) * 100 / nullifzero(p.list_price), 1) as margin_pct,
       case
           when p.is_discontinued then 'gone'
           when p.list_price < 10 then 'small change'
           when p.list_price < 50 then 'mid; "everyday"'
           else 'the owner''s pride'
       end                                                              as price_band,
       length(coalesce(p.description, ''))                              as description_length
from ref.product p
join ref.category c on c.category_id = p.category_id
join ref.supplier s on s.supplier_id = p.supplier_id;
