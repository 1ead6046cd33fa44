-- This one fails on purpose: v_customer has no column last_order_date. It is called last_order_at.
CREATE OR REPLACE VIEW sales.v_churn_risk AS
SELECT customer_id,
       name,
       DATEDIFF(day, last_order_date, CURRENT_TIMESTAMP()) AS days_silent
FROM sales.v_customer;

-- It needs the view above, and is skipped with it.
CREATE OR REPLACE VIEW sales.v_win_back AS
SELECT name FROM sales.v_churn_risk WHERE days_silent > 90;
