CREATE OR REPLACE PROCEDURE sales.refresh_loyalty_tiers(p_since date)
LANGUAGE plpgsql
AS $$
DECLARE
    r       record;
    v_tier  varchar(10);
    v_count integer := 0;
BEGIN
    -- it's run on the 1st of the month; see the wiki
    FOR r IN
        SELECT customer_id, sum(net_amount) AS spent
        FROM sales.v_order_totals
        WHERE ordered_at >= p_since AND status <> 'CANCELLED' AND customer_id IS NOT NULL
        GROUP BY customer_id
    LOOP
        IF r.spent >= 1500 THEN
            v_tier := 'GOLD';
        ELSIF r.spent >= 700 THEN
            v_tier := 'SILVER';
        ELSIF r.spent >= 200 THEN
            v_tier := 'BRONZE';
        ELSE
            v_tier := 'NONE';
        END IF;

        UPDATE sales.customer SET loyalty_tier = v_tier WHERE customer_id = r.customer_id;
        v_count := v_count + 1;
    END LOOP;
    RAISE NOTICE 'tiers set: %; since %', v_count, p_since;
END;
$$;
