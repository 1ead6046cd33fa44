CREATE OR REPLACE PROCEDURE stg.apply_price_updates(p_as_of date DEFAULT CURRENT_DATE)
LANGUAGE sql
AS $body$
    UPDATE ref.product p
    SET list_price = u.new_price
    FROM stg.v_price_update_clean u
    WHERE u.product_id = p.product_id
      AND u.new_price > 0
      AND u.effective_on <= p_as_of;

    DELETE FROM stg.price_update
    WHERE upper(trim(sku)) IN (SELECT sku FROM ref.product);
$body$;
