create or replace TABLE sales.payment (
	payment_id NUMBER(38,0) NOT NULL autoincrement start 1 increment 1 noorder,
	order_id NUMBER(38,0) NOT NULL,
	method VARCHAR(10) NOT NULL,
	amount NUMBER(10,2) NOT NULL,
	paid_at TIMESTAMP_NTZ(9) NOT NULL DEFAULT SYSDATE(),
	card_last4 VARCHAR(4),
	reference VARCHAR(60),
	constraint pk_payment primary key (payment_id)
);

create or replace sequence sales.return_id_seq start with 1000 increment by 1;

create or replace TABLE sales.product_return (
	return_id NUMBER(38,0) NOT NULL DEFAULT sales.return_id_seq.NEXTVAL,
	order_id NUMBER(38,0) NOT NULL,
	line_no NUMBER(5,0) NOT NULL,
	quantity NUMBER(10,0) NOT NULL DEFAULT 1,
	reason VARCHAR(200),
	refund_kind VARCHAR(10) NOT NULL DEFAULT 'CREDIT',
	refund_amount NUMBER(10,2) NOT NULL,
	returned_on DATE NOT NULL DEFAULT CURRENT_DATE(),
	constraint pk_product_return primary key (return_id)
);
