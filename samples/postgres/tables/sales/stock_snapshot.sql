CREATE TABLE sales.stock_snapshot (
    store_id      integer NOT NULL REFERENCES sales.store,
    product_id    integer NOT NULL REFERENCES ref.product,
    snapshot_date date    NOT NULL,
    on_hand       integer NOT NULL, -- may be negative: sold before it's booked in
    reorder_point integer DEFAULT 0 NOT NULL CHECK (reorder_point >= 0),
    PRIMARY KEY (store_id, product_id, snapshot_date)
);
