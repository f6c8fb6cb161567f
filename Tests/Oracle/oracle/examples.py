"""Small books with the figures that the definitions give in words: what the oracle itself is held
to.

Each example is (name, files as CSV, as-of day, report, table, key, cells). `run` looks at the
oracle and at the program.
"""

import csv
import io
from datetime import date

from .facts import Import

ORDER = ["providers", "contracts", "events", "fees", "commitments", "capacity", "deliveries",
         "invoices", "payments", "revenue", "prices", "termination-fees", "sla", "outages", "fx"]
PEOPLE = "slug,name,kind\np,P,provider\nb,B,buyer\n"


def book(files):
    """The imports of an example."""
    files = {"providers": PEOPLE, **files}
    return [Import(kind, list(csv.DictReader(io.StringIO(files[kind])))) for kind in ORDER
            if kind in files]


def contract(columns, values):
    return f"provider,reference,buyer,currency,{columns}\np,C,b,USD,{values}\n"


INVOICE = "provider,number,contract,billing_month,issued_on,currency,total"

RATE = "day,base,quote,rate\n"

# A day on which a book with one contract in dollars is asked for in euros.
EURO_DAY = "2026-04-03"

EXAMPLES = [
    ("notice sixty days before the year ends is laid out by days", {
        "contracts": contract("effective_on,notice_days,notice_by", "2026-01-01,60,buyer"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2027-12,100\n"},
     "2026-11-28", "obligations", "rows", ("C",),
     {"year_1": "113.33", "year_2": "86.67", "total": "200.00", "exit_on": "2027-01-27"}),
    ("sixty days from the first of January are the fees of January and February", {
        "contracts": contract("effective_on,notice_days,notice_by", "2026-01-01,60,buyer"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-01,100\n"
                "C,2026-02,2027-12,1000000\n"},
     "2026-01-01", "exposure", "exits", ("C", "convenience"), {"fees": "1000100.00"}),
    ("a notice that was given sets the exit", {
        "contracts": contract("effective_on,ends_on,notice_days,notice_by",
                              "2025-07-01,2028-06-30,90,either"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2025-07,2028-06,100000\n",
        "events": "contract,occurred_on,kind,summary\nC,2026-09-01,notice,Notice\n"},
     "2026-11-23", "exposure", "rows", ("C",), {"exit_on": "2026-11-30",
                                                "exit_kind": "notice given"}),
    ("a renewal notice is no early exit", {
        "contracts": contract("effective_on,ends_on,renewal_notice_days,auto_renewal_months",
                              "2026-01-01,2026-12-31,60,12"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-12,100\n"},
     "2026-08-01", "obligations", "rows", ("C",), {"total": "500.00", "exit_on": "2027-01-01"}),
    ("a shortfall that is assessed stays owed", {
        "contracts": contract("effective_on,ends_on", "2025-01-01,2027-12-31"),
        "commitments": "contract,from,to,kind,minimum,interval\n"
                       "C,2025-01-01,2025-12-31,spend,1000,year\n",
        "invoices": INVOICE + ",amount,service_from,service_to\n"
                    "p,1,C,2025-12,2026-01-01,USD,400,400,2025-01-01,2025-12-31\n"},
     "2026-02-10", "obligations", "rows", ("C",), {"total": "600.00", "year_1": "600.00"}),
    ("a contract without fees has nothing that is unbilled or prepaid", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,400\n"},
     "2026-02-10", "unbilled", "rows", ("C", "2026-01"), {"billed": "400.00", "prepaid": None}),
    ("what is billed for later days is not applied", {
        "contracts": contract("effective_on", "2026-01-01"),
        "commitments": "contract,from,to,kind,minimum,interval\n"
                       "C,2026-01-01,2026-03-31,spend,300,quarter\n",
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,50\n"
                              "p,2,C,2026-04,2026-05-01,USD,250\n"},
     "2026-06-30", "commitments", "rows", ("C", "build up"),
     {"applied_to_date": "50.00", "remaining": "250.00"}),
    ("every day without a charge is projected", {
        "contracts": contract("effective_on", "2026-01-01"),
        "commitments": "contract,from,to,kind,minimum,interval\n"
                       "C,2026-01-01,2026-12-31,spend,1200,year\n",
        "invoices": INVOICE + "\np,01,C,2026-01,2026-01-28,USD,100\n"
                              "p,02,C,2026-02,2026-02-28,USD,100\n"
                              "p,06,C,2026-06,2026-06-28,USD,100\n"},
     "2026-07-10", "commitments", "intervals", ("C", "2026-01-01"),
     {"projected": "1230.34", "shortfall": "0.00"}),
    ("only the pool that runs can still be lost", {
        "contracts": contract("effective_on,ends_on,notice_days,notice_by",
                              "2026-01-01,2026-12-31,30,buyer"),
        "commitments": "contract,from,to,kind,minimum,interval,draw\n"
                       "C,2026-01-01,2026-12-31,spend,100,quarter,burn_down\n",
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-12,0\n"},
     "2026-10-15", "exposure", "exits", ("C", "convenience"), {"prepaid_forfeited": "100.00"}),
    ("fees end with the contract", {
        "contracts": contract("effective_on,ends_on", "2026-01-01,2026-01-31"),
        "fees": "contract,from_month,monthly_fee\nC,2026-01,100\n",
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,100\n"},
     "2026-04-10", "spend-contract", "rows", ("C", "USD"),
     {"amount": "100.00", "missing_invoices": 0}),
    ("a month whose last day it is, is over", {
        "contracts": contract("effective_on", "2026-01-01"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-01,100\n"},
     "2026-01-31", "spend-contract", "rows", ("C", "USD"), {"missing_invoices": 1}),
    ("more than was promised makes up for no other day", {
        "contracts": contract("effective_on,ends_on", "2026-01-01,2026-12-31"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-04,2026-04,3000\n",
        "capacity": "contract,tranche,accelerator,accelerator_count,due_on\n"
                    "C,A,H100,10,2026-04-01\n",
        "deliveries": "provider,contract,tranche,accelerator,accelerator_count,delivered_on,"
                      "status\np,C,A,H100,20,2026-04-16,delivered\n"},
     "2026-05-10", "unbilled", "rows", ("C", "2026-04"),
     {"delivered_value": "1500.00", "delivered_share": "0.500000"}),
    ("before a commitment begins nothing is applied", {
        "contracts": contract("effective_on", "2028-01-01"),
        "commitments": "contract,from,to,kind,minimum,interval\n"
                       "C,2028-01-01,2028-03-31,spend,300,quarter\n"},
     "2026-01-10", "commitments", "rows", ("C", "build up"),
     {"required_per_month": "100.00", "applied_to_date": "0.00", "months_left": 3}),
    ("a percentage of no fees is 0", {
        "contracts": contract("effective_on,notice_days,notice_by", "2026-01-01,30,buyer"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-03,100\n",
        "termination-fees": "contract,from,remaining_percent\nC,2026-01-01,10\n"},
     "2026-06-10", "obligations", "rows", ("C",), {"total": "0.00", "exit_on": "2026-07-10"}),
    ("a percentage is of fees up to the contract's last day", {
        "contracts": contract("effective_on,ends_on,notice_days,notice_by",
                              "2026-01-01,2026-06-01,30,buyer"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-12,100\n",
        "termination-fees": "contract,from,remaining_percent\nC,2026-01-01,100\n"},
     "2026-04-01", "exposure", "exits", ("C", "convenience"), {"termination_fee": "103.33"}),
    ("credits never exceed the fee of their month", {
        "contracts": contract("effective_on", "2026-01-01"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-12,1000\n",
        "capacity": "contract,tranche,accelerator,accelerator_count,due_on\n"
                    "C,A,H100,10,2026-12-01\n",
        "sla": "contract,below,credit\nC,99.9,100\n",
        "outages": "contract,tranche,from,to\nC,A,2026-03-03T00:00Z,2026-03-05T00:00Z\n"
                   "C,,2026-03-07T00:00Z,2026-03-09T00:00Z\n"},
     "2026-05-10", "credits", "months", ("C", "2026-03"), {"owed": "1000.00"}),
    ("parts of a fee add up where one part is not due", {
        "contracts": contract("effective_on", "2026-01-01"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-12,1000\n",
        "capacity": "contract,tranche,accelerator,accelerator_count,due_on\n"
                    "C,A,H100,10,2026-12-01\nC,B,H100,10,2026-01-01\n",
        "sla": "contract,below,credit\nC,99.9,100\n",
        "outages": "contract,tranche,from,to\nC,A,2026-03-03T00:00Z,2026-03-05T00:00Z\n"
                   "C,B,2026-03-07T00:00Z,2026-03-09T00:00Z\n"},
     "2026-05-10", "credits", "months", ("C", "2026-03"), {"owed": "1000.00"}),
    ("year and nine months give the fourth quarter", {
        "contracts": contract("effective_on", "2025-01-01"),
        "invoices": INVOICE + "\np,1,C,2025-10,2025-11-01,USD,3900\n",
        "revenue": "organization,period_start,period_end,currency,amount,basis\n"
                   "b,2025-01-01,2025-12-31,USD,130000,reported\n"
                   "b,2025-01-01,2025-09-30,USD,91000,reported\n"},
     "2026-02-10", "ratio-buyer-quarter", "rows", ("b", "2025Q4", "USD"),
     {"revenue": "39000.00", "share": "0.100000"}),
    ("tax is no spend", {
        "contracts": contract("effective_on", "2025-01-01"),
        "invoices": INVOICE + ",line_no,amount,charge_category\n"
                    "p,1,C,2025-01,2025-02-01,USD,110,1,100,Usage\n"
                    "p,1,C,2025-01,2025-02-01,USD,110,2,10,Tax\n",
        "revenue": "organization,period_start,currency,amount,basis\n"
                   "b,2025-01,USD,1000,reported\n"},
     "2025-02-10", "ratio-buyer-month", "rows", ("b", "2025-01", "USD"), {"share": "0.100000"}),
    ("what credits exceed costs nothing to leave", {
        "contracts": contract("effective_on,notice_days,notice_by", "2026-01-01,0,buyer"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-12,1000\n",
        "sla": "contract,below,credit\nC,99.9,10\n",
        "outages": "contract,from,to\nC,2026-03-03T00:00Z,2026-03-05T00:00Z\n"},
     "2026-05-10", "exposure", "exits", ("C", "convenience"),
     {"credits_due": "100.00", "amount": "0.00"}),
    ("an average rate is one over the mean, not the mean of ones over rates", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,100\n",
        "fx": RATE + "2026-01-05,EUR,USD,1\n2026-01-06,EUR,USD,1.5\n"},
     EURO_DAY, "spend-billed-average:month", "rows", ("2026-01", "EUR"), {"amount": "80.00"}),
    ("a closing rate may be seven days older than its month's end", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,100\n",
        "fx": RATE + "2026-01-24,EUR,USD,1.25\n2026-01-20,EUR,USD,1.5\n"},
     EURO_DAY, "spend-billed-closing:month", "rows", ("2026-01", "EUR"), {"amount": "80.00"}),
    ("a cross goes through the first currency with both rates", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,100\n",
        "fx": RATE + "2026-01-05,JPY,USD,0.01\n2026-01-05,EUR,JPY,160\n"
                     "2026-01-05,KRW,USD,0.001\n2026-01-05,EUR,KRW,1000\n"},
     EURO_DAY, "spend-billed-average:month", "rows", ("2026-01", "EUR"), {"amount": "62.50"}),
    ("a contract fixes its rate, whatever rates are on record", {
        "contracts": contract("effective_on,fx_rate_fixed,fx_quote", "2026-01-01,0.8,EUR"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,100\n",
        "fx": RATE + "2026-01-05,USD,EUR,0.9\n"},
     EURO_DAY, "spend-billed-average:month", "rows", ("2026-01", "EUR"), {"amount": "80.00"}),
    ("a fixed rate leads on to a third currency by the stored rate, here one over 0.8", {
        "contracts": contract("effective_on,fx_rate_fixed,fx_quote", "2026-01-01,0.5,GBP"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,100\n",
        "fx": RATE + "2026-01-05,USD,EUR,0.9\n2026-01-05,EUR,GBP,0.8\n"},
     EURO_DAY, "spend-billed-average:month", "rows", ("2026-01", "EUR"), {"amount": "62.50"}),
    ("what is paid for an invoice that comes to nothing is spend", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + ",line_no,amount\np,1,C,2026-01,2026-02-01,USD,0,1,100\n"
                              "p,1,C,2026-01,2026-02-01,USD,0,2,-100\n",
        "payments": "provider,number,reference,paid_on,amount\np,1,W,2026-03-10,40\n"},
     EURO_DAY, "spend-paid:month", "rows", ("2026-03", "USD"), {"amount": "40.00"}),
    ("three quarters with one parent and a quarter with another", {
        "providers": "slug,name,kind,parent\ng,G,provider,\np,P,provider,g\nq,Q,provider,g\n"
                     "r,R,provider,\nb,B,buyer,\n",
        "invoices": "provider,number,buyer,billing_month,issued_on,currency,total\n"
                    "p,1,b,2026-01,2026-02-01,USD,50\nq,2,b,2026-01,2026-02-01,USD,25\n"
                    "r,3,b,2026-01,2026-02-01,USD,25\n"},
     EURO_DAY, "concentration-tax", "rows", (None, "USD"), {
         "largest_share": "0.750000", "top_share": "1.000000", "level": "highly concentrated"}),
    ("converted rows add up to their total, of equal ones the first by name gets the rest", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,1\np,2,C,2026-02,2026-03-01,USD,1\n"
                    "p,3,C,2026-03,2026-04-01,USD,1\n",
        "fx": RATE + "2026-01-05,EUR,USD,3\n2026-02-05,EUR,USD,3\n2026-03-05,EUR,USD,3\n"},
     EURO_DAY, "spend-billed-average:month", "rows", ("2026-01", "EUR"), {"amount": "0.34"}),
    ("balances are converted at the last rate on or before the day, at most seven days old", {
        "contracts": contract("effective_on,ends_on", "2026-01-01,2026-05-31"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-05,333.33\n",
        "fx": RATE + "2026-03-27,EUR,USD,1.25\n2026-04-04,EUR,USD,2\n"},
     EURO_DAY, "obligations-converted", "rows", ("C",), {"total": "515.55"}),
    ("a fee that is not whole coins is rounded once, after it is converted", {
        "contracts": contract("effective_on,ends_on,notice_days,notice_by",
                              "2026-01-01,2026-12-31,45,buyer"),
        "fees": "contract,from_month,to_month,monthly_fee\nC,2026-01,2026-12,100\n",
        "fx": RATE + "2026-04-03,EUR,USD,0.001\n"},
     EURO_DAY, "exposure-converted", "exits", ("C", "convenience"), {"fees": "148387.10"}),
    ("what is open of each invoice is a piece of the total", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + "\np,1,C,2026-01,2026-02-01,USD,1\np,2,C,2026-02,2026-03-01,USD,1\n"
                    "p,3,C,2026-03,2026-04-01,USD,1\n",
        "fx": RATE + "2026-04-03,EUR,USD,3\n"},
     EURO_DAY, "payables-converted", "rows", ("p", "C", "1"), {"open": "0.34"}),
    ("accrued is by the days of service", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + ",service_from,service_to\n"
                    "p,1,C,2026-01,2026-01-31,USD,100,2026-01-10,2026-03-05\n"},
     EURO_DAY, "spend-accrued:month", "rows", ("2026-02", "USD"), {"amount": "50.91"}),
    ("accrued goes on to the as-of day", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + ",service_from,service_to\n"
                    "p,1,C,2026-01,2026-01-31,USD,100,2026-01-10,2026-03-05\n"},
     "2026-02-10", "spend-accrued:month", "rows", ("2026-02", "USD"), {"amount": "18.18"}),
    ("what is paid of an invoice is paid of its tax, too", {
        "contracts": contract("effective_on", "2026-01-01"),
        "invoices": INVOICE + ",line_no,amount,charge_category\n"
                    "p,1,C,2026-01,2026-02-01,USD,110,1,100,Usage\n"
                    "p,1,C,2026-01,2026-02-01,USD,110,2,10,Tax\n",
        "payments": "provider,number,reference,paid_on,amount\np,1,W,2026-03-04,55\n"},
     EURO_DAY, "spend-paid:month", "rows", ("2026-03", "USD"), {"amount": "50.00", "tax": "5.00"}),
]


def parsed():
    """The examples with their books and days."""
    return [(name, book(files), date.fromisoformat(day), report, table, key, cells)
            for name, files, day, report, table, key, cells in EXAMPLES]
