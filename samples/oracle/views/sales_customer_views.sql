CREATE OR REPLACE VIEW SALES.V_CUSTOMER_PROFILE AS
SELECT C.CUSTOMER_ID,
       C.FIRST_NAME || ' ' || C.LAST_NAME                               AS FULL_NAME,
       UPPER(C.LAST_NAME)                                               AS LAST_NAME_UPPER,
       NVL(LOWER(C.EMAIL), 'n/a')                                       AS EMAIL,
       SUBSTR(C.EMAIL, INSTR(C.EMAIL, '@') + 1)                         AS EMAIL_DOMAIN,
       SUBSTR(C.FIRST_NAME, 1, 1) || '.'                                AS NAME_INITIAL,
       DECODE(C.LOYALTY_TIER, 'GOLD', 3, 'SILVER', 2, 'BRONZE', 1, 0)   AS TIER_RANK,
       EXTRACT(YEAR FROM C.SIGNUP_DATE)                                 AS SIGNUP_YEAR,
       C.SIGNUP_DATE + INTERVAL '30' DAY                                AS TRIAL_ENDS_ON,
       ADD_MONTHS(C.SIGNUP_DATE, 12)                                    AS FIRST_ANNIVERSARY,
       CASE WHEN C.CREDIT_BALANCE < 0 THEN 'Y' ELSE 'N' END             AS OWES_MONEY
FROM SALES.CUSTOMER C;

COMMENT ON TABLE SALES.V_CUSTOMER_PROFILE IS 'One row per known customer';

CREATE OR REPLACE VIEW SALES.V_CUSTOMER_RANKING AS
SELECT T.CUSTOMER_ID,
       C.LAST_NAME,
       COUNT(*)                                                                        AS ORDERS,
       SUM(T.NET_AMOUNT)                                                               AS NET_AMOUNT,
       RANK() OVER (ORDER BY SUM(T.NET_AMOUNT) DESC)                                   AS REVENUE_RANK,
       RANK() OVER (PARTITION BY C.COUNTRY_CODE ORDER BY SUM(T.NET_AMOUNT) DESC)       AS RANK_IN_COUNTRY,
       ROUND(100 * SUM(T.NET_AMOUNT) / SUM(SUM(T.NET_AMOUNT)) OVER (), 2)              AS PCT_OF_TOTAL
FROM SALES.V_ORDER_TOTALS T
JOIN SALES.CUSTOMER C ON C.CUSTOMER_ID = T.CUSTOMER_ID
WHERE T.STATUS <> 'CANCELLED'
GROUP BY T.CUSTOMER_ID, C.LAST_NAME, C.COUNTRY_CODE;
