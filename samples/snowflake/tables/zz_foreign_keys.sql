-- Foreign keys that need both tables (informational in Snowflake, the loads don't check them)
USE DATABASE RETAIL_DW;

ALTER TABLE ref.category ADD CONSTRAINT fk_category_parent FOREIGN KEY (parent_category_id) REFERENCES ref.category (category_id);
ALTER TABLE ref.employee ADD CONSTRAINT fk_employee_manager FOREIGN KEY (manager_id) REFERENCES ref.employee (employee_id);
ALTER TABLE ref.employee ADD CONSTRAINT fk_employee_store FOREIGN KEY (store_id) REFERENCES sales.store (store_id);
ALTER TABLE sales.sales_order ADD CONSTRAINT fk_order_employee FOREIGN KEY (employee_id) REFERENCES ref.employee (employee_id);
ALTER TABLE sales.sales_order ADD CONSTRAINT fk_order_promotion FOREIGN KEY (promotion_id) REFERENCES ref.promotion (promotion_id);
ALTER TABLE sales.order_line ADD CONSTRAINT fk_line_order FOREIGN KEY (order_id) REFERENCES sales.sales_order (order_id);
ALTER TABLE sales.order_line ADD CONSTRAINT fk_line_product FOREIGN KEY (product_id) REFERENCES ref.product (product_id);
ALTER TABLE sales.payment ADD CONSTRAINT fk_payment_order FOREIGN KEY (order_id) REFERENCES sales.sales_order (order_id);
ALTER TABLE sales.product_return ADD CONSTRAINT fk_return_line FOREIGN KEY (order_id, line_no) REFERENCES sales.order_line (order_id, line_no);
