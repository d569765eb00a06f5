-- SPDX-License-Identifier: GPL-3.0-or-later
-- placements.sql - external placements night by night, for placements_sql to compare
-- with the engine: one row a child and night, and every count and cost from those rows.
create table episode (child, start, end, status, place, provider, urn, year);
create table header (child, adult);
create table uasc (child, until);
create table fee (id integer primary key, child, start, end, element, weekly, education,
                  health, total, year);
create table setting (as_at, first, last, hide, past);
create table place_type (place, type);
insert into place_type values
    ('K2', 'residential'), ('R1', 'residential'), ('R3', 'residential'),
    ('S1', 'residential'), ('K1', 'secure'), ('U4', 'fostering'), ('U5', 'fostering'),
    ('U6', 'fostering'), ('H5', 'supported_living'), ('P2', 'supported_living'),
    ('K3', 'supported_living');
create table type as select distinct type from place_type;
-- fill --
create table day as
    with recursive every(day) as (
        select min(first, (select min(start) from episode)) from setting
        union all
        select date(day, '+1 day') from every, setting where day < last)
    select day, substr(day, 1, 7) as month, cast(julianday(day) + 0.5 as int) as number
    from every;

-- Of an episode in two returns the later return's, in one return the later row's; those
-- without a night go; what overlaps the child's next one ends where that starts. Children
-- who never were with PR4 or PR5 are left out.
create table spell as
    with known as (
        select child, start, case when hide and end > as_at then null else end end as end,
               status, place, provider, urn,
               row_number() over (partition by child, start
                                  order by year desc, episode.rowid desc) as nth
        from episode, setting
        where start <= as_at
          and child in (select child from episode where provider in ('PR4', 'PR5'))),
    next as (
        select *, lead(start) over (partition by child order by start) as following
        from known where nth = 1 and (end is null or end > start))
    select child, start, case when following < ifnull(end, '9999') then following else end
           end as end, status, place, provider, urn
    from next;

-- Every night that a child is somewhere.
create table night as
    select child, day, month, place, provider, urn, status in ('V3', 'V4') as break,
           place like 'T%' and status not in ('V3', 'V4') as away,
           number - row_number() over (partition by child order by day) as run
    from spell join day on day >= start and (end is null or day < end);
create index night_of on night (child, day);

-- A night away is spent, as far as the placement goes, where the last night not away in
-- the same run of nights was.
create table placed as
    with last as (
        select child, day, month, run,
               max(case when not away then day end)
                   over (partition by child, run order by day) as home
        from night)
    select last.child, last.day, last.month, run, type,
           night.place || ' ' || provider || ' ' || urn as spot
    from last
    left join (select child, day, place, provider, urn, break from night) as night
        on night.child = last.child and night.day = home
    left join place_type
        on place_type.place = night.place and provider in ('PR4', 'PR5') and not break;

-- What the night before and the night after were in the same run.
create table stay_night as
    with turned as (
        select *, lag(type) over w as type_before, lag(spot) over w as spot_before,
               lead(type) over w as type_after, lead(spot) over w as spot_after,
               lead(day) over w as day_after
        from placed
        window w as (partition by child, run order by day))
    select child, day, month, type,
           type_before is null or spot_before <> spot as begins,
           type_before is not null and spot_before <> spot as moved_in,
           type_after is null or spot_after <> spot as finishes,
           type_after is not null and spot_after <> spot as moves_on,
           sum(type_before is null or spot_before <> spot)
               over (partition by child order by day) as stay
    from turned where type is not null;
create index stay_night_of on stay_night (child, day);

create table alone as
    select distinct s.child, s.stay
    from (select child, stay, min(day) as day from stay_night group by child, stay) as s
    join uasc on uasc.child = s.child and (until is null or until > s.day);

create table census_line as
    with cell as (select distinct month, type.type from day, type, setting
                  where day >= first),
    spent as (
        select month, type, count(*) as nights, sum(begins and not moved_in) as starts,
               sum(moved_in) as moves_in
        from stay_night group by month, type),
    left as (
        select substr(date(day, '+1 day'), 1, 7) as month, type,
               sum(finishes and not moves_on) as ends, sum(moves_on) as moves_out
        from stay_night where finishes group by 1, 2),
    stock as (
        select s.month, type, count(*) as stock, count(alone.stay) as uasc
        from stay_night as s left join alone using (child, stay)
        where s.day = date(s.month || '-01', '+1 month', '-1 day')
        group by s.month, type)
    select 'census', month, type, ifnull(stock, 0), ifnull(uasc, 0), ifnull(starts, 0),
           ifnull(ends, 0), ifnull(moves_in, 0), ifnull(moves_out, 0), ifnull(nights, 0)
    from cell left join spent using (month, type) left join left using (month, type)
    left join stock using (month, type);

-- Nights of the year, and whether they are costed.
create table year_night as
    select s.child, stay, day, month, type,
           day <= as_at or past or adult is null or day < adult as costed
    from stay_night as s join setting left join header on header.child = s.child
    where day between '2021-04-01' and '2022-03-31';
create index year_night_of on year_night (child, day);

create table fee_night as
    with held as (
        select f.*, ifnull(f.end, ifnull((
            select min(start) from fee as n
            where n.child = f.child and n.element = f.element and n.start > f.start),
            '9999')) as until
        from fee as f
        where not exists (select 1 from fee as l where l.child = f.child and
                          l.element = f.element and l.start = f.start and l.year > f.year)
          and (weekly is not null or year = 2021))
    select held.id, y.* from held join year_night as y
        on y.child = held.child and y.day >= held.start and y.day < until;

