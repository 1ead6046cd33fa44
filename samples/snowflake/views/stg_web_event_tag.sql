-- One row per tag of an event. FLATTEN over JSON has no plain equivalent elsewhere:
-- expect this view to need a hand.
create or replace view stg.v_web_event_tag as
select e.event_id,
       e.event_type,
       e.received_at,
       f.index                              as tag_no,
       f.value::string                      as tag,
       parse_json(e.payload):page::string   as page
from stg.web_event e,
     lateral flatten(input => parse_json(e.payload):tags, outer => false) f;
