extension Programs {
    static let calls = Table(
        "calls and scopes",
        #"""
        (lambda: 1)(), (lambda x: x)(2), (lambda x, y=2: (x, y))(1), (lambda *a, **k: (a, k))(1, 2, z=3)
        (lambda x, *, y: x + y)(1, y=2), (lambda x, /, y: x - y)(5, y=2), (lambda *, a=1: a)()
        (lambda x: x)()
        (lambda x, y: x)()
        (lambda x, y, z: x)()
        (lambda x: x)(1, 2)
        (lambda: 1)(1)
        (lambda x, y=1: x)(1, 2, 3)
        (lambda x: x)(y=1)
        (lambda x: x)(1, x=2)
        (lambda *, a: a)()
        (lambda *, a, b: a)()
        (lambda x, /: x)(x=1)
        (lambda x: x)(*[1], **{'x': 2})
        (lambda a, b, c: (a, b, c))(*[1, 2], **{'c': 3})
        f = lambda n: 1 if n < 2 else n * f(n - 1) ¶f(10)
        add = lambda x: lambda y: x + y ¶add(1)(2)
        fs = [lambda: i for i in range(3)] ¶[f() for f in fs]
        fs = [lambda i=i: i for i in range(3)] ¶[f() for f in fs]
        x = 1 ¶f = lambda: x ¶x = 2 ¶f()
        x = 5 ¶[x for x in range(3)], x
        [y for x in range(3) for y in range(x)]
        [(x, y) for x in range(4) if x % 2 for y in 'ab' if y != 'a' if x]
        {x: x ** 2 for x in range(3)}, {x % 2 for x in range(5)}
        {k: v for k, v in {'a': 1}.items()}, [a for a, *b in ['xy', 'zw']]
        sum(x for x in range(5)), list(x * 2 for x in [1, 2]), any(x > 3 for x in range(5))
        g = (x for x in range(3)) ¶next(g), list(g), list(g)
        g = (1 / x for x in [1, 0]) ¶next(g) ¶next(g)
        g = (x for x in []) ¶next(g)
        (x for x in 5)
        [x for x in 5]
        g = (y for x in [1] for y in x) ¶next(g)
        [[y for y in range(x)] for x in range(3)]
        [z := 5, z] ¶z
        [last := i for i in range(4)] ¶last
        total = 0 ¶[total := total + v for v in [1, 2, 3]]
        print(1, 'a', None, [1, 'a'], sep='-', end='!')
        print()
        print('a', 'b', sep='')
        print('a', sep=1)
        print('a', foo=1)
        print(*[1, 2], *'ab')
        1()
        'a'()
        None()
        [1](0)
        f = 5 ¶f()
        len()
        len(1, 2)
        len(x=1)
        len(5)
        len(None)
        len('abc'), len([1]), len({}), len({1: 2}), len(b'ab'), len(range(10)), len({1: 2}.keys())
        int(1, 2, 3)
        f = lambda **k: k ¶f(**{1: 2})
        f = lambda a, **k: k ¶f(1, a=2)
        f = lambda *a: a ¶f(*5)
        f = lambda **k: k ¶f(**5)
        f = lambda **k: k ¶f(a=1, **{'a': 2})
        f = str.upper ¶f('a'), [].append is None, list(map(str.strip, [' a ', 'b ']))
        str.upper(1)
        str.upper()
        x = 'a,b'.split ¶x(',')
        sorted(['b', 'A', 'c'], key=str.lower), sorted([3, 1, 2], reverse=True), sorted({'b': 1, 'a': 2})
        sorted([1, 'a'])
        sorted(['a', 1])
        sorted([3, None, 1])
        sorted(5)
        sorted()
        sorted([1], foo=1)
        sorted([(1, 'b'), (0, 'z'), (1, 'a')], key=lambda p: p[0]), sorted('hello', key=lambda c: -ord(c))
        sorted([1.5, 1, True, 0], reverse=True), sorted([(1, 2), (1,), ()])
        sorted(range(100), key=lambda x: (x * 37) % 101)[:10]
        nan = float('nan') ¶sorted([3, nan, 1, 2])
        abs(-5), abs(-2.5), abs(True), abs('a')
        isinstance(1, int), isinstance(True, int), isinstance(1, (str, float)), isinstance('a', object)
        isinstance(1, 'a')
        isinstance(KeyError('a'), LookupError), issubclass(KeyError, Exception), issubclass(bool, int)
        issubclass(1, int)
        type(1), type('a'), type(None), type([]), type(KeyError('a')), type(type), type(1) is int, type(1.0) == float
        type(len), type({}.keys()), type(...), type(range(1)), type(x for x in [])
        callable(len), callable(1), callable(lambda: 1), callable(int)
        getattr('a', 'upper')(), getattr(1, 'nope', 5), hasattr('a', 'upper'), hasattr(1, 'upper')
        getattr(1, 'nope')
        getattr(1)
        repr('a'), repr([1]), str('a'), str([1, 'a']), str(None), str(1.0), str(b'a'), ascii('é')
        KeyError('a'), str(KeyError('a')), str(ValueError('a')), repr(ValueError()), str(KeyError()), ValueError(1, 2).args
        str(ValueError('a', 1)), KeyError('a').args[0]
        """#)

    static let builtins = Table(
        "builtins",
        #"""
        all([]), any([]), all([1, 0]), any([0, 1]), all(x for x in 'ab')
        sum([1, 2.5]), sum([], 5), sum([[1], [2]], []), sum([True, True]), sum((1, 2), start=3)
        sum(['a', 'b'])
        sum(['a'], 'b')
        sum(5)
        sum()
        sum([1], 2, 3)
        round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(1e20), round(5, -1), round(15, -1)
        round(25, -1), round(1.5, 0), round(0.5), round(-0.4), round(1.005, 2), round(2.5, None), round(10**20, -19)
        round(float('nan'))
        round(float('inf'))
        round('a')
        round(1.5, 'a')
        round(float('inf'), 2), round(float('nan'), 1), round(0.1, 400), round(123.0, -400)
        bin(10), bin(-5), oct(8), hex(255), hex(-255), hex(2**70)
        hex(1.5)
        chr(97), chr(0x1F389), ord('a'), ord('🎉'), ord(b'a')
        chr(-1)
        chr(0x110000)
        chr('a')
        chr(2**40)
        ord('ab')
        ord('')
        ord(5)
        int(float('inf'))
        int(float('nan'))
        range(10), range(1, 5), range(0, 10, 2), list(range(5, 0, -2)), range(0), range(1, 2, 3)
        range(1, 2, 0)
        range('a')
        range(1.5)
        range()
        range(1, 2, 3, 4)
        range(10**30)[10**29]
        len(range(10**30))
        divmod(7.5, -2)
        pow(2, 3, 'a')
        format(5, '05d'), format('a', '>3'), format(1.5), format(None), format([1])
        format([1], 'd')
        format(None, '5')
        format(1, 5)
        iter(5)
        next([])
        next(iter([]), 'x'), next(iter('a'))
        next(iter([]))
        int, str, KeyError, dict
        bool(), int(), float(), str(), list(), tuple(), dict(), bytes(), set(), frozenset()
        bool([]), bool('a'), bool(0.0), bool(None), bool(range(0))
        bool(1, 2)
        list('abc'), tuple([1, 2]), set([1, 1]), list({'a': 1}), list({'a': 1}.items()), tuple(range(3))
        list(5)
        list(1, 2)
        set([[]])
        tuple(x=1)
        min('hello'), max('hello'), max({'a': 1, 'b': 2}, key=lambda k: -ord(k)), min([(1, 'b'), (1, 'a')])
        max([1, 2], key=None), max([[1], [2, 3]], key=len), min(3, 1, 2, key=lambda x: -x)
        abs(None)
        len(-1)
        issubclass(1)
        NotImplemented, Ellipsis
        """#)

    static let iteration = Table(
        "iteration",
        #"""
        list(zip([1, 2], 'ab')), list(zip()), list(zip([1, 2, 3], [1])), list(zip('ab', 'cd', strict=True)), dict(zip('ab', [1, 2]))
        list(zip([1], [1, 2], strict=True))
        list(zip([1, 2], [1], strict=True))
        list(zip([1, 2], [1, 2], [1], strict=True))
        zip(1)
        zip([1], foo=1)
        list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('ab', start=-1))
        enumerate(5)
        enumerate('a', 'b')
        enumerate()
        list(map(str, [1, 2])), list(map(lambda x, y: x + y, [1, 2], [3, 4, 5])), list(map(int, '123'))
        map(str)
        map()
        list(map(5, [1]))
        list(map(int, ['1', 'x']))
        list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isdigit, 'a1b2'))
        filter(None)
        list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed(range(3))), list(reversed({'a': 1, 'b': 2})), list(reversed((1, 2)))
        list(reversed({'a': 1, 'b': 2}.items())), list(reversed({1: 2}.values()))
        reversed({1})
        reversed(5)
        it = iter([1, 2, 3]) ¶next(it), list(it), next(it, None)
        it = iter({'a': 1}) ¶next(it)
        a = [1, 2] ¶it = iter(a) ¶next(it) ¶a.append(3) ¶list(it)
        d = {1: 1, 2: 2} ¶it = iter(d) ¶next(it) ¶del d[2] ¶next(it)
        [x for x in {'a': 1}.values()], [k for k in {'b': 2}.keys()], ['%s=%s' % kv for kv in {'c': 3}.items()]
        'x' in iter('xyz'), 5 in (x for x in [1])
        dict(enumerate('ab')), dict([(1, 2), [3, 4]]), dict(a=1, b=2), dict({'a': 1}, b=2), dict(['ab', 'cd'])
        dict(5)
        dict([1])
        dict(['abc'])
        dict([(1, 2, 3)])
        dict(1, 2)
        dict([([], 1)])
        sum(map(len, ['a', 'bc'])), max(map(len, ['a', 'bc'])), sorted(map(str.upper, 'ba'))
        a, *b = map(int, '123') ¶a, b
        list(zip(*[[1, 2], [3, 4]])), [*zip('ab', range(2))]
        i = iter(range(3)) ¶list(zip(i, i))
        [list(g) for g in [(x for x in range(2)), iter('a')]]
        """#)

    static let conversions = Table(
        "conversions",
        #"""
        int('12'), int(' -5 '), int('1_000'), int('0x1f', 16), int('0b11', 0), int('z', 36), int('0o17', 0), int('+7'), int('٣')
        int('a')
        int('')
        int('1__0')
        int('12', 1)
        int('12', 37)
        int('2', 2)
        int('1.5')
        int('08', 0)
        int(1.5), int(-1.9), int(True), int(1e20), int(b'12')
        int(None)
        int([])
        int(5, 10)
        int('5', 'a')
        int(x=5)
        float('1.5'), float(' 1e5 '), float('inf'), float('-Infinity'), float('nan'), float('1_0.5'), float('.5'), float('5.'), float(3), float('1e400')
        float('')
        float('a')
        float('1e')
        float('.')
        float('1__0')
        float(None)
        float(10**400)
        float(b'1.5'), float('٣.٥')
        str(1), str(1.5), str(True), str(b'a', 'utf-8'), str(object=5)
        str('a', 'utf-8')
        str(1, 'utf-8')
        bytes(3), bytes([1, 2]), bytes('é', 'utf-8'), bytes(b'a'), bytes(range(3))
        bytes('a')
        bytes([256])
        bytes(-1)
        bytes(['a'])
        bytes(1.5)
        bool('False'), bool(b''), bool({}), bool(())
        (5).bit_length(), (0).bit_length(), (-255).bit_length(), (2**64).bit_length(), (255).bit_count()
        (1.5).is_integer(), (2.0).is_integer(), float('inf').is_integer(), (0.5).as_integer_ratio(), (5).as_integer_ratio()
        float('inf').as_integer_ratio()
        (5).conjugate(), (5).numerator, (5).denominator, True.bit_length()
        1.5.nope
        str(10**4000)[:5]
        len(str(10**4299))
        str(10**4300)
        int('1' * 4301)
        repr(1e22), repr(1.7976931348623157e308), repr(4.35), repr(1/3), repr(100.0), repr(1e-7), str(2.0**63)
        """#)

    static let errors = Table(
        "errors",
        #"""
        {}['x']['y']
        {'a': {}}['a']['b']
        {1: 2}[3]
        {(1, 2): 3}[(1, 3)]
        {'a': 1}[None]
        {}["it's"]
        [][0]
        ''[0]
        ()[0]
        [1, 2, 3].index(5)
        (1,).index(5)
        [].remove(1)
        [].pop()
        [1].pop(5)
        {}.pop('a')
        {}.popitem()
        set().pop()
        {1}.remove(2)
        'a'.index('b')
        b'a'.index(b'b')
        ''.join([1])
        ''.join(['a', None])
        ''.join(5)
        'a'.split('')
        'abc'.replace(1, 2)
        'a'.startswith(1)
        'a'.foo
        {}.foo
        (1).foo
        len.foo
        int.foo
        KeyError.foo
        import datetime ¶datetime.foo
        import datetime ¶datetime.datetime.foo
        import datetime ¶datetime.datetime.now().foo
        import datetime ¶datetime.timedelta(1).foo
        [].append()
        [].append(1, 2)
        [].append(x=1)
        [].insert(1)
        [].extend(5)
        [].sort(5)
        [].sort(foo=1)
        [1, 'a'].sort()
        {}.get()
        {}.get(1, 2, 3)
        {}.get([])
        {}.update(5)
        {}.keys(1)
        {}.setdefault()
        'a'.upper(1)
        'a'.strip(1)
        'a'.center()
        'a'.center('x')
        'a'.center(5, 'xx')
        'a'.zfill('x')
        'a'.encode('ascii', 5)
        'é'.encode('ascii')
        'éé'.encode('ascii')
        b'\xff'.decode()
        b'a\xe9'.decode('ascii')
        b'\xe2\x82'.decode()
        b'\xe2\x28\xa1'.decode()
        b'\xed\xa0\x80'.decode()
        1 .real.foo
        print(nope)
        [nope for x in [1]]
        [nope for x in []]
        (lambda: nope)()
        x = [1, 2] ¶x[0][0]
        print('before') ¶1 / 0
        for i in [1, 0]: print(1 / i)
        1 if nope else 2
        f'{nope}'
        'a' % nope
        {**[1]}
        None.x.y
        'a'.join.foo
        """#)
}
