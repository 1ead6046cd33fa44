CREATE OR REPLACE VIEW sales.v_customer_profile AS
SELECT c.customer_id,
       c.first_name || ' ' || c.last_name              AS full_name,
       upper(c.last_name)                              AS last_name_upper,
       coalesce(lower(c.email), 'n/a')                 AS email,
       split_part(c.email, '@', 2)                     AS email_domain,
       left(c.first_name, 1) || '.'                    AS name_initial,
       CASE
           WHEN c.loyalty_tier = 'GOLD' THEN 3
           WHEN c.loyalty_tier = 'SILVER' THEN 2
           WHEN c.loyalty_tier = 'BRONZE' THEN 1
           ELSE 0
       END                                             AS tier_rank,
       extract(year FROM c.signup_date)::int           AS signup_year,
       (c.signup_date + interval '30 days')::date      AS trial_ends_on,
       CURRENT_DATE - c.signup_date                    AS days_since_signup,
       c.credit_balance < 0                            AS owes_money
FROM sales.customer c;

COMMENT ON VIEW sales.v_customer_profile IS 'One row per known customer';

CREATE OR REPLACE VIEW sales.v_customer_ranking AS
SELECT t.customer_id,
       c.last_name,
       count(*)                                                        AS orders,
       sum(t.net_amount)                                               AS net_amount,
       rank() OVER (ORDER BY sum(t.net_amount) DESC)                   AS revenue_rank,
       rank() OVER (PARTITION BY c.country_code
                    ORDER BY sum(t.net_amount) DESC)                   AS rank_in_country,
       round(100.0 * sum(t.net_amount)
             / sum(sum(t.net_amount)) OVER (), 2)                      AS pct_of_total
FROM sales.v_order_totals t
JOIN sales.customer c USING (customer_id)
WHERE t.status <> 'CANCELLED'
GROUP BY t.customer_id, c.last_name, c.country_code;
