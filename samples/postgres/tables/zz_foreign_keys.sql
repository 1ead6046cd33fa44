--
-- Foreign keys that need both tables
--

ALTER TABLE ONLY ref.category
    ADD CONSTRAINT category_parent_fk FOREIGN KEY (parent_category_id) REFERENCES ref.category(category_id);

ALTER TABLE ONLY ref.employee
    ADD CONSTRAINT employee_manager_fk FOREIGN KEY (manager_id) REFERENCES ref.employee(employee_id);

ALTER TABLE ONLY ref.employee
    ADD CONSTRAINT employee_store_fk FOREIGN KEY (store_id) REFERENCES sales.store(store_id);

ALTER TABLE ONLY sales.sales_order
    ADD CONSTRAINT sales_order_employee_fk FOREIGN KEY (employee_id) REFERENCES ref.employee(employee_id);

ALTER TABLE ONLY sales.sales_order
    ADD CONSTRAINT sales_order_promotion_fk FOREIGN KEY (promotion_id) REFERENCES ref.promotion(promotion_id);

ALTER TABLE ONLY sales.order_line
    ADD CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES sales.sales_order(order_id) ON DELETE CASCADE;

ALTER TABLE ONLY sales.order_line
    ADD CONSTRAINT order_line_product_fk FOREIGN KEY (product_id) REFERENCES ref.product(product_id);

ALTER TABLE ONLY sales.payment
    ADD CONSTRAINT payment_order_fk FOREIGN KEY (order_id) REFERENCES sales.sales_order(order_id);

ALTER TABLE ONLY sales.product_return
    ADD CONSTRAINT product_return_line_fk FOREIGN KEY (order_id, line_no) REFERENCES sales.order_line(order_id, line_no);
