-- What tests ask for: a table of every type, and those that the shipped queries name.
create table subs (id text, name text, arr numeric(12,2), active boolean, since date, seen timestamp, note text);
insert into subs values
 ('S-1', 'Bäckerei "Süd"', 1200.50, true, '2026-01-31', '2026-02-01 08:15:00', E'two\nlines'),
 ('S-2', '東京, 株式会社', 0, false, '2025-12-01', null, ''),
 ('S-3', null, -99999999.99, null, null, '2026-02-01 00:00:00', repeat('x', 10000));
create table secret (id int);
create table fct_subscriptions (subscription_id text, customer_id text, plan_name text, started_at timestamptz,
 ended_at timestamptz, mrr numeric(12,2), currency text, updated_at timestamptz);
insert into fct_subscriptions values
 ('S1', 'C1', 'Core', '2026-01-01', null, 100.5, 'EUR', '2026-10-01'),
 ('S2', 'C1', 'Core', '2026-01-01', null, 100.5, 'EUR', '2026-09-30 23:59:59+00'),
 ('S3', 'C1', 'Core', '2026-11-01', null, 100.5, 'EUR', '2026-10-01');
create table events (account_id text, user_id int, event_name text, occurred_at timestamptz);
insert into events values ('A1', 1, 'login', '2026-10-01 00:00+00'), ('A1', 1, 'login', '2026-10-01 10:00+00'),
 ('A1', 2, 'login', '2026-10-01 23:59+00'), ('A1', 2, 'login', '2026-11-01 00:00+00');
create schema salesforce;
create table salesforce.user (id text, name text, email text);
insert into salesforce.user values ('005', 'Ann', 'ann@x.io');
create table salesforce.account (id text, name text, website text, parent_id text, owner_id text, industry text,
 billing_country text, billing_city text, created_date timestamptz, number_of_employees int, is_deleted boolean,
 system_modstamp timestamptz);
insert into salesforce.account values
 ('001', 'Acme', 'acme.com', null, '005', 'Steel', 'DE', 'Ulm', '2026-01-02', 12, false, '2026-10-02'),
 ('002', 'Gone', null, null, null, null, null, null, '2026-01-02', null, true, '2026-10-02');
create table salesforce.opportunity (id text, account_id text, name text, type text, stage_name text,
 amount numeric(12,2), created_date timestamptz, close_date date, probability int, is_closed boolean, is_won boolean,
 owner_id text, is_deleted boolean, system_modstamp timestamptz);
insert into salesforce.opportunity values ('006', '001', 'Next year', 'Renewal', 'Proposal', 9, '2026-02-02',
 '2026-12-31', 60, false, false, '005', false, '2026-10-02');
create schema stripe;
create table stripe.subscription_history (id text, customer_id text, start_date timestamptz, ended_at timestamptz,
 canceled_at timestamptz, status text, _fivetran_active boolean, _fivetran_synced timestamptz);
create table stripe.subscription_item (id text, subscription_id text, plan_id text, quantity int);
create table stripe.price (id text, product_id text, unit_amount bigint, currency text, recurring_interval text,
 recurring_interval_count int);
create table stripe.product (id text, name text);
insert into stripe.subscription_history values
 ('sub_1', 'cus_1', '2026-01-01', null, null, 'active', true, '2026-10-02'),
 ('sub_1', 'cus_1', '2026-01-01', null, null, 'trialing', false, '2026-10-02');
insert into stripe.subscription_item values ('si_1', 'sub_1', 'price_1', 2);
insert into stripe.price values ('price_1', 'prod_1', 120000, 'eur', 'year', 1);
insert into stripe.product values ('prod_1', 'Core');
create schema zendesk;
create table zendesk.ticket (id bigint, organization_id bigint, created_at timestamptz, updated_at timestamptz,
 priority text, status text);
insert into zendesk.ticket values (7, 42, '2026-10-01 08:00+00', '2026-10-02 09:00+00', 'high', 'solved'),
 (8, null, '2026-10-01 08:00+00', '2026-10-02 09:00+00', 'high', 'solved');
grant usage on schema salesforce, stripe, zendesk to reader;
grant select on fct_subscriptions, events to reader;
grant select on all tables in schema salesforce, stripe, zendesk to reader;
grant select on subs to reader;
