extension Programs {
    /// Makes a table whose programs all start with the imports they need.
    private static func dated(_ name: String, _ text: String) -> Table {
        let names = "from datetime import datetime, date, time, timedelta, timezone"
        return Table(name, text.split(separator: "\n").map { "\(names)¶\($0)" }.joined(separator: "\n"))
    }

    static let datetimes = dated(
        "datetimes",
        #"""
        datetime(2012, 1, 18), datetime(2012, 1, 18, 2, 27), datetime(2012, 1, 18, 2, 27, 56), datetime(2012, 1, 18, 2, 27, 56, 123456), datetime(2012, 1, 18, microsecond=5)
        datetime(2012, 1, 18, tzinfo=timezone.utc), datetime(2012, 1, 18, 1, 2, 3, 4, timezone(timedelta(hours=-5))), datetime(year=2012, month=1, day=18)
        str(datetime(2012, 1, 18)), str(datetime(2012, 1, 18, 2, 27, 56, 120000, tzinfo=timezone.utc)), str(date(2012, 1, 18)), str(time(2, 27)), str(timezone.utc)
        datetime.now(), datetime.utcnow(), datetime.today(), datetime.now(timezone.utc), datetime.now(tz=timezone(timedelta(hours=1))), date.today()
        d = datetime(2012, 1, 18, 2, 27, 56, 7, timezone.utc) ¶d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond, d.tzinfo, d.fold
        d = datetime(2012, 1, 18, 2, 27, 56) ¶d.date(), d.time(), d.timetz(), d.weekday(), d.isoweekday(), d.toordinal(), d.ctime(), d.tzinfo, d.utcoffset(), d.tzname()
        d = datetime(2012, 1, 18, tzinfo=timezone(timedelta(hours=5, minutes=30))) ¶d.utcoffset(), d.tzname(), d.dst(), d.timetz()
        d = datetime(2012, 1, 18, 2, 27) ¶d.replace(year=2013), d.replace(hour=0, minute=0), d.replace(tzinfo=timezone.utc), d.replace(2000, 2, 29)
        d = datetime(2012, 1, 18, tzinfo=timezone.utc) ¶d.replace(tzinfo=None), d.astimezone(timezone(timedelta(hours=-5))), d.astimezone(timezone(timedelta(hours=14), 'X')), d.astimezone()
        datetime(2012, 1, 18).astimezone(timezone.utc), datetime(2012, 1, 18, 2).timestamp(), datetime(2012, 1, 18, tzinfo=timezone(timedelta(hours=1))).timestamp(), datetime(1969, 12, 31, 23, 59, 59, 500000, timezone.utc).timestamp()
        datetime.fromtimestamp(0), datetime.fromtimestamp(1326853676.5, timezone.utc), datetime.utcfromtimestamp(-1), datetime.fromtimestamp(1e-6), datetime.fromtimestamp(0.0000005), datetime.fromtimestamp(1.0000015), date.fromtimestamp(86400)
        datetime.combine(date(2012, 1, 18), time(2, 27)), datetime.combine(datetime(2012, 1, 18), time(1), timezone.utc), datetime.combine(date(1, 1, 1), time(1, tzinfo=timezone.utc))
        datetime.min, datetime.max, datetime.resolution, date.min, date.max, time.min, time.max, timedelta.min, timedelta.max, timedelta.resolution, timezone.min, timezone.max
        datetime(2012, 1, 18) == datetime(2012, 1, 18), datetime(2012, 1, 18) == date(2012, 1, 18), datetime(2012, 1, 18) != 5, date(2012, 1, 18) == datetime(2012, 1, 18)
        datetime(2012, 1, 18, 1, tzinfo=timezone.utc) == datetime(2012, 1, 18, 2, tzinfo=timezone(timedelta(hours=1))), datetime(2012, 1, 18) == datetime(2012, 1, 18, tzinfo=timezone.utc), datetime(2012, 1, 18) != datetime(2012, 1, 18, tzinfo=timezone.utc)
        datetime(2012, 1, 18) < datetime(2012, 1, 19), datetime(2012, 1, 18, 2, tzinfo=timezone.utc) < datetime(2012, 1, 18, 2, tzinfo=timezone(timedelta(hours=1))), date(2012, 1, 1) < date(2012, 1, 2), time(1) < time(2), min(datetime(2012, 1, 2), datetime(2012, 1, 1))
        {datetime(2012, 1, 18, 1, tzinfo=timezone.utc): 1}[datetime(2012, 1, 18, 2, tzinfo=timezone(timedelta(hours=1)))], {date(2012, 1, 1): 1}[date(2012, 1, 1)], {timedelta(hours=24): 1}[timedelta(1)], {timezone.utc: 1}[timezone(timedelta(0), 'x')]
        sorted([datetime(2012, 1, 3), datetime(2012, 1, 1), datetime(2012, 1, 2)]), max([timedelta(1), timedelta(2)])
        isinstance(datetime(2012, 1, 18), date), isinstance(date(2012, 1, 18), datetime), type(datetime(2012, 1, 18)), type(timezone.utc), type(timedelta(1)), isinstance(timezone.utc, timezone), type(date(1, 1, 1)), type(time())
        bool(timedelta(0)), bool(timedelta(1)), bool(time(0)), bool(datetime(1, 1, 1))
        time(), time(1), time(1, 2), time(1, 2, 3), time(1, 2, 3, 4), time(1, tzinfo=timezone.utc), time(1, 2, 3).replace(hour=5), time(1).isoformat(), time(1, 2, 3, 4).isoformat('milliseconds')
        time(1, tzinfo=timezone.utc) == time(2, tzinfo=timezone(timedelta(hours=1))), time(1) == time(1, tzinfo=timezone.utc), time(1).tzname(), time(1, tzinfo=timezone.utc).utcoffset()
        date(2012, 1, 18).isoformat(), date(2012, 1, 18).replace(day=1), date(2012, 1, 18).weekday(), date.fromordinal(734520), date.fromisoformat('2012-01-18'), datetime.fromordinal(1), date(2012, 2, 29).toordinal()
        timezone.utc, timezone(timedelta(0)), timezone(timedelta(0), 'UTC'), timezone(timedelta(hours=1)), timezone(timedelta(hours=-1), 'X'), timezone(timedelta(seconds=-1)), timezone(timedelta(microseconds=1))
        str(timezone(timedelta(hours=1))), str(timezone(timedelta(hours=-5, minutes=-30))), str(timezone(timedelta(hours=1), 'CET')), str(timezone(timedelta(seconds=1))), timezone(timedelta(hours=2)).tzname(None), timezone.utc.utcoffset(None)
        timezone.utc == timezone(timedelta(0)), timezone.utc is timezone(timedelta(0)), timezone(timedelta(hours=1)) == timezone(timedelta(hours=1), 'x')
        import datetime ¶datetime.UTC, datetime.timezone.utc, datetime.datetime(2012, 1, 18, tzinfo=datetime.UTC), datetime.MINYEAR, datetime.datetime, datetime.timedelta
        f'{datetime(2012, 1, 18):%Y-%m-%d}', f'{datetime(2012, 1, 18)}', f'{datetime(2012, 1, 18)!r}', f'{date(2012, 1, 18):%d.%m.}', f'{time(1, 2):%H:%M}', '{:%H}'.format(datetime(2012, 1, 18, 5)), f'{timedelta(1)}'
        print(datetime(2012, 1, 18), date(2012, 1, 18), timedelta(1), timezone.utc, [datetime(2012, 1, 18)])
        [datetime(2012, 1, d).day for d in range(1, 4)], {'t': datetime(2012, 1, 18)}
        datetime(2012, 1, 18, 12, tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=-13))).date()
        datetime(2000, 2, 29), datetime(1900, 2, 28), datetime(9999, 12, 31), date(1, 1, 1).weekday(), date(9999, 12, 31).toordinal()
        """#)

    static let dateArithmetic = dated(
        "date arithmetic",
        #"""
        datetime(2012, 1, 18) + timedelta(days=1), timedelta(hours=1) + datetime(2012, 1, 18), datetime(2012, 1, 18) - timedelta(seconds=1), datetime(2012, 3, 1) - timedelta(1)
        datetime(2012, 1, 18) - datetime(2012, 1, 17), datetime(2012, 1, 18, tzinfo=timezone.utc) - datetime(2012, 1, 18, tzinfo=timezone(timedelta(hours=1))), date(2012, 1, 18) - date(2011, 1, 18)
        date(2012, 1, 18) + timedelta(1), date(2012, 1, 18) - timedelta(hours=1), date(2012, 1, 18) + timedelta(hours=47), date(2012, 1, 18) - timedelta(hours=25), date(2012, 1, 18) - timedelta(1)
        datetime(2012, 1, 18, tzinfo=timezone(timedelta(hours=1))) + timedelta(1)
        datetime(2012, 1, 18) - datetime(2012, 1, 18, tzinfo=timezone.utc)
        datetime(2012, 1, 18) < datetime(2012, 1, 18, tzinfo=timezone.utc)
        datetime(2012, 1, 18, tzinfo=timezone.utc) >= datetime(2012, 1, 18)
        datetime(2012, 1, 18) < date(2012, 1, 18)
        date(2012, 1, 18) < datetime(2012, 1, 18)
        datetime(2012, 1, 18) < 5
        datetime(2012, 1, 18) > None
        None < datetime(2012, 1, 18)
        date(2012, 1, 18) > 'a'
        time(1) < time(1, tzinfo=timezone.utc)
        timedelta(1) < 5
        timezone.utc < timezone.utc
        sorted([datetime(2012, 1, 1), None])
        sorted([datetime(2012, 1, 1), datetime(2012, 1, 1, tzinfo=timezone.utc)])
        datetime(2012, 1, 18) + 1
        1 + datetime(2012, 1, 18)
        datetime(2012, 1, 18) + datetime(2012, 1, 18)
        datetime(2012, 1, 18) - 5
        date(2012, 1, 18) + 1
        datetime(2012, 1, 18) - date(2012, 1, 18)
        date(2012, 1, 18) - datetime(2012, 1, 18)
        time(1) + timedelta(1)
        time(1) - time(0)
        timedelta(1) - datetime(2012, 1, 18)
        datetime.max + timedelta(microseconds=1)
        datetime.min - timedelta(1)
        date.max + timedelta(1)
        datetime(2012, 1, 18) + timedelta(days=999999999)
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))).astimezone(timezone.utc)
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))) < datetime(1, 1, 1, tzinfo=timezone.utc)
        x = datetime(2012, 1, 18) ¶x += timedelta(hours=5) ¶x -= timedelta(days=1) ¶x
        sum([timedelta(1), timedelta(2)], timedelta()), sum([timedelta(hours=1)] * 3, start=timedelta(0))
        sum([timedelta(1)])
        (datetime(2012, 1, 18, 2, 27, 56) - datetime(1970, 1, 1)).total_seconds(), (datetime(2012, 1, 18) - datetime(2012, 1, 19)).days
        (datetime(2012, 1, 18) - datetime(2012, 1, 17, 1)) // timedelta(minutes=1), datetime(2012, 1, 18, 23, 59, 59, 999999) + timedelta(microseconds=1)
        -datetime(2012, 1, 18)
        datetime(2012, 1, 18)[0]
        datetime(2012, 1, 18)()
        len(datetime(2012, 1, 18))
        int(datetime(2012, 1, 18))
        for d in datetime(2012, 1, 18): pass
        datetime(2012, 1, 18) in [datetime(2012, 1, 18)], datetime(2012, 1, 18, tzinfo=timezone.utc) in [datetime(2012, 1, 18)]
        """#)

    static let timedeltas = dated(
        "timedeltas",
        #"""
        timedelta(), timedelta(1), timedelta(1, 2, 3), timedelta(hours=25), timedelta(seconds=-1), timedelta(weeks=1, milliseconds=5, minutes=3), timedelta(days=-1, hours=24)
        timedelta(days=1.5), timedelta(hours=0.1), timedelta(seconds=0.1), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(microseconds=2.5), timedelta(seconds=1e-7), timedelta(days=0.3, seconds=0.7), timedelta(milliseconds=0.0005), timedelta(minutes=-0.5)
        str(timedelta()), str(timedelta(1)), str(timedelta(2, 3661)), str(timedelta(-1)), str(timedelta(seconds=-1)), str(timedelta(microseconds=1)), str(timedelta(hours=100)), str(timedelta(days=-2, microseconds=5))
        t = timedelta(days=-1, seconds=5, microseconds=7) ¶t.days, t.seconds, t.microseconds, t.total_seconds(), -t, +t, abs(t)
        timedelta(1) + timedelta(2), timedelta(1) - timedelta(2), timedelta(1) * 3, 3 * timedelta(1), timedelta(1) * 0.5, 0.5 * timedelta(1), timedelta(1) / 2, timedelta(1) / 0.5, timedelta(1) // 7, timedelta(1) / timedelta(hours=1), timedelta(1) // timedelta(hours=5), timedelta(1) % timedelta(hours=5)
        divmod(timedelta(1), timedelta(hours=5)), divmod(timedelta(-1), timedelta(hours=5)), timedelta(microseconds=5) / 2, timedelta(microseconds=7) / 2, timedelta(microseconds=-5) / 2, timedelta(microseconds=5) * 0.5, timedelta(microseconds=3) // 2, timedelta(microseconds=-3) // 2
        timedelta(1) == timedelta(hours=24), timedelta(1) < timedelta(2), timedelta(1) != 1, timedelta(1) == 86400, timedelta(0) == 0
        timedelta(1) / 0
        timedelta(1) // 0
        timedelta(1) % timedelta(0)
        timedelta(1) / timedelta(0)
        timedelta(1) / 0.0
        timedelta(1) * 'a'
        timedelta(1) * timedelta(1)
        timedelta(1) + 1
        timedelta(1) // 1.5
        timedelta(1) % 5
        1 / timedelta(1)
        1 - timedelta(1)
        timedelta(1) * float('nan')
        timedelta(1) * float('inf')
        timedelta('a')
        timedelta(hours=None)
        timedelta(foo=1)
        timedelta(1, 2, 3, 4, 5, 6, 7, 8)
        timedelta(1, days=2)
        timedelta(days=1000000000)
        timedelta(days=-1000000000)
        timedelta(days=10**20)
        timedelta(days=float('inf'))
        timedelta(days=float('nan'))
        timedelta.max + timedelta(microseconds=1)
        timedelta(days=999999999) * 2
        timedelta(days=True), timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
        timedelta(hours=1).hours
        timedelta(1).total_seconds(1)
        timedelta(1).days = 5
        abs(timedelta(-1)), min(timedelta(1), timedelta(hours=1)), timedelta(1) is not None, timedelta(hours=5).total_seconds() / 3600
        """#)

    static let dateText = dated(
        "dates as text",
        #"""
        d = datetime(2012, 1, 18, 2, 27, 56, 123456) ¶d.isoformat(), d.isoformat(' '), d.isoformat(sep='_'), d.isoformat(timespec='hours'), d.isoformat(timespec='minutes'), d.isoformat(timespec='seconds'), d.isoformat(timespec='milliseconds'), d.isoformat('T', 'microseconds')
        datetime(2012, 1, 18).isoformat(), datetime(2012, 1, 18, tzinfo=timezone.utc).isoformat(), datetime(12, 1, 8, 1, 2, 3, 4).isoformat(), datetime(2012, 1, 18, tzinfo=timezone(timedelta(hours=-5, minutes=-30))).isoformat(), datetime(2012, 1, 18, tzinfo=timezone(timedelta(seconds=1, microseconds=5))).isoformat()
        datetime(2012, 1, 18).isoformat(timespec='milliseconds'), datetime(2012, 1, 18).isoformat(timespec='auto'), datetime(2012, 1, 18, tzinfo=timezone.utc).isoformat(timespec='hours')
        datetime(2012, 1, 18).isoformat(timespec='x')
        datetime(2012, 1, 18).isoformat('ab')
        datetime(2012, 1, 18).isoformat(5)
        datetime.fromisoformat('2012-01-18'), datetime.fromisoformat('2012-01-18T02:27:56'), datetime.fromisoformat('2012-01-18 02:27'), datetime.fromisoformat('2012-01-18T02'), datetime.fromisoformat('2012-01-18x02:27:56.123456')
        datetime.fromisoformat('2012-01-18T02:27:56Z'), datetime.fromisoformat('2012-01-18T02:27:56+00:00'), datetime.fromisoformat('2012-01-18T02:27:56-05:30'), datetime.fromisoformat('2012-01-18T02:27:56.1'), datetime.fromisoformat('2012-01-18T02:27:56.123456789'), datetime.fromisoformat('2012-01-18T02:27:56,5'), datetime.fromisoformat('2012-01-18T02:27:56.123+01:00:01')
        datetime.fromisoformat('20120118'), datetime.fromisoformat('20120118T022756'), datetime.fromisoformat('2012-W03-3'), datetime.fromisoformat('2012W033'), datetime.fromisoformat('2012-W03'), datetime.fromisoformat('2012W03'), datetime.fromisoformat('20120118T022756Z'), datetime.fromisoformat('2012-W03-3T05'), datetime.fromisoformat('2012-01-18T02:27+0100')
        datetime.fromisoformat('2012-1-18')
        datetime.fromisoformat('2012-01-18T')
        datetime.fromisoformat('2012-01-18T2')
        datetime.fromisoformat('2012-01-18T02:')
        datetime.fromisoformat('2012-01-18T02:2')
        datetime.fromisoformat('2012-01-18T02:27:56.')
        datetime.fromisoformat('2012-01-18T02:27:56+')
        datetime.fromisoformat('2012-01-18T02:27:56+25:00')
        datetime.fromisoformat('2012-01-18T02:2756')
        datetime.fromisoformat('2012-13-18')
        datetime.fromisoformat('2012-02-30')
        datetime.fromisoformat('2012-01-18T24:00')
        datetime.fromisoformat('0000-01-01')
        datetime.fromisoformat('2012-W54-1')
        datetime.fromisoformat('')
        datetime.fromisoformat('abc')
        datetime.fromisoformat('2012-01-18T02:27:56 ')
        datetime.fromisoformat('2012-01-18T02:27:56Zx')
        datetime.fromisoformat(5)
        datetime.fromisoformat()
        date.fromisoformat('2012-01-18T00')
        date.fromisoformat('nope')
        time.fromisoformat('02:27'), time.fromisoformat('T022756'), time.fromisoformat('02:27:56.5+01:00')
        time.fromisoformat('2:27')
        all(datetime.fromisoformat(d.isoformat()) == d for d in [datetime(2012, 1, 18, 2, 27, 56, us, timezone(timedelta(minutes=m))) for us in (0, 1, 120000) for m in (-90, 0, 1, 600)])
        d = datetime(2012, 1, 8, 14, 7, 6, 42) ¶d.strftime('%Y-%m-%d %H:%M:%S.%f'), d.strftime('%a %A %b %B %j %y %I %p %w %u'), d.strftime('%c | %x | %X | %D %F %T %R'), d.strftime('%%'), d.strftime('%U %W %G %V'), d.strftime('[%z%Z]'), d.strftime('')
        datetime(2012, 1, 18, tzinfo=timezone.utc).strftime('%z %Z'), datetime(2012, 1, 18, tzinfo=timezone(timedelta(hours=-5, minutes=-30))).strftime('%z %Z'), date(2012, 1, 18).strftime('%d/%m'), time(1, 2).strftime('%H.%M'), datetime(2012, 1, 18, 0).strftime('%I%p')
        [datetime(y, 12, 31).strftime('%G-%V %j %U %W') for y in range(2000, 2012)]
        datetime.strptime('2012-01-18', '%Y-%m-%d'), datetime.strptime('18 Jan 2012 02:27', '%d %b %Y %H:%M'), datetime.strptime('2012-01-18T02:27:56.5Z', '%Y-%m-%dT%H:%M:%S.%f%z'), datetime.strptime('1/2/12', '%d/%m/%y'), datetime.strptime('02:27 PM', '%I:%M %p'), datetime.strptime('2012-01-18 +0530', '%Y-%m-%d %z')
        datetime.strptime('Wednesday 18 January 2012', '%A %d %B %Y'), datetime.strptime('2012 018', '%Y %j'), datetime.strptime('100%', '100%%'), datetime.strptime('12 am', '%I %p'), datetime.strptime('20120118', '%Y%m%d')
        datetime.strptime('2012', '%Y-%m')
        datetime.strptime('2012-01-18x', '%Y-%m-%d')
        datetime.strptime('2012-02-30', '%Y-%m-%d')
        datetime.strptime('x', '%d')
        datetime.strptime('', '%Y')
        datetime.strptime(5, '%Y')
        datetime.strptime('2012')
        datetime(2012, 1, 18).strftime(5)
        datetime(2012, 1, 18).strftime()
        """#)

    static let dateErrors = dated(
        "date errors",
        #"""
        datetime()
        datetime(2012)
        datetime(2012, 1)
        datetime(2012, 13, 1)
        datetime(2012, 0, 1)
        datetime(2012, 2, 30)
        datetime(2011, 2, 29)
        datetime(0, 1, 1)
        datetime(10000, 1, 1)
        datetime(2012, 1, 18, 24)
        datetime(2012, 1, 18, 0, 60)
        datetime(2012, 1, 18, 0, 0, 60)
        datetime(2012, 1, 18, 0, 0, 0, 1000000)
        datetime(2012, 1, 18, -1)
        datetime('2012', 1, 1)
        datetime(2012.0, 1, 1)
        datetime(None, 1, 1)
        datetime(2**31, 1, 1)
        datetime(2**70, 1, 1)
        datetime(-2**31 - 1, 1, 1)
        datetime(2012, 1, 1, tzinfo=5)
        datetime(2012, 1, 1, 0, 0, 0, 0, 'UTC')
        datetime(2012, 1, 1, foo=5)
        datetime(2012, 1, 1, year=5)
        datetime(1, 2, 3, 4, 5, 6, 7, timezone.utc, 9)
        date()
        date(2012, 1)
        date(2012, 1, 32)
        date('a', 1, 1)
        date(1, 2, 3, 4)
        time(24)
        time('a')
        time(1, tzinfo='x')
        timezone()
        timezone(5)
        timezone(timedelta(hours=24))
        timezone(timedelta(days=-1))
        timezone(timedelta(0), 5)
        timezone(timedelta(0), 'a', 'b')
        datetime.now('UTC')
        datetime.now(5)
        datetime.now(1, 2)
        datetime.utcnow(1)
        datetime.now().astimezone('x')
        datetime.now().replace(month=13)
        datetime.now().replace(foo=1)
        datetime.now().replace(tzinfo=1)
        datetime.now().year = 5
        datetime.fromtimestamp('a')
        datetime.fromtimestamp(1e20)
        datetime.fromtimestamp(float('nan'))
        datetime.fromtimestamp(float('inf'))
        datetime.fromtimestamp(10**30)
        datetime.combine(1, 2)
        datetime.combine(date(2012, 1, 1), 2)
        datetime.combine(date(2012, 1, 1))
        date.fromordinal(0)
        date.fromordinal(10**7)
        timezone.utc.tzname()
        timezone.utc.utcoffset(5)
        datetime.utcnow().weekday(5)
        {datetime.now(): 1}[datetime(2012, 1, 1)]
        [datetime(2012, 1, 1)].index(datetime(2012, 1, 2))
        """#)
}
