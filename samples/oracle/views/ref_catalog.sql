CREATE OR REPLACE VIEW REF.V_PRODUCT_CATALOG AS
SELECT P.PRODUCT_ID,
       P.SKU,
       P.PRODUCT_NAME,
       C.CATEGORY_NAME,
       S.SUPPLIER_NAME,
       SUBSTR(P.SKU, 1, 3)                                              AS RANGE_CODE,
       P.LIST_PRICE,
       ROUND((P.LIST_PRICE - P.UNIT_COST) * 100 / NULLIF(P.LIST_PRICE, 0), 1) AS MARGIN_PCT,
       CASE
           WHEN P.IS_DISCONTINUED = 'Y' THEN 'gone'
           WHEN P.LIST_PRICE < 10 THEN 'small change'
           WHEN P.LIST_PRICE < 50 THEN 'mid; "everyday"'
           ELSE 'the owner''s pride'
       END                                                              AS PRICE_BAND,
       NVL(LENGTH(P.DESCRIPTION), 0)                                    AS DESCRIPTION_LENGTH
FROM REF.PRODUCT P
JOIN REF.CATEGORY C ON C.CATEGORY_ID = P.CATEGORY_ID
JOIN REF.SUPPLIER S ON S.SUPPLIER_ID = P.SUPPLIER_ID;
