USE [RetailDW]
GO
SET NOCOUNT ON
GO
-- Names as the customers write them; don't "fix" the accents.
SET IDENTITY_INSERT [sales].[customer] ON
GO
INSERT INTO [sales].[customer] ([customer_id], [first_name], [last_name], [email], [phone], [city], [country_code], [loyalty_tier], [signup_date], [birth_date], [credit_balance], [marketing_opt_in], [notes]) VALUES
    (1, 'Aoife', 'O''Brien', 'aoife.obrien@example.ie', '+353 555 1037', 'Dublin', 'IE', 'NONE', '2023-10-28', '1983-05-17', 0.00, 1, 'Said: "don''t ring before 9; ever"'),
    (2, 'Cian', N'Ó Súilleabháin', 'cian.osuilleabhain@example.ie', '+353 555 1074', 'Dublin', 'IE', 'BRONZE', '2020-01-16', '1970-01-28', 0.00, 1, NULL),
    (3, 'Niamh', 'Fitzgerald', 'niamh.fitzgerald@example.ie', '+353 555 1111', 'Bray', 'IE', 'GOLD', '2021-07-08', NULL, 0.00, 0, NULL),
    (4, 'Padraig', 'Mac Giolla', 'padraig.macgiolla@example.ie', '+353 555 1148', 'Galway', 'IE', 'BRONZE', '2023-11-19', '1956-02-21', -53.15, 1, NULL),
    (5, N'Søren', N'Højgaard', 'soren.hojgaard@example.com', '+45 555 1185', N'København', 'DK', 'NONE', '2019-07-03', '1961-08-28', 0.00, 1, 'Prefers e-mail -- no calls'),
    (6, 'Freja', N'Nørskov', 'freja.norskov@example.com', NULL, 'Roskilde', 'DK', 'BRONZE', '2020-11-28', '1975-12-17', 0.00, 0, NULL),
    (7, N'Inês', N'Conceição', 'ines.conceicao@example.com', '+351 555 1259', 'Porto', 'PT', 'NONE', '2021-03-23', '1988-10-14', 0.00, 1, NULL),
    (8, N'João', N'Guimarães', 'joao.guimaraes@example.com', '+351 555 1296', 'Braga', 'PT', 'BRONZE', '2021-12-17', '1987-04-12', -42.35, 1, NULL),
    (9, N'Łukasz', N'Żmuda', 'lukasz.zmuda@example.com', '+48 555 1333', N'Kraków', 'PL', 'GOLD', '2020-08-23', '1983-10-16', 0.00, 0, 'Faktura VAT; NIP on file'),
    (10, N'Świętosława', N'Bąk', 'swietoslawa.bak@example.com', '+48 555 1370', N'Tarnów', 'PL', 'BRONZE', '2019-02-15', NULL, 0.00, 1, NULL),
    (11, N'Zoë', 'Van der Meer', 'zoe.vandermeer@example.com', '+44 555 1407', 'Delft', 'NL', 'SILVER', '2023-10-24', '1959-03-30', 0.00, 1, NULL),
    (12, N'François', N'L''Écuyer', 'francois.lecuyer@example.com', NULL, 'Rennes', 'FR', 'GOLD', '2023-03-21', '1999-04-15', 37.63, 0, NULL),
    (13, N'花子', N'高梨', 'c13.x13@example.com', '+44 555 1481', N'京都', 'JP', 'SILVER', '2022-06-11', '1967-10-23', 0.00, 1, N'電話は午後のみ'),
    (14, 'Giulia', 'D''Amico', 'giulia.damico@example.com', '+44 555 1518', 'Lecce', 'IT', 'GOLD', '2022-11-28', '1985-04-20', 0.00, 1, 'Wants the shop''s catalogue /* printed */'),
    (15, 'Sean', 'O''Dowd', 'sean.odowd@example.ie', '+353 555 1555', 'Sligo', 'IE', 'NONE', '2022-09-25', '1958-11-28', 0.00, 0, NULL),
    (16, 'Maeve', 'Kilbride', 'maeve.kilbride@example.ie', '+353 555 1592', 'Galway', 'IE', 'NONE', '2021-08-27', '2001-03-23', -43.39, 1, NULL),
    (17, N'Tomás', 'de Burca', 'tomas.deburca@example.ie', '+353 555 1629', 'Athlone', 'IE', 'NONE', '2020-03-23', NULL, 0.00, 1, NULL),
    (18, 'Liv', 'Aagaard', 'liv.aagaard@example.com', NULL, 'Aarhus', 'DK', 'GOLD', '2021-08-03', '1985-01-19', 0.00, 0, NULL),
    (19, N'Bjørn', 'Skovlund', 'bjorn.skovlund@example.com', '+45 555 1703', N'Helsingør', 'DK', 'NONE', '2020-04-23', '1972-07-28', 0.00, 1, NULL),
    (20, 'Rui', 'Peixoto', 'rui.peixoto@example.com', '+351 555 1740', 'Porto', 'PT', 'BRONZE', '2023-05-20', '1974-01-13', -26.16, 1, NULL),
    (21, 'Marta', 'Figueira', 'marta.figueira@example.com', '+351 555 1777', N'Guimarães', 'PT', 'NONE', '2019-05-23', '1985-11-24', 0.00, 0, NULL),
    (22, 'Kasia', N'Wiśniowska', 'kasia.wisniowska@example.com', '+48 555 1814', N'Kraków', 'PL', 'NONE', '2023-03-06', '1982-07-28', 0.00, 1, NULL),
    (23, N'Jędrzej', 'Sowa', 'jedrzej.sowa@example.com', '+48 555 1851', N'Nowy Sącz', 'PL', 'GOLD', '2022-08-01', '1963-04-02', 0.00, 1, NULL),
    (24, N'Jürgen', N'Weißgerber', 'jurgen.weissgerber@example.com', NULL, N'München', 'DE', 'NONE', '2019-03-26', NULL, 37.57, 0, N'Rechnung an Büro; Lieferung privat'),
    (25, 'Anneliese', N'Groß', 'anneliese.gross@example.com', '+44 555 1925', 'Passau', 'DE', 'GOLD', '2023-04-04', '1981-10-16', 0.00, 1, NULL),
    (26, N'Ítalo', N'Nuñez', 'italo.nunez@example.com', '+44 555 1962', 'Vigo', 'ES', 'BRONZE', '2023-06-01', '1963-12-06', 0.00, 1, NULL),
    (27, 'Deirdre', N'Ní Chonaill', 'deirdre.nichonaill@example.ie', '+353 555 1999', 'Galway', 'IE', 'BRONZE', '2022-05-17', '2003-01-17', 0.00, 0, NULL),
    (28, 'Ronan', 'Tighe', 'ronan.tighe@example.ie', '+353 555 2036', 'Dublin', 'IE', 'GOLD', '2022-12-16', '1987-04-21', 42.03, 1, NULL),
    (29, 'Orla', 'McArdle', 'orla.mcardle@example.ie', '+353 555 2073', 'Dundalk', 'IE', 'SILVER', '2023-10-04', '1964-09-30', 0.00, 1, NULL),
    (30, 'Eoin', 'Prendergast', 'eoin.prendergast@example.ie', NULL, 'Dublin', 'IE', 'SILVER', '2020-10-19', '1981-12-31', 0.00, 0, NULL),
    (31, 'Signe', N'Bækgaard', 'signe.baekgaard@example.com', '+45 555 2147', N'København', 'DK', 'SILVER', '2024-04-21', NULL, 0.00, 1, NULL),
    (32, 'Duarte', N'Sá', 'duarte.sa@example.com', '+351 555 2184', 'Matosinhos', 'PT', 'BRONZE', '2022-03-25', '1967-10-17', 86.32, 1, NULL),
    (33, 'Zofia', N'Gęsiarz', 'zofia.gesiarz@example.com', '+48 555 2221', N'Kraków', 'PL', 'GOLD', '2022-01-10', '1971-11-15', 0.00, 0, NULL),
    (34, 'Yusuf', N'Çelikkol', 'yusuf.celikkol@example.com', '+44 555 2258', N'İzmir', 'TR', 'GOLD', '2024-04-01', '1965-09-02', 0.00, 1, NULL),
    (35, 'Nikolaj', 'Friis', 'nikolaj.friis@example.com', '+45 555 2295', 'Gentofte', 'DK', 'NONE', '2024-04-01', '1963-01-18', 0.00, 1, NULL),
    (36, N'Bríd', 'O''Malley-Quinn', NULL, NULL, 'Westport', 'IE', 'BRONZE', '2024-05-04', '1975-07-23', -19.08, 0, 'Moved; old address: 4 St. Patrick''s Tce.'),
    (37, 'Test', 'Account; ignore', 'test.account@example.ie', '+353 555 2369', NULL, 'IE', 'GOLD', '2021-09-12', '1976-07-06', 0.00, 1, 'INSERT test; DELETE me; it''s fine'),
    (38, N'Ελένη', N'Μαυρίδου', 'c38.x38@example.com', '+44 555 2406', N'Πάτρα', 'GR', 'NONE', '2022-06-07', NULL, 0.00, 1, NULL),
    (39, 'Wren', 'Ashdown', 'wren.ashdown@example.com', '+44 555 2443', 'Leeds', 'GB', 'NONE', '2025-03-11', '1963-06-21', 0.00, 0, NULL),
    (40, 'Conor', 'Doyle', 'conor.doyle@example.ie', '+353 555 2480', 'Dublin', 'IE', 'NONE', '2025-04-11', '1981-12-08', 46.65, 1, NULL);
