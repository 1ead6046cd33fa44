CREATE TABLE ref.product (
    product_id      integer        NOT NULL,
    sku             varchar(12)    NOT NULL,
    product_name    varchar(120)   NOT NULL,
    category_id     integer        NOT NULL REFERENCES ref.category (category_id),
    supplier_id     integer        NOT NULL REFERENCES ref.supplier (supplier_id),
    list_price      numeric(10,2)  NOT NULL,
    unit_cost       numeric(10,2)  NOT NULL,
    launched_on     date           DEFAULT CURRENT_DATE NOT NULL,
    is_discontinued boolean        DEFAULT false NOT NULL,
    description     text,
    CONSTRAINT product_pkey PRIMARY KEY (product_id),
    CONSTRAINT product_sku_key UNIQUE (sku),
    CONSTRAINT product_price_check CHECK (list_price >= 0 AND unit_cost >= 0)
);

COMMENT ON TABLE ref.product IS 'Everything we sell; or sold';
COMMENT ON COLUMN ref.product.unit_cost IS 'Landed cost, EUR, without VAT';

CREATE INDEX product_category_idx ON ref.product USING btree (category_id);
