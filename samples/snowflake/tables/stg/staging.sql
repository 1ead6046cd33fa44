/* Landing tables: everything is text; nothing's checked. */
create or replace TRANSIENT TABLE stg.web_event (
	event_id NUMBER(38,0) NOT NULL,
	source_system VARCHAR(20) NOT NULL,
	event_type VARCHAR(30) NOT NULL,
	payload VARCHAR COMMENT 'JSON text, as received',
	received_at TIMESTAMP_NTZ NOT NULL,
	loaded_at TIMESTAMP_LTZ DEFAULT CURRENT_TIMESTAMP()
) DATA_RETENTION_TIME_IN_DAYS = 0;

create or replace TRANSIENT TABLE stg.price_update (
	sku VARCHAR NOT NULL,
	new_price_txt VARCHAR,
	effective_txt VARCHAR,
	source_file VARCHAR,
	remark VARCHAR,
	loaded_at TIMESTAMP_NTZ DEFAULT CURRENT_TIMESTAMP()::TIMESTAMP_NTZ
);
