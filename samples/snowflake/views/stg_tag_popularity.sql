-- depends on v_web_event_tag
create or replace view stg.v_tag_popularity as
select tag,
       count(distinct event_id)   as events,
       max(received_at)::date     as last_seen
from stg.v_web_event_tag
group by tag;
