extension Programs {
    static let literals = Table(
        "literals",
        #"""
        None
        True
        ...
        0x_ff, 0o17, 0b101, 1_000_000
        1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1.5e300, -0.0, .5, 5., 1_0.2_5
        1e400, -1e400, 5e-324, 2.2250738585072014e-308, 0.1+0.2
        'a' "b" '''c''' r'\n' u'd'
        'it\'s', "say \"x\"", 'both \' and "'
        '\x41\u0042\U00000043\101\0\a\b\f\v\\'
        '\d\q'
        'a\¶b'
        """x¶y"""
        '\x7f\x80\xa0\xad\u200b\u2028\ue000'
        'é', 'e\u0301', '日本', '🎉'
        b'abc\x00\xff\n\'', rb'\x', Br'\d', b"a" b"b"
        b'\q\101'
        01
        0777
        00
        1__0
        1_
        0x
        0b12
        1a
        'abc
        b'é'
        'a' b'b'
        '\u12'
        '\x1'
        b'\x1'
        '\U00110000'
        f'{1}' 'a{b}'
        f'{{}}' f'{1+1}'
        99999999999999999999999999
        -5
        --5
        1.0e+10, 1E5, 1e05
        0_0
        0.0000123
        100000000000000000000.0
        ()
        (1,)
        [1, 2, ]
        {1: 2, }
        {1, }
        ( 1 ,¶ 2 )
        """#)

    static let operators = Table(
        "operators",
        #"""
        7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3
        7.5 // 2, -7.5 // 2, 7.5 % -2, -0.0 % 5, 5 % -0.5, 1e300 // 1e-10
        1 / 3, 10 / 5, -1 / 2, 2**70 / 3, (2**60 + 1) / 2**60, 1 / 10**300
        10**400 / 10**399, 3 * 10**330 / 10**10
        2 ** 10, 2 ** -1, 2.0 ** 0.5, (-2) ** 3, -2 ** 2, 0 ** 0, 2 ** 3 ** 2
        1 + 2.5, True + True, True * 3, 'a' * 3, 3 * [1, 2], (1,) * 2, b'a' * 2, 'a' * -1
        1 << 100, -1 >> 3, 5 & 3, 5 | 3, 5 ^ 3, ~5, -6 & 0xff, -1 << 3, -17 >> 2
        True & False, True | 2, True ^ True
        1 // 0
        1 % 0
        1 / 0
        1.0 / 0
        1.0 // 0
        1.0 % 0
        0 ** -1
        0.0 ** -1
        1 << -1
        1 + 'a'
        'a' + 1
        [1] + (1,)
        (1,) + [1]
        b'a' + 'a'
        'a' + b'a'
        None + 1
        'a' - 'b'
        'a' * 'b'
        [1] * 1.5
        1.5 * [1]
        [] ** 2
        -'a'
        ~1.5
        +[]
        2.5 & 1
        not 1, not '', not []
        1 and 0, 0 and 1/0, 1 or 1/0, '' or 'x', 'a' and 'b'
        1 if True else 2
        1 if 0 else 2 if 0 else 3
        10.0 ** 400
        10 ** -2
        2 ** 0.5, 4 ** 0.5
        1e308 * 10, -1e308 * 10
        float('inf') - float('inf')
        2**53 + 1.0
        x = 5 ¶x += 2 ¶x *= 3 ¶x -= 1 ¶x //= 3 ¶x **= 2 ¶x %= 7 ¶x
        x = 1 ¶x += 'a'
        x = 'a' ¶x += 1
        x = [1] ¶y = x ¶x += (2, 3) ¶x, y, x is y
        x = [1] ¶x += 1
        x = (1,) ¶y = x ¶x += (2,) ¶x, y
        x = [1] ¶y = x ¶x *= 2 ¶y
        x = {1} ¶y = x ¶x |= {2} ¶y
        x = {'a': 1} ¶y = x ¶x |= {'b': 2} ¶y
        {'a': 1} | {'a': 2, 'b': 3}
        x = 5 ¶x <<= 2 ¶x ^= 1 ¶x |= 8 ¶x &= 12 ¶x >>= 1 ¶x
        1 - - 1
        3 - 2 - 1, 2 * 3 % 4, 1 + 2 * 3, (1 + 2) * 3
        1 < 2 + 3, 1 | 2 == 3, not 1 == 2
        x = None ¶x += 1
        {} + {}
        {1} + {2}
        {1} - [1]
        divmod(7, -2), divmod(-7.5, 2), divmod(2**70, 3)
        divmod(1, 0)
        divmod(1.0, 0)
        divmod('a', 1)
        pow(2, 10, 7), pow(3, -1, 7), pow(2, 3)
        pow(2, 3, 0)
        pow('a', 2)
        pow(2, -1, 4)
        10**17 * 1.0, 123456789 * 987654321 ** 5
        (2**64 - 1) * (2**64 + 1), -(2**100) // 7, -(2**100) % 7
        """#)

    static let comparisons = Table(
        "comparisons",
        #"""
        1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 1 != 2 != 1
        1 is 1, None is None, None is not None, [] is []
        2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**400 > 1e308, 10**400 < float('inf')
        nan = float('nan') ¶nan == nan, nan != nan, nan < 1, nan > 1, nan in [nan], [nan] == [nan], nan is nan
        float('nan') in [float('nan')], [float('nan')] == [float('nan')]
        1 == '1', 1 != '1', 'a' == b'a', [1] == (1,), None == 0, False == 0
        'a' < 'b', 'Z' < 'a', 'abc' < 'abd', 'ab' < 'abc', '' < 'a'
        b'a' < b'b', [1, 2] < [1, 3], (1,) < (1, 0), [] < [0], [2] > [1, 5]
        [1, 'a'] < [1, 'b'], [1, 2] == [1.0, True + 1]
        1 < 'a'
        'a' < 1
        None < 1
        [1] < (1,)
        [1, 'a'] < [1, 2]
        {} < {}
        {1} < {1, 2}, {1} <= {1}, {1, 2} > {1}, {1} == {1.0}, {1} != {2}, {1} < {2}
        {1} < [1]
        {1} == frozenset([1])
        1 in [1, 2], 3 not in [1], 'a' in 'abc', 'ac' in 'abc', '' in 'a', 1 in (1,), 1 in {1: 2}, 2 in {1: 2}
        1 in 1
        1 in 'a'
        1 in None
        'a' in b'a'
        97 in b'a', b'a' in b'bab'
        300 in b'a'
        [] in {}
        [] in {1}
        {1} in {frozenset([1])}
        5 in range(10), 5.0 in range(10), 5.5 in range(10), 'a' in range(3), 3 in range(0, 10, 2)
        {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}
        range(0) == range(2, 1), range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2)
        'é' == 'e\u0301', 'é' in 'e\u0301', len('é'), len('e\u0301')
        KeyError is KeyError, KeyError == KeyError, int is not str
        1 == 1 in [1]
        {1: 'a', True: 'b', 1.0: 'c'}
        {1, 1.0, True}
        {0: 1}[False], {1.5: 2}[1.5], {(1, 2): 3}[(1.0, 2)]
        {float('nan'): 1} == {float('nan'): 1}
        max(1, 2.5), min('b', 'a'), max([1, 3, 2]), max('abc', key=ord)
        max([])
        max([], default=5), min({3: 1, 2: 5})
        max(1, 'a')
        min([1, 'a'])
        max()
        max(1)
        max(1, 2, default=3)
        max(1, 2, foo=3)
        x = [1, 2] ¶x == x, x is x, x is x[:], x == x[:]
        -0.0 == 0.0, 0.0 is 0.0
        """#)

    static let displays = Table(
        "displays and subscripts",
        #"""
        [*range(3), *'ab'], (*[1], 2), {*[1, 2], 3}, {**{'a': 1}, 'b': 2}
        [*1]
        {**1}
        {**{'a': 1}, **{'a': 2}}
        {[]: 1}
        {{}}
        {[1]}
        {(1, [2]): 3}
        x = [1, 2, 3, 4, 5] ¶x[0], x[-1], x[1:3], x[:2], x[2:], x[::2], x[::-1], x[-3:-1], x[10:], x[:-10], x[4:1:-1]
        x = 'abcdef' ¶x[0], x[-1], x[1:3], x[::-1], x[5:1:-2], x[:100], x[-100:2]
        b'abc'[0], b'abc'[1:], (1, 2, 3)[1], (1, 2, 3)[::2]
        'a🎉é'[1], 'a🎉é'[::-1], len('a🎉é')
        [1][1]
        [1][-2]
        'a'[5]
        (1,)[3]
        b'a'[9]
        [1]['a']
        'a'['b']
        (1,)[None]
        b'a'['x']
        [1][1.0]
        [1][10**30]
        {}['a']
        {'a': 1}['b']
        {1: 2}[1, 2]
        1[0]
        None[0]
        [1, 2][::0]
        [1, 2]['a':]
        (lambda: 1)[0]
        x = [1, 2, 3] ¶x[1] = 'b' ¶x[-1] = 'c' ¶x
        x = [1] ¶x[5] = 1
        x = (1,) ¶x[0] = 2
        x = 'a' ¶x[0] = 'b'
        x = [1, 2, 3, 4] ¶x[1:3] = [9] ¶x
        x = [1, 2, 3, 4] ¶x[::2] = 'ab' ¶x
        x = [1, 2, 3, 4] ¶x[::2] = [1]
        x = [1, 2] ¶x[1:1] = 'xyz' ¶x[10:] = [0] ¶x
        x = [1, 2] ¶x[0:1] = 5
        x = [1, 2, 3] ¶x[2:0] = ['i'] ¶x
        x = [1, 2, 3, 4] ¶del x[0] ¶del x[-1] ¶x
        x = [1, 2, 3, 4] ¶del x[::2] ¶x
        x = [1, 2, 3, 4] ¶del x[1:3], x[0] ¶x
        a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t = range(20) ¶del b, t ¶a = z = 7 ¶[a, c, s, z] ¶b
        a, b, c = 1, 2, 3 ¶del b ¶b = 4 ¶del a ¶[b, c] ¶a
        a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t = range(20) ¶sorted((lambda a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t])(*range(20, 40))) ¶a
        x = {'a': 1} ¶del x['a'] ¶x
        x = {} ¶del x['a']
        x = [1] ¶del x[1]
        x = (1,) ¶del x[0]
        x = 'abc' ¶del x[1:]
        x = 1 ¶del x ¶x
        del nope
        x = {} ¶x[[]] = 1
        x = {} ¶x['b'] = 1 ¶x['a'] = 2 ¶x['b'] = 3 ¶x
        x = {'a': {'b': [1, 2]}} ¶x['a']['b'][0] = 9 ¶x['a']['c'] = None ¶x
        x = {'a': 1} ¶x['a'] += 5 ¶x['b'] = x['a'] * 2 ¶x
        x = [1, 2, 3] ¶x[1] += 10 ¶x[0:1] += [7] ¶x
        x = [] ¶x.append(x) ¶x
        x = {} ¶x['me'] = x ¶x
        x = [1] ¶y = (x, {'k': x}) ¶x.append(y) ¶y
        {'a': [1, (2,), {3}], 4: None, None: True}
        set(), frozenset(), frozenset([1]), {()}
        range(5)[1], range(5)[-1], range(0, 10, 3)[1:], range(10)[::-1], len(range(0, 10, 3))
        range(5)[9]
        range(5)['a']
        [1, 2, 3][True], [1, 2][False:True]
        """#)

    static let statements = Table(
        "statements",
        #"""
        a, b = 1, 2 ¶a, b
        a, *b, c = range(5) ¶a, b, c
        *a, b = 'xyz' ¶a, b
        (a, [b, c]), d = (1, (2, 3)), 4 ¶a, b, c, d
        a = b = [] ¶a is b
        a, b = b, a = 1, 2 ¶a, b
        a, b = 1
        a, b = 1, 2, 3
        a, b = [1]
        a, *b, c = [1]
        a, b = 'abc'
        [a, b] = {'x': 1, 'y': 2} ¶a, b
        for i in range(3): print(i)
        for i in range(3): i
        for i in range(5):¶    if i == 1:¶        continue¶    elif i == 3:¶        break¶    else:¶        print(i)
        for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:¶    print(a, b, c)
        for i, in [(1,), (2,)]: print(i)
        for i in 5: pass
        for k in {'a': 1, 'b': 2}: k
        x = [1, 2, 3] ¶for i in x:¶    if len(x) < 6: x.append(i) ¶x
        d = {1: 2} ¶for k in d:¶    d[k + 1] = 0
        s = {1} ¶for k in s:¶    s.add(k + 1)
        if 0: 1¶elif '': 2¶else: 3
        if 1: 'yes'
        x = 1; y = 2; x + y
        1; 2; 3
        'a'; None
        x = \¶  5 ¶x
        x = [¶  1, # one¶  2¶] ¶x
        # just a comment¶5
        pass
        import datetime ¶datetime.MAXYEAR
        import datetime as dt ¶dt.date(2012, 1, 18)
        from datetime import datetime as d, timezone ¶d(2012, 1, 18, tzinfo=timezone.utc)
        from datetime import (date, time,) ¶date(1, 1, 1)
        nope
        nope()
        x.y = 1
        x = 5 ¶x.y = 1
        x = 5 ¶x.real = 1
        x = 5 ¶x.nope
        (1).real, (1).imag, True.real
        'a'.nope
        [].nope()
        None.nope
        for x in [1]:¶  for y in [2]:¶    for z in [3]:¶      print(x, y, z)¶    break¶  print('end')
        for x in []: pass ¶x
        x = 3 ¶for x in range(x): pass ¶x
        1 = x
        f() = 1
        x + 1 = 2
        None = 1
        (a, b) += 1
        a, b += 1
        *a = [1]
        *a, = [1] ¶a
        *a, *b = [1]
        del 1
        del f()
        break
        continue
        if 1:¶x
          x = 1
        if 1:¶    x¶  y
        x = = 1
        x = (1
        x = 1)
        (1]
        1 +
        for in x: pass
        lambda x: = 1
        f(a=1, 2)
        f(a=1, a=2)
        f(**a, *b)
        f(x for x in y, 1)
        print(1 2)
        {1: 2, 3}
        [x for x in]
        a b
        x = yes if 1
        not
        a.1
        a.
        $
        a ? b
        'a' 'b' c
        (x := 5) + x
        print((y := 3), y)
        x = 5; del (x); x
        for i in (1, 2): x = i; print(x)
        x, = [7] ¶x
        [[x, y], z] = [[1, 2], 3] ¶x, y, z
        d = {} ¶d['a'], d['b'] = 1, 2 ¶d
        x = [0, 0] ¶x[0], x[1] = 1, 2 ¶x
        x = [0] ¶for x[0] in range(4): pass ¶x
        i = 0 ¶x = [1, 2] ¶i, x[i] = 1, 9 ¶x
        """#)
}
