SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Region 6 isn't open yet; that's why it has no store.

INSERT INTO ref.region (region_id, region_code, region_name, country_code, is_active) VALUES
    (1, 'IE-E', 'Leinster & the East', 'IE', true),
    (2, 'IE-W', 'Connacht', 'IE', true),
    (3, 'DK-H', 'Hovedstaden (København)', 'DK', true),
    (4, 'PT-N', 'Norte', 'PT', true),
    (5, 'PL-M', 'Małopolska', 'PL', true),
    (6, 'DE-B', 'Bayern; planned for 2026', 'DE', false);

INSERT INTO sales.store (store_id, store_code, store_name, region_id, opened_on, closed_on, floor_area_sqm, latitude, longitude) VALUES
    (1, 'DUB1', 'Juniper Row Smithfield', 1, '2012-03-16', NULL, 840.50, 53.347800, -6.278400),
    (2, 'DUB2', 'Juniper Row Dún Laoghaire', 1, '2016-09-02', NULL, 415.00, 53.294400, -6.133900),
    (3, 'GAL1', 'Juniper Row Galway, Shop ''n'' Garden', 2, '2014-05-23', NULL, 610.25, 53.270700, -9.056800),
    (4, 'CPH1', 'Juniper Row Nørrebro', 3, '2018-11-08', NULL, 502.00, 55.699000, 12.549700),
    (5, 'OPO1', 'Juniper Row Porto - Cedofeita', 4, '2021-04-30', NULL, 388.75, 41.154600, -8.621300),
    (6, 'KRK1', 'Juniper Row Kraków Podgórze', 5, '2022-10-14', NULL, 455.00, 50.043300, 19.951100),
    (7, 'WEB1', 'Juniper Row Online', 1, '2015-01-05', NULL, 1.00, NULL, NULL),
    (8, 'GAL0', 'Galway Pop-up (closed; lease ended)', 2, '2013-11-01', '2014-01-31', 64.00, 53.272900, -9.053100);

INSERT INTO ref.category (category_id, parent_category_id, category_name, sort_order) VALUES
    (1, NULL, 'Home', 10),
    (2, NULL, 'Garden', 20),
    (3, 1, 'Kitchen', 11),
    (4, 1, 'Living', 12),
    (5, 3, 'Cookware', 111),
    (6, 3, 'Tableware', 112),
    (7, 4, 'Lighting', 121),
    (8, 4, 'Textiles', 122),
    (9, 2, 'Plants', 21),
    (10, 2, 'Garden Tools', 22),
    (11, 9, 'Seeds & Bulbs', 211),
    (12, NULL, 'Gift Cards', -1);

INSERT INTO ref.supplier (supplier_id, supplier_name, contact_name, country_code, lead_time_days, terms) VALUES
    (1, 'O''Hara & Daughters Ironworks', 'Gráinne O''Hara', 'IE', 14, 'Net 30; 2% if paid in 10 days'),
    (2, 'Brandt Keramik ApS', 'Mette Brandt', 'DK', 21, NULL),
    (3, 'Linho do Minho, Lda.', 'Inês Magalhães', 'PT', 28, 'Net 45'),
    (4, 'Szkło Wisła', 'Łucja Wrona', 'PL', 18, 'Prepaid'),
    (5, 'Hazel Hollow Nurseries', NULL, 'IE', 5, 'Cash on delivery'),
    (6, '北灯 Lamps', '佐伯 澄江', 'JP', 60, 'Letter of credit'),
    (7, 'Nordlys Tool Works', 'Ásgeir Þórsson', 'IS', 35, 'Net 60 -- don''t chase before day 75');
