extension Programs {
    static let mixed = Table(
        "mixed",
        #"""
        records = {f'id{i}': {'submitted': i, 'engine': 'ab'[i % 2]} for i in range(4)} ¶sorted((k for k, r in records.items() if r['engine'] == 'b'), key=lambda k: -records[k]['submitted'])
        rows = [{'n': 1, 'd': None}, {'n': 2, 'd': 5}] ¶[r['n'] for r in rows if r['d'] is not None], [(r.get('x'), r['n']) for r in rows]
        x = {'a': [1, 2]} ¶y = dict(x) ¶y['a'].append(3) ¶x == y, x is y, x
        ''.join(chr(ord(c) + 1) for c in 'HAL'), {c: 'hello'.count(c) for c in 'hello'}
        print(*sorted({'b': 1, 'a': 2}.items()), sep='\n')
        print([1.0, 'a', None], {'k': (1,)}, b'x', 1e100, True)
        a = [1, 2, 3] ¶a[-1], a[len(a) - 1], a[0:0], a[1:][0]
        matrix = [[1, 2], [3, 4]] ¶[[row[i] for row in matrix] for i in range(2)], list(zip(*matrix)), sum(matrix, [])
        s = 'a=1;b=2' ¶dict(p.split('=') for p in s.split(';'))
        [i if i % 2 else -i for i in range(4)], [not x for x in (0, 1)], [(i, j) for i in range(2) for j in range(i, 2)]
        f = lambda *args, **kwargs: (len(args), sorted(kwargs)) ¶f(*[1, 2], 3, x=1, **{'y': 2})
        d = {} ¶for w in 'a b a'.split(): d[w] = d.get(w, 0) + 1 ¶d
        d = {} ¶for i in range(4): d.setdefault(i % 2, []).append(i) ¶d
        x, y = 1, 2 ¶x, y = y, x ¶x, y
        (1).bit_length(), 1 .real, 1.0.real, (-1).__class__ is int if 0 else 0
        x = 3 ¶1 < x < 5, 5 > x != 4, x == 3 == 3.0
        0.1 + 0.2 == 0.3, round(0.1 + 0.2, 2) == 0.3, 1e3, 1E-3, 12345678.9, 1/7
        str(1e15), str(1e16), str(123456.789e3), str(1.0e-4), str(0.00001), 3.0, 3.10
        None == False, None is None, [None] == [None], {None: 1}
        'ab' 'cd' [0] ¶'x'
        'yes' if [] else 'no', [] or {} or 'last', 0 and 1 or 2
        {'a': 1, **{'b': 2}}, [*'ab', *range(2)], (*(), 1), {*(), *[1]}
        print('a' 'b', end=''); print('c')
        x = [1, 2, 3] ¶for i, v in enumerate(x): x[i] = v * v ¶x
        x = 'abc' ¶for c in reversed(x): print(c, end=' ')
        for i in range(2):¶    for j in range(2):¶        if j: continue¶        print(i, j)
        any(c.isdigit() for c in 'ab1'), all(map(str.isalpha, 'ab')), next((c for c in 'xyz' if c > 'x'), None), next(c for c in 'a' if c == 'a')
        next(c for c in 'a' if c == 'b')
        list(filter(lambda kv: kv[1] > 1, {'a': 1, 'b': 2}.items())), max({'a': 1, 'b': 2}.items(), key=lambda kv: kv[1])
        isinstance(True, bool), isinstance(1, bool), isinstance(None, type(None)), isinstance([], (list, tuple)), isinstance({}, dict)
        type(1) == int, type('') is str, type(b'').__name__, int.__name__, KeyError.__name__
        int is type(1), [int, str], {int: 'i'}[type(1)], str(int), repr(KeyError), print
        LookupError, issubclass(KeyError, LookupError), issubclass(IndexError, KeyError), Exception('x', 1), repr(OSError('a'))
        {}['missing'] if 0 else 'ok'
        [].sort(key=5)
        sorted([1, 2], key=5)
        sorted([1, 2], key=lambda: 1)
        sorted(['a'], key=len, reverse='x')
        min([1, 2], key=lambda x, y: x)
        'abc'['a':]
        'abc'[1.5:]
        [1, 2, 3][None:2], [1, 2, 3][-100:100]
        [0] * -1, 'a' * True, [1] * False
        len('a', 'b')
        len(*[[1, 2]])
        print(len)
        str(b'abc'), str(b'\xff', 'latin-1'), bytes('abc', 'ascii'), bytes([0, 255])
        list(b'ab'), tuple(b'a'), set(b'aa'), sum(b'ab'), max(b'ab'), b'ab'.hex(), [hex(b) for b in b'\x00\xff']
        (1, 'a', None) == (1, 'a', None), hash if 0 else 0, (1, 2) < (1, 2, 0)
        frozenset({1, 2}) == {2, 1}, frozenset([1]) in {frozenset([1])}, len(frozenset('aab'))
        x = y = 5 ¶x += 1 ¶x, y
        x = [[]] * 2 ¶x[0].append(1) ¶x
        x = (1, [2]) ¶x[1].append(3) ¶x
        x = (1, [2]) ¶x[1] += [3]
        x = {'a': 1} ¶x['b']['c'] = 1
        x = None ¶x['a'] = 1
        x = None ¶del x['a']
        x = 5 ¶del x[0]
        x = 'a' ¶del x[0]
        x = (1,) ¶del x['a']
        x = {1} ¶del x[0]
        10 ** 5000
        int('0b1', 16), int('1b', 16), int('0_1'), int('0b_1', 0), int('0xg', 16) if 0 else 0
        int('1\n'), float('1\n'), float('-.5e-3'), float('1_1e1_0')
        'abc'.split(sep='b'), 'a b c'.split(' ', maxsplit=1), 'a\tb\nc'.split()
        sorted(range(70), key=lambda x: x % 7) == sorted(range(70), key=lambda x: (x % 7, x)), sorted([5, 4, 3, 3, 2], reverse=True)
        [float('nan')] * 2 == [float('nan')] * 2, (lambda n: n == n)(float('nan')), {float('inf')} == {1e999}
        x = None ¶x.append(1)
        x = 5 ¶x[0] += 1
        x = 5 ¶for i in x: pass
        a, b = None
        a, b = {}
        (a, b), c = (1, 2), 3 ¶a + b + c
        a, (b, *c) = 1, 'xyz' ¶c
        for a, b in [1]: pass
        for a, b in [(1, 2, 3)]: pass
        {a: b for a, b in [(1,)]}
        dict(zip(['a'], [1], strict=True)), dict(map(lambda x: (x, x * 2), 'ab'))
        list(dict(a=1, b=2)), [*{'a': 1}], (*{'x': 1}.items(),)
        {'a': 1}.items() - {('a', 1)}, {'a': 1}.keys().isdisjoint(['b']), len({'a': 1}.values()), list({'a': 1}.values())
        {1: 'x'}.get(1.0), {1: 'x'}.get(True), {'1': 'x'}.get(1), {b'a': 1}.get('a')
        round(1e300), round(-1.5), round(0.5), round(1.5), round(-7, -1), round(True)
        7 .__class__ if 0 else (7).real, 10 % 3.5, -7 // 2.0, 2 ** 0.5 * 2 ** 0.5, 1e16 + 1, 9007199254740993 / 1
        5 // 0.0
        0.0 / 0.0
        5 % 0.0
        10 ** 20, 10 ** 20 // 3, -10 ** 20 % 7, 2 ** 200, (-3) ** 3, 0x7fffffffffffffff + 1
        123456789012345678901234567890 * -1, -(-5), +True, ~True, not 0.0
        1_000 * 1_000, 0b11 | 0o7 & 0xF, 1 << 3 << 2, 256 >> 4 >> 1
        '%d items' % 3, '%s' % None, '%s and %s' % ('a', 1), '%r' % 'x', '%.3f' % 2, '%5d|%-5d|' % (1, 2), '%c' % 'a' if 0 else ''
        '{:,}'.format(1234567), '{:.2%}'.format(0.5), '{:08.3f}'.format(3.14159), '{:+d}'.format(3), '{:<5}|{:^5}|{:>5}'.format('a', 'b', 'c'), '{:b} {:o} {:x} {:#X}'.format(5, 8, 255, 255)
        n = 3 ¶f'{n:>{n * 2}}|{n!r:<4}|{n + 1 = }|{"x" * n}|{n:.1f}|{-n:05d}|{n / 7:.3e}'
        x = 'é' ¶f'{x!a} {x!r} {x:>3}', len(f'{x}'), f"{'a' if x else 'b'}", f'{x.upper()}', f'{[c for c in x]}'
        f'{1,}', f'{ 1 }', f'{{{1}}}', f'a{1}b{2}c', f'{1}{2}', f'{None}', f'{True:d}', f'{"":>3}|'
        f'{1:{"d"}}', f'{3.0:g}', f'{1e10:g}', f'{1e-5:g}', f'{100000.0:g}', f'{1234567.0:g}', f'{0.1:.20f}', f'{1e22:.0f}', f'{2.5:.0e}'
        f'{"a":5d}'
        f'{[]:5}'
        f'{1!r:d}'
        """#)
}
