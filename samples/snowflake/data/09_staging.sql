USE DATABASE RETAIL_DW;

-- raw feed, "as is"; the supplier's typos included

INSERT INTO stg.web_event (event_id, source_system, event_type, payload, received_at) VALUES
    (5000, 'site', 'page_view', '{"page":"/sale","tags":["promo","autumn"],"note":"it''s 10% off; hurry"}', '2024-10-01 06:00:00'),
    (5001, 'site', 'page_view', '{"page":"/plants/olive-tree","tags":["garden"]}', '2024-10-18 06:13:00'),
    (5002, 'app', 'add_to_cart', '{"sku":"PLT-0501","qty":1,"tags":["garden","cart"]}', '2024-11-04 06:26:00'),
    (5003, 'app', 'page_view', '{"page":"/","tags":[]}', '2024-11-21 06:39:00'),
    (5004, 'site', 'search', '{"q":"søren''s lamp; paper","tags":["search","lighting"]}', '2024-12-08 06:52:00'),
    (5005, 'site', 'search', '{"q":"カップ","tags":["search"]}', '2024-12-25 07:05:00'),
    (5006, 'app', 'checkout', '{"order_id":1012,"tags":["cart","checkout"]}', '2025-01-11 07:18:00'),
    (5007, 'site', 'checkout', '{"order_id":1022,"tags":["checkout"]}', '2025-01-28 07:31:00'),
    (5008, 'mail', 'open', '{"campaign":"YULE5","tags":["promo","mail"]}', '2025-02-14 07:44:00'),
    (5009, 'mail', 'open', '{"campaign":"WINTER25","tags":["promo","mail","clearance"]}', '2025-03-03 07:57:00'),
    (5010, 'mail', 'bounce', '{"campaign":"WINTER25","reason":"mailbox full; retry"}', '2025-03-20 08:10:00'),
    (5011, 'site', 'page_view', '{"page":"/returns","tags":["help"]}', '2025-04-06 08:23:00'),
    (5012, 'app', 'review', '{"sku":"TEX-0403","stars":5,"text":"Warm -- lovely /* really */","tags":["review","textiles"]}', '2025-04-23 08:36:00'),
    (5013, 'app', 'review', '{"sku":"LIT-0303","stars":-1,"text":"won''t fit","tags":["review","lighting"]}', '2025-05-10 08:49:00'),
    (5014, 'site', 'ping', NULL, '2025-05-27 09:02:00');

INSERT INTO stg.price_update (sku, new_price_txt, effective_txt, source_file, remark) VALUES
    ('KIT-0101', '134.00', '20250801', 'prices_2025_q3.csv', NULL),
    ('KIT-0102', '56.00', '20250801', 'prices_2025_q3.csv', NULL),
    ('TAB-0203', ' 7.10 ', '20250801', 'prices_2025_q3.csv', 'padded'),
    ('tab-0204', '25.50', '20250815', 'prices_2025_q3.csv', 'lower case sku'),
    ('LIT-0303', 'n/a', '20250815', 'prices_2025_q3.csv', 'supplier didn''t say; ask'),
    ('PLT-0502', '9.00', '20250901', 'prices_2025_q3.csv', NULL),
    ('SEE-0601', '4.75', '20250901', 'prices_2025_q3.csv', NULL),
    ('TOO-0704', '5.95', NULL, 'buyer''s list.xlsx', 'no date given'),
    ('TOO-0702', '41.00', '20250715', 'buyer''s list.xlsx', NULL),
    ('XXX-9999', '1.00', '20250715', 'buyer''s list.xlsx', 'unknown sku'),
    ('TEX-0403', '-5.00', '20250715', 'buyer''s list.xlsx', 'typo? negative');
