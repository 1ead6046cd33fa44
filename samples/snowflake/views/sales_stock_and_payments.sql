-- the newest count per store and product
create or replace view sales.v_latest_stock as
select store_id,
       product_id,
       snapshot_date,
       on_hand,
       greatest(reorder_point - on_hand, 0) as to_reorder
from sales.stock_snapshot
qualify row_number() over (partition by store_id, product_id order by snapshot_date desc) = 1;

create or replace view sales.v_payment_mix as
select date_trunc('month', paid_at)::date                                  as paid_month,
       zeroifnull(sum(iff(method = 'CARD', amount, null)))                 as card_amount,
       zeroifnull(sum(iff(method = 'CASH', amount, null)))                 as cash_amount,
       zeroifnull(sum(iff(method in ('TRANSFER', 'GIFTCARD'), amount, null))) as other_amount,
       zeroifnull(sum(iff(method = 'REFUND', amount, null)))               as refund_amount,
       count(*)                                                            as payments
from sales.payment
group by 1;

create or replace view sales.v_return_rate as
with sold as (
    select product_id, sum(quantity) as sold_qty
    from sales.order_line
    group by product_id
),
back as (
    select l.product_id, sum(r.quantity) as returned_qty, max(r.returned_on) as last_return
    from sales.product_return r
    join sales.order_line l on l.order_id = r.order_id and l.line_no = r.line_no
    group by l.product_id
)
select p.sku,
       s.sold_qty,
       ifnull(b.returned_qty, 0)                                  as returned_qty,
       round(100.0 * ifnull(b.returned_qty, 0) / s.sold_qty, 2)   as return_pct,
       b.last_return
from sold s
join ref.product p on p.product_id = s.product_id
left join back b on b.product_id = s.product_id;
