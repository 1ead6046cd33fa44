CREATE VIEW stg.v_price_update_clean AS
SELECT upper(trim(u.sku))                                        AS sku,
       p.product_id,
       p.list_price                                              AS old_price,
       CASE WHEN trim(u.new_price_txt) ~ '^-?[0-9]+([.][0-9]+)?$'
            THEN trim(u.new_price_txt)::numeric(10,2)
       END                                                       AS new_price,
       coalesce(to_date(u.effective_txt, 'YYYYMMDD'), DATE '2025-08-01') AS effective_on,
       replace(u.source_file, '.csv', '')                        AS source_name
FROM stg.price_update u
LEFT JOIN ref.product p ON p.sku = upper(trim(u.sku));
