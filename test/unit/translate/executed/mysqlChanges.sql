-- A statement that changes rows and the query that shows them, a line each; as mysqlQueries.sql otherwise.
INSERT INTO ord (id, emp, qty) VALUES (1, 5, 99) ON DUPLICATE KEY UPDATE qty = VALUES(qty) + qty, emp = 7; SELECT * FROM ord
INSERT INTO ord (id, emp, qty) VALUES (1, 5, 99), (70, 1, 1) ON DUPLICATE KEY UPDATE qty = VALUES(qty), item = concat(item, '!'); SELECT * FROM ord
INSERT INTO ord (id, qty) SELECT id, id * 2 FROM emp ON DUPLICATE KEY UPDATE qty = ord.qty + VALUES(qty); SELECT id, qty FROM ord
REPLACE INTO ord (id, emp) VALUES (1, 5), (77, 6); SELECT * FROM ord
REPLACE INTO ord VALUES (2, 9, 'new', 1, 1.5, '2024-05-05 05:05:05'); SELECT * FROM ord
INSERT IGNORE INTO ord (id, emp) VALUES (1, 5), (78, 6); SELECT * FROM ord
INSERT INTO ord SET id = 80, item = 'x', qty = 3 + 4; SELECT * FROM ord WHERE id = 80
INSERT INTO ord (id, qty, price) SELECT id + 100, id / 2, salary / 3 FROM emp; SELECT id, qty, price FROM ord WHERE id > 100
INSERT INTO ord (id, qty, price, placed) VALUES (90, '12', '1.5', '2024-1-5'), (91, 2.5, 1.0005, '20240105101112'), (92, 3.5, 7, DATE '2024-02-03'); SELECT id, qty, price, placed FROM ord WHERE id >= 90
INSERT INTO num (i, n, d, u) VALUES (1, 1 / 3, 0.25, 7 / 2), (-1.5, 2.00005, '3.5', 2.5); SELECT i, n, d, u FROM num WHERE i IN (1, -1, -2)
UPDATE ord SET qty = qty / 3; SELECT id, qty FROM ord
UPDATE ord SET qty = qty / 4, price = price / 3 WHERE qty IS NOT NULL; SELECT id, qty, price FROM ord
[!DWM-QRY-002] UPDATE ord SET qty = qty + 1, item = concat(item, '-', qty) WHERE id > 1 AND qty; SELECT id, qty FROM ord
UPDATE ord o JOIN emp e ON e.id = o.emp SET o.price = e.salary, o.qty = o.qty + 1 WHERE e.id < 3; SELECT * FROM ord
UPDATE ord, emp SET ord.qty = emp.id WHERE emp.id = ord.emp; SELECT id, qty FROM ord
UPDATE ord o LEFT JOIN emp e ON e.id = o.emp SET o.item = ifnull(e.name, 'gone'); SELECT id, item FROM ord
UPDATE emp SET hired = hired + INTERVAL 1 MONTH, salary = salary * 1.1, active = NOT active; SELECT id, hired, salary, active FROM emp
UPDATE emp SET note = concat(id / 4), bonus = salary / 8, code = left(name, 2); SELECT id, note, round(bonus, 9), code FROM emp
UPDATE emp SET boss = '3', salary = '12.345', hired = '2024/2/3', active = '1' WHERE id = 2; SELECT boss, salary, hired, active FROM emp WHERE id = 2
UPDATE emp SET salary = (SELECT avg(price) FROM ord) WHERE id = 1; SELECT id, salary FROM emp
UPDATE emp SET salary = salary + 1 WHERE id IN (SELECT emp FROM ord WHERE qty > 5); SELECT id, salary FROM emp
DELETE o FROM ord o JOIN emp e ON e.id = o.emp WHERE e.id = 2; SELECT id FROM ord
DELETE FROM ord WHERE qty; SELECT id FROM ord
DELETE FROM ord WHERE qty = '7' OR item IS NULL; SELECT id FROM ord
DELETE FROM emp WHERE id NOT IN (SELECT emp FROM ord); SELECT id FROM emp
DELETE FROM ord USING ord JOIN emp ON emp.id = ord.emp WHERE emp.salary > 4000; SELECT id FROM ord
DELETE FROM tim WHERE d < '2021-01-01' OR d = 20240131; SELECT k FROM tim
TRUNCATE TABLE ord; SELECT count(*) FROM ord
