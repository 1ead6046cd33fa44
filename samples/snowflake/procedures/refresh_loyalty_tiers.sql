CREATE OR REPLACE PROCEDURE sales.refresh_loyalty_tiers(p_since DATE)
RETURNS VARCHAR
LANGUAGE SQL
EXECUTE AS OWNER
AS
$$
DECLARE
    v_count INTEGER DEFAULT 0;
    v_tier VARCHAR;
BEGIN
    -- it's run on the 1st of the month; see the wiki
    LET spending RESULTSET := (
        SELECT customer_id, SUM(net_amount) AS spent
        FROM sales.v_order_totals
        WHERE ordered_at >= :p_since AND status <> 'CANCELLED' AND customer_id IS NOT NULL
        GROUP BY customer_id
    );
    LET c1 CURSOR FOR spending;
    FOR r IN c1 DO
        LET spent NUMBER(14,2) := r.spent;
        LET cid NUMBER := r.customer_id;
        IF (spent >= 1500) THEN
            v_tier := 'GOLD';
        ELSEIF (spent >= 700) THEN
            v_tier := 'SILVER';
        ELSEIF (spent >= 200) THEN
            v_tier := 'BRONZE';
        ELSE
            v_tier := 'NONE';
        END IF;
        UPDATE sales.customer SET loyalty_tier = :v_tier WHERE customer_id = :cid;
        v_count := v_count + 1;
    END FOR;
    RETURN 'tiers set: ' || v_count || '; since ' || p_since;
END;
$$;
