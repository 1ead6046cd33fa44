/* Landing tables: everything is text; nothing's checked. */
CREATE TABLE stg.web_event (
    event_id      bigint      NOT NULL,
    source_system varchar(20) NOT NULL,
    event_type    varchar(30) NOT NULL,
    payload       text,
    received_at   timestamp   NOT NULL,
    loaded_at     timestamptz DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE stg.price_update (
    sku           text NOT NULL,
    new_price_txt text,
    effective_txt text,
    source_file   text,
    remark        text,
    loaded_at     timestamp DEFAULT now()
);
