extension Programs {
    static let formatting = Table(
        "formatting",
        #"""
        x = 5 ¶f'{x}', f'{x!r}', f'{x:03}', f'{x=}', f'{x = }', f'{x=!s}', f'{x=:>4}'
        f'{"a"!r:>5}', f'{"é"!a}', f'{[1, 2]}', f'{ {1: 2} }', f'{(1, 2)}', f'{1, 2}', f"{'a' + 'b'}"
        w = 6 ¶p = 2 ¶f'{3.14159:{w}.{p}f}|{"x":{">"}{w}}'
        f'{1 if True else 2}', f'{(lambda x: x * 2)(3)}', f'{1 == 1}', f'{1 != 2}', f'{2 >= 1}', f'{3:d}{4:x}'
        f''
        f'{}'
        f'{1'
        f'}'
        f'{1!z}'
        f'{a b}'
        f'{"a\n"}'
        f'{1:{2:{3}}}'
        f'''{
        f'{1 +¶1}'
        f'''{1 +¶1}'''
        rf'\{1}', fr'{1}\n', f'\n{1}\t', f'\x41{1}'
        format(1234567, ','), format(1234567.891, ',.2f'), format(1234567, '_'), format(255, '#x'), format(255, '_b'), format(5, '+'), format(5, ' ')
        format(-5, '05'), format(5, '<5'), format(5, '^5'), format(5, '*>5'), format(-5, '=+8'), format(1234, '010,'), format(255, '#010x'), format(65, 'c')
        format(3.14159, '.2f'), format(3.14159, '.3'), format(1e10, 'g'), format(1e-10, 'g'), format(1.5, '%'), format(0.256, '.1%'), format(1e20, 'f')
        format(2.5, '.0f'), format(3.5, '.0f'), format(0.125, '.2f'), format(1.005, '.2f'), format(12345.678, 'e'), format(12345.678, '.2E'), format(0.0, 'e')
        format(1.0, ''), format(1.0, '.3'), format(100.0, '.2'), format(1e16, '.17'), format(123456789.0, 'n'), format(1.0, 'g'), format(1.5, '#.0f'), format(0.00001234, '.3g')
        format(123.456, '10.2f'), format(-1.5, '010.2f'), format(1.5, '+'), format(float('inf'), 'f'), format(float('nan'), '10'), format(float('-inf'), 'F'), format(-0.0, '.1f')
        format(1234.5, ','), format(1e6, ',.0f'), format(5, '.2f'), format(10**20, 'e'), format(True, 'd'), format(True), format(True, '5')
        format('abc', '5'), format('abc', '>5'), format('abc', '^6'), format('abc', '.2'), format('abc', '*^7.1'), format('abc', 's'), format('abc', '05')
        format('a', 'd')
        format('a', '+')
        format('a', '=5')
        format('a', ',')
        format(1, 's')
        format(1, '.2')
        format(1, '.2d')
        format(1.5, 'd')
        format(1.5, 'x')
        format(1, 'q')
        format(1, '5q5')
        format(1, ',x')
        format(1, '_c')
        format(1, '.')
        format(1.5, ',_')
        format(-1, 'c')
        format(10**400, 'f')
        '{} {}'.format(1, 'a'), '{0} {1} {0}'.format(1, 2), '{a} {b}'.format(a=1, b=2), '{:>5}'.format('x'), '{!r}'.format('x')
        '{0[a]} {1[0]} {2.real}'.format({'a': 1}, [5], 7), '{{}}'.format(), '{:{}}'.format('a', 5), '{:{w}}'.format(1, w=3)
        '{}'.format()
        '{0} {}'.format(1)
        '{} {0}'.format(1)
        '{a}'.format()
        '{'.format()
        '}'.format()
        '{0'.format(1)
        '{!x}'.format(1)
        '{0[5]}'.format([1])
        '{0.foo}'.format(1)
        '{a}'.format_map({'a': 5})
        '%s %r %d' % ('a', 'b', 5), '%5.2f|%-5s|%05d|%x|%X|%o' % (3.14159, 'a', 42, 255, 255, 8), '%%' % (), '%s' % [1], '%(a)s' % {'a': 1}
        '%s' % (1, 2)
        '%s %s' % 1
        '%d' % 'a'
        '%x' % 1.5
        '%f' % 'a'
        '%z' % 1
        '%' % 1
        '%(a)s' % 5
        '%(b)s' % {'a': 1}
        'a' % 1
        'a' % {}, 'a' % ()
        '%+d %+.1f %e %g' % (5, 1.5, 12345.678, 0.0001), '%10s|%-10s|' % ('a', 'b'), '%i' % 3.9, '%#x' % 255
        """#)

    static let text = Table(
        "text",
        #"""
        'a,b,,c'.split(','), 'a b  c '.split(), ' a b c'.split(None, 1), 'a,b,c'.rsplit(',', 1), 'abc'.split('x'), ''.split(), ''.split(','), 'a b c'.split(maxsplit=1), 'a  b c'.rsplit(None, 1)
        ', '.join(['a', 'b']), ''.join([]), '-'.join('abc'), ','.join(str(x) for x in range(3)), ','.join({'a': 1})
        'abc'.upper(), 'ABC'.lower(), 'hello world'.title(), 'hELLO'.capitalize(), 'aBc'.swapcase(), 'ß'.upper(), 'ß'.casefold(), "they're".title()
        ' a '.strip(), 'xxaxx'.strip('x'), 'abcba'.lstrip('ab'), 'abcba'.rstrip('ab'), '\n\ta\u00a0'.strip(), 'a'.strip(None)
        'abcabc'.find('b'), 'abcabc'.rfind('b'), 'abc'.find('x'), 'abcabc'.find('b', 2), 'abcabc'.find('c', 0, 2), 'abc'.find(''), 'abc'.find('', 3), 'abc'.find('', 4), 'abc'.rfind('')
        'abcabc'.index('c'), 'abcabc'.rindex('a'), 'aaaa'.count('aa'), 'abc'.count(''), 'abab'.count('ab', 1)
        'abcabc'.replace('b', 'X'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('x', 'y'), 'aaa'.replace('aa', 'b'), 'abc'.replace('', '-', 2)
        'abc'.startswith('a'), 'abc'.startswith(('x', 'a')), 'abc'.endswith('c'), 'abc'.startswith('b', 1), 'abc'.endswith('b', 0, 2), 'abc'.startswith('')
        'a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('-'), 'abc'.rpartition('-')
        'abc'.center(7), 'abc'.center(8, '*'), 'ab'.center(5, '.'), 'abc'.ljust(5, '-'), 'abc'.rjust(5), '42'.zfill(5), '-42'.zfill(5), '+1'.zfill(4), 'a'.zfill(0)
        'abc'.removeprefix('a'), 'abc'.removesuffix('c'), 'abc'.removeprefix('x')
        'a\nb\r\nc\n'.splitlines(), 'a\nb'.splitlines(True), ''.splitlines(), 'a\x0bb\u2028c'.splitlines()
        'abc'.isalpha(), '123'.isdigit(), 'a1'.isalnum(), ' '.isspace(), 'Abc'.istitle(), 'abc'.islower(), 'ABC'.isupper(), ''.isalpha(), '²'.isdigit(), '²'.isdecimal(), '½'.isnumeric()
        'abc'.isidentifier(), '1a'.isidentifier(), 'abc'.isascii(), 'é'.isascii(), 'a\n'.isprintable(), 'é'.isalpha(), 'A1b'.isupper(), 'aB'.islower()
        'a\tb'.expandtabs(), 'a\tb'.expandtabs(4), 'ab\tc\n\td'.expandtabs(4)
        'é'.encode(), 'abc'.encode('ascii'), 'é'.encode('latin-1'), '🎉'.encode('utf-8')
        'hello'[1:3].upper().join(['x', 'y']), 'a' in 'abc' and 'b' not in 'cd'
        'x'.join('y'), 'abc'.__len__ if False else 1
        "tab\there", 'quote\'s', "dou\"ble", '\\', '\x00\x1f', '\ufeff', '\U0001F600', 'á', '\xff'
        len('👨‍👩‍👧'), '👍🏽'[0], 'naïve'.find('v'), 'ÀÉ'.lower(), 'straße'.upper()
        'abc' 'def' == 'abcdef', 'a' * 3 + 'b'
        'a'.join(['1', '2', '3']), str.join('-', ['a', 'b'])
        'abc'.find(5)
        'abc'.count(None)
        'abc'.partition('')
        'abc'.partition(1)
        'abc'.find('a', 'b')
        'a'.split(5)
        'a'.split(',', 'x')
        'a'.replace('b')
        'abc'.endswith(('c', 1)), 'abc'.endswith((1, 'c'))
        'a'.startswith()
        'a'.removeprefix(1)
        'a'.ljust(5, 1)
        """#)

    static let bytes = Table(
        "bytes",
        #"""
        b'abc'.decode(), b'\xc3\xa9'.decode('utf-8'), b'\xe9'.decode('latin-1'), b'abc'.hex(), bytes.fromhex('00 ff'), b'a,b'.split(b','), b' a '.strip()
        b'abc'.find(b'c'), b'abc'.index(98), b'abab'.count(b'ab'), b'abc'.startswith(b'a'), b'abc'.endswith((b'c',)), b'abc'.replace(b'b', b'X'), b'ABC'.lower(), b'abc'.upper()
        b','.join([b'a', b'b']), b'a-b'.partition(b'-'), b'a b  c'.split(), list(b'ab'), b'abc'[::-1], b'a' + b'b', b'a' < b'b', len(b'abc'), 98 in b'abc'
        b'"', b"'", b'"\'', b'\t\n\r\\', b'\x7f\x80', b''
        b'a'.join(['a'])
        b'a'.split('a')
        b'a'.replace('a', 'b')
        b'a'.find('a')
        bytes.fromhex('0')
        bytes.fromhex('zz')
        b'a'.startswith('a')
        b'a'[0] = 1
        [b'x', b'y'] == [b'x', 'y'], {b'a': 1}[b'a'], b'a' == 'a'
        b'abc'.removeprefix(b'a'), b'abc'.removesuffix(b'c'), b'aXbX'.rstrip(b'X'), b'a'.rfind(b'z')
        """#)

    static let lists = Table(
        "lists and tuples",
        #"""
        x = [3, 1, 2] ¶x.sort() ¶x.append(4) ¶x.extend('ab') ¶x.insert(0, 'z') ¶x.insert(-1, 'y') ¶x.insert(100, 'e') ¶x
        x = [1, 2, 3] ¶x.pop(), x.pop(0), x
        x = [1, 2, 1] ¶x.remove(1) ¶x.reverse() ¶x
        x = [1, 2, 3, 2] ¶x.index(2), x.index(2, 2), x.count(2), x.copy() == x, x.copy() is x
        x = [1, 2, 3] ¶x.clear() ¶x
        x = ['b', 'a', 'C'] ¶x.sort(key=str.lower, reverse=True) ¶x
        x = [1] ¶x.append(2)
        x = [[0] * 2] * 2 ¶x[0][0] = 1 ¶x
        (1, 2, 1).count(1), (1, 2).index(2), (1, 2) + (3,), (1,) * 3, ()
        [1, 2, 3].index(3, 0, 2)
        [1, [2, [3, [4]]]], [(), [], {}], [None, True, 1.0, 'a', b'b']
        [1, 2] + [3], [0] * 3, [1, 2] * 0, [] == [], [1] < [2], [1, 2, 3][-2:]
        x = [1, 2, 3] ¶y = x ¶y += [4] ¶x
        x = [1, 2, 3] ¶x[:] = [] ¶x
        x = [5, 3] ¶sorted(x), x
        x = list(range(10)) ¶x[2:8:3], x[-1:-4:-1], x[::3]
        [1, 2, 3].index('a')
        [1].insert('a', 1)
        [1].pop('a')
        [1, 2].copy(1)
        [1] * 'a'
        [[]] * 2, [1, 2].__len__ if 0 else 0
        [1.0, 1, True].count(1), [1.0].index(True), ['a', 'b'].index('b', -1)
        x = [1, 2, 3] ¶del x[:] ¶x
        x = [1, 2, 3] ¶x.extend(x) ¶x
        x = [1, 2, 3] ¶for v in x: x.remove(v) ¶x
        x = [{'a': 2}, {'a': 1}] ¶sorted(x, key=lambda r: r['a'])
        sorted([{'a': 1}, {'a': 2}])
        """#)

    static let dicts = Table(
        "dicts",
        #"""
        d = {'a': 1, 'b': 2} ¶d.keys(), d.values(), d.items(), list(d), len(d)
        d = {'a': 1} ¶d.get('a'), d.get('b'), d.get('b', 5), d.setdefault('c', 7), d.setdefault('a', 9), d
        d = {'a': 1} ¶d.update({'b': 2}, c=3) ¶d.update([('d', 4)]) ¶d
        d = {'a': 1, 'b': 2} ¶d.pop('a'), d.pop('x', None), d.popitem(), d
        d = {'a': 1} ¶e = d.copy() ¶e['a'] = 2 ¶d, e
        d = {'a': 1} ¶d.clear() ¶d
        dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), {}.fromkeys('x', 1)
        d = {'a': 1} ¶k = d.keys() ¶d['b'] = 2 ¶k
        {'a': 1}.keys() & {'a', 'b'}, sorted({'a': 1}.keys() | {'b': 2}.keys()), {'a': 1, 'b': 1}.keys() - {'a'}, {'a': 1}.items() == {('a', 1)}, sorted({'a': 1}.keys() ^ {'b'})
        {'a': 1}.keys() == {'a'}, {'a': 1}.keys() <= {'a', 'b'}, 'a' in {'a': 1}.keys(), ('a', 1) in {'a': 1}.items(), 1 in {'a': 1}.values()
        d = {1: 'a'} ¶d[1.0] = 'b' ¶d[True] = 'c' ¶d
        d = {'b': 1, 'a': 2} ¶sorted(d.items()), sorted(d, key=d.get), max(d, key=d.get), {v: k for k, v in d.items()}
        d = {'a': 1, 'b': 2, 'c': 3} ¶del d['b'] ¶d['b'] = 4 ¶d, list(d.items())[-1]
        {'x': {'y': {'z': 1}}}['x']['y']['z'], {None: 1}[None], {(): 1}[()]
        {'a': [1]} == {'a': [1]}, {'a': 1} != {'a': 2}, {} == {}, {1: 2} == [(1, 2)]
        {'a': 1}.keys()[0]
        {'a': 1}.keys() + {'b'}
        d = {} ¶d[1, 2] = 3 ¶d
        d = {'a': 1} ¶d |= [('b', 2)] ¶d
        {'a': 1} | [('b', 2)]
        d = {'a': 1} ¶for k, v in d.items(): print(k, v)
        d = dict(a=1) ¶d['d'] = d ¶d
        {1: 2, 'a': 'b', 2.5: None}, {True: 1, 'k': (1,)}
        {'a': 1}.get({})
        {}.update([1])
        {}.update([(1,)])
        {}.update(a=1), {}.update()
        """#)

    static let sets = Table(
        "sets",
        #"""
        s = {1} ¶s.add(2) ¶s.discard(5) ¶s.remove(1) ¶s
        {1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}
        {1, 2}.union([3], (4,)), {1, 2}.intersection([2]), {1, 2}.difference([1]), {1}.symmetric_difference([2])
        {1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2]), {1} < {1, 2}
        s = {1, 2} ¶s.update([3]) ¶s.intersection_update([2, 3]) ¶s.difference_update([3]) ¶s
        frozenset([1]) | {2}, {1} | frozenset([2]), frozenset([1]) == {1}, {frozenset([1]): 2}
        frozenset([1]).add(2)
        {1}.add([])
        {1} | [2]
        {1}.union(5)
        s = {1} ¶t = s.copy() ¶t.add(2) ¶s, t
        sorted({3, 1, 2}), len({1, 1, 2}), 1 in {1}, {1, 'a', None} == {None, 'a', 1}, sum({1, 2})
        {[]}
        {1}[0]
        {1}.remove([])
        {1}.foo
        """#)
}
