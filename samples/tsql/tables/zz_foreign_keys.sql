USE [RetailDW]
GO
-- Foreign keys that need both tables
ALTER TABLE [dbo].[category]  WITH CHECK ADD  CONSTRAINT [FK_category_parent] FOREIGN KEY([parent_category_id])
REFERENCES [dbo].[category] ([category_id])
GO
ALTER TABLE [dbo].[category] CHECK CONSTRAINT [FK_category_parent]
GO
ALTER TABLE [dbo].[employee]  WITH CHECK ADD  CONSTRAINT [FK_employee_manager] FOREIGN KEY([manager_id])
REFERENCES [dbo].[employee] ([employee_id])
GO
ALTER TABLE [dbo].[employee] CHECK CONSTRAINT [FK_employee_manager]
GO
ALTER TABLE [dbo].[employee]  WITH CHECK ADD  CONSTRAINT [FK_employee_store] FOREIGN KEY([store_id])
REFERENCES [sales].[store] ([store_id])
GO
ALTER TABLE [dbo].[employee] CHECK CONSTRAINT [FK_employee_store]
GO
ALTER TABLE [sales].[sales_order]  WITH CHECK ADD  CONSTRAINT [FK_order_employee] FOREIGN KEY([employee_id])
REFERENCES [dbo].[employee] ([employee_id])
GO
ALTER TABLE [sales].[sales_order] CHECK CONSTRAINT [FK_order_employee]
GO
ALTER TABLE [sales].[sales_order]  WITH CHECK ADD  CONSTRAINT [FK_order_promotion] FOREIGN KEY([promotion_id])
REFERENCES [dbo].[promotion] ([promotion_id])
GO
ALTER TABLE [sales].[sales_order] CHECK CONSTRAINT [FK_order_promotion]
GO
ALTER TABLE [sales].[order_line]  WITH CHECK ADD  CONSTRAINT [FK_line_order] FOREIGN KEY([order_id])
REFERENCES [sales].[sales_order] ([order_id])
GO
ALTER TABLE [sales].[order_line] CHECK CONSTRAINT [FK_line_order]
GO
ALTER TABLE [sales].[order_line]  WITH CHECK ADD  CONSTRAINT [FK_line_product] FOREIGN KEY([product_id])
REFERENCES [dbo].[product] ([product_id])
GO
ALTER TABLE [sales].[order_line] CHECK CONSTRAINT [FK_line_product]
GO
ALTER TABLE [sales].[payment]  WITH CHECK ADD  CONSTRAINT [FK_payment_order] FOREIGN KEY([order_id])
REFERENCES [sales].[sales_order] ([order_id])
GO
ALTER TABLE [sales].[payment] CHECK CONSTRAINT [FK_payment_order]
GO
ALTER TABLE [sales].[product_return]  WITH CHECK ADD  CONSTRAINT [FK_return_line] FOREIGN KEY([order_id], [line_no])
REFERENCES [sales].[order_line] ([order_id], [line_no])
GO
ALTER TABLE [sales].[product_return] CHECK CONSTRAINT [FK_return_line]
GO
