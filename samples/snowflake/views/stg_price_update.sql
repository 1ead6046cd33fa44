create or replace view stg.v_price_update_clean as
select upper(trim(u.sku))                                         as sku,
       p.product_id,
       p.list_price                                               as old_price,
       try_cast(trim(u.new_price_txt) as number(10,2))            as new_price,
       nvl(to_date(u.effective_txt, 'YYYYMMDD'), to_date('2025-08-01')) as effective_on,
       replace(u.source_file, '.csv', '')                         as source_name
from stg.price_update u
left join ref.product p on p.sku = upper(trim(u.sku));
