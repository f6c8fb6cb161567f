-- Figures of revenue that their source tells apart by an id of its own: two of one organization, period,
-- basis and day are two figures then.

ALTER TABLE revenue ADD COLUMN figure_id TEXT CHECK (figure_id <> '');

DROP INDEX revenue_key;
CREATE UNIQUE INDEX revenue_key
    ON revenue (organization_id, period_start, period_end, basis, coalesce(as_of, ''),
                coalesce(figure_id, ''))
    WHERE ended_by IS NULL;

DROP VIEW revenue_figures;
CREATE VIEW revenue_figures AS
SELECT organization.slug AS organization, revenue.period_start, revenue.period_end,
       revenue.currency,
       iif(amount_units < 0, '-', '') || rtrim((abs(amount_units) / factor) || '.'
           || substr(printf('%0*d', scale, abs(amount_units) % factor), 1, minor_digits)
           || rtrim(substr(printf('%0*d', scale, abs(amount_units) % factor),
                           minor_digits + 1), '0'), '.') AS amount,
       revenue.amount_units, revenue.basis, revenue.as_of, revenue.figure_id, revenue.source,
       revenue.confidence, revenue.notes,
       coalesce(revenue.restored_from, revenue.recorded_by) AS import,
       revenue.recorded_line AS line
FROM revenue
JOIN currency_factor ON currency_factor.code = revenue.currency
JOIN live_organization AS organization
    ON organization.organization_id = revenue.organization_id
WHERE revenue.ended_by IS NULL;
