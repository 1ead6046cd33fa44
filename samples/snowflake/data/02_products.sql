USE DATABASE RETAIL_DW;

/* Prices in EUR. The "Robot Mower" isn't launched;
   don't sell it. */

INSERT INTO ref.product (product_id, sku, product_name, category_id, supplier_id, list_price, unit_cost, launched_on, is_discontinued, description) VALUES
    (1, 'KIT-0101', 'Cast Iron Casserole 4.5 l', 5, 1, 129.00, 61.40, '2018-02-01', FALSE, 'Enamelled; the lid''s knob is brass'),
    (2, 'KIT-0102', 'Skillet 26 cm', 5, 1, 54.50, 22.10, '2018-02-01', FALSE, NULL),
    (3, 'KIT-0103', 'Griddle Pan', 5, 1, 48.00, 20.75, '2019-09-15', FALSE, 'Do not put in the dishwasher; really'),
    (4, 'KIT-0104', 'Copper Saucepan 1.2 l', 5, 1, 89.90, 47.00, '2021-03-20', FALSE, NULL),
    (5, 'KIT-0105', 'Salt & Pepper Mill Pair', 6, 2, 39.00, 15.25, '2017-06-01', FALSE, 'Beech'),
    (6, 'TAB-0201', 'Stoneware Bowl "Fjord"', 6, 2, 14.50, 4.80, '2017-06-01', FALSE, 'Colours: sand, slate; moss'),
    (7, 'TAB-0202', 'Dinner Plate "Fjord"', 6, 2, 17.90, 6.10, '2017-06-01', FALSE, NULL),
    (8, 'TAB-0203', 'Tumbler 300 ml', 6, 4, 6.75, 1.95, '2020-01-10', FALSE, 'Recycled glass'),
    (9, 'TAB-0204', 'Carafe 1 l', 6, 4, 24.00, 8.35, '2020-01-10', FALSE, NULL),
    (10, 'TAB-0205', 'Espresso Cup', 6, 2, 9.25, 3.10, '2022-08-01', FALSE, 'Holds 80 ml; it''s stackable'),
    (11, 'LIT-0301', 'Paper Lantern 45 cm', 7, 6, 32.00, 9.90, '2019-11-11', FALSE, '紙の灯り'),
    (12, 'LIT-0302', 'Desk Lamp "Heron"', 7, 6, 98.00, 41.50, '2020-10-05', FALSE, NULL),
    (13, 'LIT-0303', 'LED Bulb E27, 6 W', 7, 6, 7.95, 2.20, '2020-10-05', FALSE, '2700 K'),
    (14, 'LIT-0304', 'Outdoor String Lights 10 m', 7, 6, 44.90, 17.60, '2023-04-01', FALSE, NULL),
    (15, 'TEX-0401', 'Linen Tablecloth 150x250', 8, 3, 76.00, 33.30, '2018-05-05', FALSE, '100% linen'),
    (16, 'TEX-0402', 'Linen Napkins, set of 4', 8, 3, 28.50, 10.40, '2018-05-05', FALSE, NULL),
    (17, 'TEX-0403', 'Wool Throw', 8, 3, 110.00, 58.20, '2021-09-01', FALSE, 'Shepherd''s check'),
    (18, 'TEX-0404', 'Cushion Cover 50x50', 8, 3, 22.00, 7.70, '2021-09-01', FALSE, NULL),
    (19, 'PLT-0501', 'Olive Tree, 120 cm', 9, 5, 85.00, 39.00, '2016-03-01', FALSE, 'Not frost-hardy below -7'),
    (20, 'PLT-0502', 'Lavender, 2 l pot', 9, 5, 8.50, 2.75, '2016-03-01', FALSE, NULL),
    (21, 'PLT-0503', 'Boston Fern', 9, 5, 16.90, 6.00, '2019-04-12', FALSE, 'Water weekly -- or more'),
    (22, 'SEE-0601', 'Wildflower Mix 50 g', 11, 5, 4.95, 1.10, '2016-03-01', FALSE, NULL),
    (23, 'SEE-0602', 'Tulip Bulbs, bag of 25', 11, 5, 11.50, 4.05, '2017-09-01', FALSE, 'Plant Oct/Nov'),
    (24, 'TOO-0701', 'Hand Trowel', 10, 7, 18.75, 7.45, '2018-03-03', FALSE, 'Ash handle'),
    (25, 'TOO-0702', 'Secateurs', 10, 7, 42.00, 18.80, '2018-03-03', FALSE, NULL),
    (26, 'TOO-0703', 'Watering Can 9 l', 10, 7, 36.50, 14.00, '2018-03-03', FALSE, 'Zinc; "old style" rose'),
    (27, 'TOO-0704', 'Garden Twine 100 m', 10, 7, 5.60, 1.35, '2019-02-02', FALSE, NULL),
    (28, 'GIF-0801', 'Gift Card 50', 12, 1, 50.00, 50.00, '2015-01-05', FALSE, 'No margin'),
    (29, 'LIT-0399', 'Oil Lamp (recalled)', 7, 6, 27.00, 13.10, '2016-10-01', TRUE, 'Recalled 2019; do not sell'),
    (30, 'TOO-0799', 'Robot Mower "Ewe"', 10, 7, 899.00, 610.00, '2025-09-01', FALSE, 'Pre-launch');