create table rate as
    select id, weekly is null as derived,
           ifnull(weekly - education - health, total) as net,
           case when weekly is null then 0 else education end as education,
           case when weekly is null then 0 else health end as health,
           case when weekly is not null then 7 else
               (select count(*) from fee_night, setting
                where fee_night.id = fee.id and day <= as_at) end as nights
    from fee where weekly is not null or exists (
        select 1 from fee_night, setting where fee_night.id = fee.id and day <= as_at);

create table own_cost as
    select child, stay, type, month, derived,
           (2 * abs(net * n) + nights) / (2 * nights) * sign(net) as net,
           (2 * education * n + nights) / (2 * nights) as education,
           (2 * health * n + nights) / (2 * nights) as health
    from (select id, child, stay, type, month, count(*) as n from fee_night where costed
          group by id, child, stay, month) join rate using (id);

create index own_cost_of on own_cost (child, stay);

create table open_fee as
    select child, stay, type, sum((2 * abs(net * 7) + nights) / (2 * nights) * sign(net)) as weekly
    from fee_night join rate using (id) join setting on day = as_at
    group by child, stay;

create table mean as
    select type, n, (2 * abs(total) + n) / (2 * n) * sign(total) as weekly
    from (select type, count(*) as n, sum(weekly) as total from open_fee group by type
          union all select 'all', count(*), sum(weekly) from open_fee) where n > 0;

create table estimate as
    select child, stay, type, month,
           (2 * abs(weekly * spent) + 7) / 14 * sign(weekly) as net
    from (select child, stay, type, month, count(*) as spent from year_night as y
          where costed and not exists (select 1 from own_cost as o where o.child = y.child
                                       and o.stay = y.stay)
          group by child, stay, month) join mean using (type);

create table cost as
    select child, stay, type, month, net, education, health from own_cost
    union all
    select child, stay, type, month, net, 0, 0 from estimate;
create table both as
    select type as name, type from type union all select 'all', type from type;

create table month_line as
    select 'month', month, name, ifnull(sum(net), 0)
    from (select distinct month from day where day between '2021-04-01' and '2022-03-31')
    join both left join cost using (month, type) group by month, name;

create table sums_line as
    with counted as (
        select name,
               (select count(*) from year_night as y, setting
                where day = as_at and y.type in (select type from both as b
                                                 where b.name = n.name)) as open,
               (select count(*) from open_fee where type in
                (select type from both as b where b.name = n.name)) as with_fee,
               (select count(distinct child || stay) from estimate where type in
                (select type from both as b where b.name = n.name)) as estimated,
               (select count(distinct child || stay) from own_cost where derived and type in
                (select type from both as b where b.name = n.name)) as derived,
               (select count(*) from year_night where costed and type in
                (select type from both as b where b.name = n.name)) as nights
        from (select distinct name from both) as n),
    spent as (
        select name, sum(case when month <= substr(as_at, 1, 7) then net else 0 end) as done,
               sum(case when month <= substr(as_at, 1, 7) then education else 0 end) as done_education,
               sum(case when month <= substr(as_at, 1, 7) then health else 0 end) as done_health,
               sum(case when month > substr(as_at, 1, 7) then net else 0 end) as due,
               sum(case when month > substr(as_at, 1, 7) then education else 0 end) as due_education,
               sum(case when month > substr(as_at, 1, 7) then health else 0 end) as due_health
        from setting join both left join cost using (type) group by name)
    select 'sums', name, open, with_fee, estimated, derived,
           done, done_education, done_health, due, due_education, due_health, nights,
           ifnull(weekly, 0),
           ifnull((2 * abs(weekly * 365) + 7) / 14 * sign(weekly), 0),
           case when nights > 0 then (2 * abs((done + due) * 365) + nights) / (2 * nights)
                * sign(done + due) else 0 end
    from counted join spent using (name) left join mean on mean.type = name;

-- Open placements on the day: how many, and what they cost a week and have cost; each sum
-- rounded once, in pounds.
create table open_line as
    with open as (
        select child, stay, type, alone.stay is not null as uasc
        from year_night left join alone using (child, stay), setting where day = as_at),
    weekly as (
        select type, sum(fee.weekly) as fee, sum(uasc * fee.weekly) as fee_uasc,
               sum(fee.weekly - fee.education - fee.health) as net
        from open join fee_night using (child, stay, type) join fee using (id), setting
        where fee_night.day = as_at group by type),
    spent as (
        select type, sum(fee.weekly - fee.education - fee.health) as sevenths
        from fee_night join fee using (id), setting where day <= as_at group by type),
    line as (
        select type, (select count(*) from open as o where o.type = type.type) as open,
               (select sum(uasc) from open as o where o.type = type.type) as uasc,
               fee, fee_uasc, net, sevenths
        from type join weekly using (type) join spent using (type)),
    every as (
        select 'total' as type, sum(open) as open, sum(uasc) as uasc, sum(fee) as fee,
               sum(fee_uasc) as fee_uasc, sum(net) as net, sum(sevenths) as sevenths
        from line union all select * from line)
    select type, open, uasc, printf('%.2f', fee / 100.0), printf('%.2f', fee_uasc / 100.0),
           printf('%.2f', net / 100.0), printf('%.2f', ((2 * sevenths + 7) / 14) / 100.0)
    from every;
