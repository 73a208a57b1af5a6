extension Programs {
    static let formatEdges = Table(
        "formatting, edges",
        #"""
        format(1.5, '>012'), format(1.5, '<012'), format(1, '^06'), format('abc', '<05'), format('abc', '>05'), format('abc', '05'), format('abc', '^07')
        format(-1.5, '.0'), format(1.5, '.0'), format(25.0, '.1'), format(0.0, '.0'), format(1e16, '#'), format(1e-5, '#'), format(1.5, '#'), format(5e-324, '#')
        format('x', '-5s')
        format('x', ' ')
        format('x', 'z')
        format('x', '=5')
        format('x', '#')
        format('x', '+z1_')
        format('x', '_')
        format('x', '\x01')
        format(-0.0, 'z'), format(-0.001, 'z.1f'), format(-0.4, '+z.0f'), format(-1.5, 'z.1f'), format(-0.0, 'z.3e'), format(-1e-10, ' z.2%')
        format(1, 'z')
        format(1, 'zs')
        format(1, '.3s')
        format(65, '5c'), format(65, '<5c'), format(65, '^05c'), format(65, 'c')
        format(65, '#c')
        format(65, '+c')
        format(10 ** 20, 'c')
        format(10 ** 20, 'é')
        format(float('nan'), '012,e'), format(float('-inf'), '0=08,F'), format(float('inf'), '09_'), format(12, '٥d')
        format(1, ',,')
        format(1, ',,d')
        format(1, '__')
        format(1, '_,')
        format(1, ',_')
        '%+05d|%-05d|% d|%+d|%#x|%#o|%#X|%#08x|%-#8x|' % (5, 5, 5, -5, 255, 8, 255, 255, 255)
        '%.3d|%8.3d|%08.3d|%#.5x|%.0d|%5.1x' % (5, 5, -5, 255, 0, 300)
        '%c%c%5c|%-5c|' % (65, 'b', 'c', 0x1F600)
        '%c' % 'ab'
        '%c' % 1.5
        '%c' % -1
        '%*d|%-*d|%.*f|%*.*f' % (5, 1, 5, 2, 2, 1.005, 8, 3, 2.5), '%*d|' % (-5, 1)
        '%*d' % ('a', 1)
        '%ld %hd %Li' % (1, 2, 3)
        '%5%' % ()
        '%-%' % (1,)
        '%(a)s %(b)05.1f %(a)r %%' % {'a': 'x', 'b': 2.25}, '%((a))s' % {'(a)': 1}, 'x' % {}, 'x' % [], 'x' % b'', 'x' % range(3)
        '%(a' % {'a': 1}
        '%(a)s' % [1]
        '%(a)s' % (1,)
        '%(a)s' % 'x'
        '%.2s|%5.1s|%-5.1s|%05s|%+s|%.0r' % ('abc', 'abc', 'abc', 'abc', 'abc', 'abc')
        '%g %G %e %#g %#.0f %+.1e %010.3f %-10.2f|% f' % (1e10, 1e-10, 12345.678, 1.0, 2.0, 3.14159, -3.14159, 2.5, 1.0)
        '%05f %+F %x' % (float('nan'), float('inf'), True)
        '%x' % 1.5
        '%d' % '5'
        '%d %i %u' % (2.9, -2.9, 1e20)
        '%d' % float('nan')
        '%f' % 'x'
        '%q' % 1
        '%é' % 1
        '%' % 1
        '%5' % 1
        '%s %s' % 1
        """#)

    static let textEdges = Table(
        "text, edges",
        #"""
        'ς'.casefold(), 'ﬁ'.casefold(), 'ß ẞ ŉ ǰ ΐ'.casefold(), 'Σς'.casefold(), 'ıİ'.casefold(), 'Ꭰꭰ'.casefold(), 'ͅ µ ſ'.casefold()
        ' ςΣ\x7f'.lower(), 'ΑΣ'.lower(), 'ΑΣΑ'.lower(), 'ΑΣ.Α'.lower(), 'ΑΣ Α'.lower(), 'Σ'.lower(), "ΑΣ'Σ".lower(), 'ΑΣ\u0301'.lower()
        'ΑΣ'.capitalize(), 'ΑΣ ΑΣ'.title(), 'ας'.swapcase(), 'ΑΣ'.swapcase(), 'ǅ'.swapcase(), 'ᾈ'.swapcase(), 'ﬁx'.title(), 'ŉ'.upper(), 'ǆab'.capitalize()
        '\ua7cb \ua7dc \u019b \u0264'.lower(), '\u019b \u0264'.upper(), '\u1c89'.isupper(), '\u088f'.isalpha(), '\U00010d40'.isdigit()
        "they're bill's".title(), 'x1y'.title(), ''.title(), 'éa ÀB'.swapcase(), 'İ'.lower(), 'ı'.upper()
        'abc'.replace('b', 'x', 0), 'aaa'.replace('a', 'b', 2), 'aXbXc'.split('X', 0), 'abab'.count('ab'), 'aaaa'.find('aa', 1)
        'a'.find(1, 'x')
        b'a'.find('a', 1.5)
        b''.split(0)
        b'a b'.split(None), b'a b'.split(b' ', 0)
        x = [1, 2] ¶x[::0] = 1
        sum(-3, b'')
        -10 ** 20 * ['a']
        [1].index(1, None)
        (1,).index(1, 0, 'x')
        [1].pop(10 ** 20)
        b''.decode(1, 2)
        'a'.encode(None)
        'a'.splitlines('x')
        'a\n'.splitlines(True), 'a\n'.splitlines(0)
        'a'.replace(None, 'b')
        'a'.removeprefix(None)
        'a'.startswith(1, 5)
        'a'.endswith(('b', 1), 5)
        """#)

    static let dateEdges = Table(
        "dates, edges",
        #"""
        import datetime ¶datetime.datetime(1, 1, 1).ctime(), datetime.date(1, 2, 3).ctime(), datetime.datetime(999, 12, 31).ctime(), datetime.datetime(12, 1, 1).isoformat()
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02:27:56 Z')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02:27:56x+01:00')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02:27:56 ')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02:27:56+01:00 ')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02:27:56:789')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02275678')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02:2756')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T02:27:56.Z')
        from datetime import datetime ¶datetime.fromisoformat('2012-01-18T')
        from datetime import datetime ¶datetime.fromisoformat('20122018T0227x')
        from datetime import datetime ¶datetime.fromisoformat('20122018T022761+2500')
        from datetime import date ¶date.fromisoformat('20120118T0'), date.fromisoformat('2012W033xx')
        from datetime import datetime ¶datetime.strptime('pm 05', '%p %H'), datetime.strptime('05 pm', '%I %p'), datetime.strptime('AM 12', '%p %I'), datetime.strptime('12', '%I')
        """#)
}
