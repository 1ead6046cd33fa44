create or replace view sales.v_order_totals as
select o.order_id,
       o.customer_id,
       o.store_id,
       o.ordered_at,
       o.channel,
       o.status,
       nvl(p.promo_code, '-')                               as promo_code,
       count(l.line_no)                                     as line_count,
       sum(l.quantity)                                      as units,
       sum(l.quantity * l.unit_price)                       as gross_amount,
       sum(l.discount_amount)                               as discount_amount,
       sum(l.quantity * l.unit_price - l.discount_amount)   as net_amount
from sales.sales_order o
join sales.order_line l on l.order_id = o.order_id
left join ref.promotion p on p.promotion_id = o.promotion_id
group by 1, 2, 3, 4, 5, 6, 7;

create or replace view sales.v_store_monthly_revenue as
select s.store_code,
       date_trunc('MONTH', t.ordered_at)::date              as revenue_month,
       to_char(t.ordered_at, 'YYYY-MM')                     as month_label,
       count(*)                                             as orders,
       sum(t.net_amount)                                    as net_amount,
       sum(sum(t.net_amount)) over (
           partition by s.store_code
           order by date_trunc('MONTH', t.ordered_at)::date
           rows between unbounded preceding and current row) as running_amount
from sales.v_order_totals t
join sales.store s on s.store_id = t.store_id
where t.status <> 'CANCELLED'
group by s.store_code, date_trunc('MONTH', t.ordered_at)::date, to_char(t.ordered_at, 'YYYY-MM');

create or replace view sales.v_order_basket as
select l.order_id,
       count(*)                                             as line_count,
       listagg(p.sku, '; ') within group (order by p.sku)   as skus
from sales.order_line l
join ref.product p on p.product_id = l.product_id
group by l.order_id;
