-- Walks the category tree the Oracle way (CONNECT BY): expect this view to need a hand.
CREATE OR REPLACE VIEW REF.V_CATEGORY_TREE AS
SELECT CATEGORY_ID,
       CATEGORY_NAME,
       LEVEL                                                    AS DEPTH,
       LTRIM(SYS_CONNECT_BY_PATH(CATEGORY_NAME, ' > '), ' >')   AS CATEGORY_PATH,
       CONNECT_BY_ROOT CATEGORY_ID                              AS ROOT_ID
FROM REF.CATEGORY
START WITH PARENT_CATEGORY_ID IS NULL
CONNECT BY PRIOR CATEGORY_ID = PARENT_CATEGORY_ID;
