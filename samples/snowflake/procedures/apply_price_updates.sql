CREATE OR REPLACE PROCEDURE stg.apply_price_updates(p_as_of DATE)
RETURNS NUMBER
LANGUAGE SQL
AS
$$
BEGIN
    MERGE INTO ref.product p
    USING (
        SELECT product_id, new_price
        FROM stg.v_price_update_clean
        WHERE new_price > 0 AND effective_on <= :p_as_of AND product_id IS NOT NULL
    ) u
    ON p.product_id = u.product_id
    WHEN MATCHED THEN UPDATE SET p.list_price = u.new_price;

    DELETE FROM stg.price_update WHERE UPPER(TRIM(sku)) IN (SELECT sku FROM ref.product);
    RETURN SQLROWCOUNT;
END;
$$;
