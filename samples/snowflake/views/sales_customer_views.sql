create or replace view sales.v_customer_profile as
select c.customer_id,
       c.first_name || ' ' || c.last_name                as full_name,
       upper(c.last_name)                                as last_name_upper,
       nvl(lower(c.email), 'n/a')                        as email,
       split_part(c.email, '@', 2)                       as email_domain,
       left(c.first_name, 1) || '.'                      as name_initial,
       decode(c.loyalty_tier, 'GOLD', 3, 'SILVER', 2, 'BRONZE', 1, 0) as tier_rank,
       year(c.signup_date)                               as signup_year,
       dateadd(day, 30, c.signup_date)                   as trial_ends_on,
       datediff(day, c.signup_date, current_date())      as days_since_signup,
       iff(c.credit_balance < 0, true, false)            as owes_money
from sales.customer c;

comment on view sales.v_customer_profile is 'One row per known customer; it''s sorted by nothing';

create or replace view sales.v_customer_ranking as
select t.customer_id,
       c.last_name,
       count(*)                                                                        as orders,
       sum(t.net_amount)                                                               as net_amount,
       rank() over (order by sum(t.net_amount) desc)                                   as revenue_rank,
       rank() over (partition by c.country_code order by sum(t.net_amount) desc)       as rank_in_country,
       round(100.0 * sum(t.net_amount) / sum(sum(t.net_amount)) over (), 2)            as pct_of_total
from sales.v_order_totals t
join sales.customer c on c.customer_id = t.customer_id
where t.status <> 'CANCELLED'
group by t.customer_id, c.last_name, c.country_code;