GO
SET IDENTITY_INSERT [sales].[customer] OFF
GO
INSERT INTO [dbo].[employee] ([employee_id], [manager_id], [store_id], [full_name], [job_title], [hired_on], [salary]) VALUES
    (1, NULL, NULL, 'Fionnuala Brady', 'Managing Director', '2011-06-01', 118000.00),
    (2, 1, NULL, 'Henrik Dahlgaard', 'Regional Manager', '2017-02-13', 74500.00),
    (3, 1, NULL, N'Sorcha Ní Fhloinn', 'Regional Manager', '2013-08-05', 77250.00),
    (4, 3, 1, 'Declan O''Rourke', 'Store Manager', '2012-02-20', 52000.00),
    (5, 3, 2, 'Aisling Byrne', 'Store Manager', '2016-07-18', 49800.00),
    (6, 3, 3, N'Micheál Conneely', 'Store Manager', '2014-04-14', 48500.50),
    (7, 2, 4, N'Astrid Kjærgaard', 'Store Manager', '2018-10-01', 56100.00),
    (8, 2, 5, N'Beatriz Falcão', 'Store Manager', '2021-03-15', 33400.00),
    (9, 2, 6, N'Paweł Dziób', 'Store Manager', '2022-09-05', 31250.75),
    (10, 4, 1, N'Róisín Kehoe', 'Sales Associate', '2019-05-06', 31000.00),
    (11, 4, 1, 'Marek Lis', 'Sales Associate', '2020-11-23', 30250.00),
    (12, 5, 2, 'Ciara Nugent', 'Sales Associate', '2018-01-29', 31500.00),
    (13, 6, 3, N'Dáithí Lally', 'Sales Associate', '2021-06-14', 29800.00),
    (14, 7, 4, N'Emil Rønne', 'Sales Associate', '2019-03-11', 36900.00),
    (15, 8, 5, N'Tiago Brandão', 'Sales Associate', '2021-04-19', 21300.00),
    (16, 9, 6, N'Hania Pióro', 'Sales Associate', '2022-10-03', 20950.00),
    (17, 3, 7, N'Sinéad D''Arcy', 'Web Shop Lead', '2015-01-05', 46000.00);
GO
