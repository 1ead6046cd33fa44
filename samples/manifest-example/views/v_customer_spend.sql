create or replace view sales.v_customer_spend as
select c.customer_id,
       c.full_name,
       zeroifnull(sum(p.amount))                 as spent,
       iff(count(p.purchase_id) = 0, 'no', 'yes') as has_bought
from sales.customer c
left join sales.purchase p on p.customer_id = c.customer_id
group by c.customer_id, c.full_name;
