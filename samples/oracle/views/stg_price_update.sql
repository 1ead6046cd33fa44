CREATE OR REPLACE VIEW STG.V_PRICE_UPDATE_CLEAN AS
SELECT UPPER(TRIM(U.SKU))                                                           AS SKU,
       P.PRODUCT_ID,
       P.LIST_PRICE                                                                 AS OLD_PRICE,
       CASE WHEN REGEXP_LIKE(TRIM(U.NEW_PRICE_TXT), '^-?[0-9]+([.][0-9]+)?$')
            THEN CAST(TRIM(U.NEW_PRICE_TXT) AS NUMBER(10,2))
       END                                                                          AS NEW_PRICE,
       NVL(TO_DATE(U.EFFECTIVE_TXT, 'YYYYMMDD'), TO_DATE('2025-08-01', 'YYYY-MM-DD')) AS EFFECTIVE_ON,
       REPLACE(U.SOURCE_FILE, '.csv', '')                                           AS SOURCE_NAME
FROM STG.PRICE_UPDATE U
LEFT JOIN REF.PRODUCT P ON P.SKU = UPPER(TRIM(U.SKU));
