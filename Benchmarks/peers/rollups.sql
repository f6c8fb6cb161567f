-- The roll-ups of a database that had no line before, for programs that do not add up while they read.
INSERT INTO charge
SELECT provider_id, contract_id, billing_month, currency, buyer_id, issued_on,
       coalesce(service_from, -1000000), coalesce(service_to, -1000000), charge_category,
       invoice.recorded_by, sum(amount_units >> 32), sum(amount_units & 4294967295), count(*)
FROM invoice_line
JOIN invoice ON invoice.id = invoice_row_id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
INSERT INTO spend_month
SELECT provider_id, contract_id, billing_month, currency, buyer_id, max(issued_on),
       sum(amount_high * (charge_category <> 'Tax')), sum(amount_low * (charge_category <> 'Tax')),
       sum(line_count * (charge_category <> 'Tax')), sum(amount_high * (charge_category = 'Tax')),
       sum(amount_low * (charge_category = 'Tax')), sum(line_count * (charge_category = 'Tax'))
FROM charge
GROUP BY 1, 2, 3, 4, 5;
