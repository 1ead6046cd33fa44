CREATE TABLE sales.store (
    store_id       integer       NOT NULL,
    store_code     varchar(8)    NOT NULL,
    store_name     varchar(80)   NOT NULL,
    region_id      integer       NOT NULL,
    opened_on      date          NOT NULL,
    closed_on      date,
    floor_area_sqm numeric(8,2)  NOT NULL,
    latitude       numeric(9,6),
    longitude      numeric(9,6),
    CONSTRAINT store_pkey PRIMARY KEY (store_id),
    CONSTRAINT store_code_key UNIQUE (store_code),
    CONSTRAINT store_region_fk FOREIGN KEY (region_id) REFERENCES ref.region (region_id),
    CONSTRAINT store_area_check CHECK (floor_area_sqm > 0),
    CONSTRAINT store_dates_check CHECK (closed_on IS NULL OR closed_on >= opened_on)
);

COMMENT ON COLUMN sales.store.floor_area_sqm IS 'The web shop counts as 1 m²; don''t divide by it';
