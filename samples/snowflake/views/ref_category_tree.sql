create or replace view ref.v_category_tree as
with recursive tree as (
    select category_id, parent_category_id, category_name,
           1 as depth,
           category_name::varchar as category_path,
           category_id as root_id
    from ref.category
    where parent_category_id is null
    union all
    select c.category_id, c.parent_category_id, c.category_name,
           t.depth + 1,
           t.category_path || ' > ' || c.category_name,
           t.root_id
    from ref.category c
    join tree t on t.category_id = c.parent_category_id
)
select category_id, category_name, depth, category_path, root_id
from tree;
