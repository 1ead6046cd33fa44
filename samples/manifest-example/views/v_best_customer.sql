create or replace view sales.v_best_customer as
select customer_id, full_name, spent
from sales.v_customer_spend
qualify row_number() over (order by spent desc, customer_id) = 1;
