USE DATABASE RETAIL_DW;


INSERT INTO ref.promotion (promotion_id, promo_code, promo_name, discount_pct, starts_on, ends_on) VALUES
    (1, 'HARVEST10', 'Harvest Ten', 10.00, '2024-09-15', '2024-10-15'),
    (2, 'BLACKISH', 'Black-ish Friday', 20.00, '2024-11-25', '2024-12-02'),
    (3, 'YULE5', 'Santa''s Five', 5.00, '2024-12-10', '2024-12-24'),
    (4, 'WINTER25', 'Winter Clearance; final', 25.00, '2025-01-06', '2025-01-31'),
    (5, 'SPRING12', 'Spring in the Garden', 12.50, '2025-03-20', '2025-04-20'),
    (6, 'FRIENDS', 'Friends & Family', 15.00, '2025-06-01', '2025-06-30');
