-- Regions, categories, suppliers: the small tables nobody's team owns.

CREATE TABLE ref.region (
    region_id    integer      NOT NULL,
    region_code  varchar(8)   NOT NULL,
    region_name  varchar(60)  NOT NULL,
    country_code char(2)      NOT NULL,
    is_active    boolean      DEFAULT true NOT NULL,
    CONSTRAINT region_pkey PRIMARY KEY (region_id),
    CONSTRAINT region_code_key UNIQUE (region_code)
);

COMMENT ON TABLE ref.region IS 'Sales region; one region never spans two countries';
COMMENT ON COLUMN ref.region.region_code IS 'Short code, e.g. ''IE-E''';

CREATE TABLE ref.category (
    category_id        integer     NOT NULL PRIMARY KEY,
    parent_category_id integer,
    category_name      varchar(60) NOT NULL,
    sort_order         smallint    DEFAULT 0 NOT NULL
);

COMMENT ON COLUMN ref.category.parent_category_id IS 'NULL for a top-level category';

CREATE TABLE ref.supplier (
    supplier_id    integer PRIMARY KEY,
    supplier_name  text    NOT NULL,
    contact_name   text,
    country_code   char(2) NOT NULL,
    lead_time_days integer DEFAULT 14 NOT NULL CHECK (lead_time_days BETWEEN 0 AND 365),
    terms          text
);
