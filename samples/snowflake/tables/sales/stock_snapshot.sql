create or replace TABLE sales.stock_snapshot (
	store_id NUMBER(38,0) NOT NULL REFERENCES sales.store (store_id),
	product_id NUMBER(38,0) NOT NULL REFERENCES ref.product (product_id),
	snapshot_date DATE NOT NULL,
	on_hand NUMBER(10,0) NOT NULL, -- may be negative: sold before it's booked in
	reorder_point NUMBER(10,0) NOT NULL DEFAULT 0,
	primary key (store_id, product_id, snapshot_date)
);
