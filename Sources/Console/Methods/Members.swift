/// The attributes of each type: those in the subset, and those that only Python has.
enum Members {
    static func isMethod(_ name: String, of type: TypeObject) -> Bool {
        methods[lookupName(type)]?.contains(name) ?? false
    }

    static func isClassMethod(_ name: String, of type: TypeObject) -> Bool {
        classMethods[type.qualifiedName]?.contains(name) ?? false
    }

    /// Whether Python has the attribute but the subset leaves it out.
    static func isLeftOut(_ name: String, of type: TypeObject) -> Bool {
        name.hasPrefix("__") && name.hasSuffix("__") || leftOut[lookupName(type)]?.contains(name) ?? false
    }

    /// Whether the subset leaves an attribute out of every type that has it in Python. An exception's are not among them:
    /// such names are common on other objects.
    static func isLeftOutEverywhere(_ name: String) -> Bool { leftOutEverywhere.contains(name) }

    private static let leftOutEverywhere: Set<String> = {
        var names: Set<String> = []
        for (type, attributes) in leftOut where type != "BaseException" && type != "generator" {
            names.formUnion(attributes)
        }
        for attributes in Array(methods.values) + Array(classMethods.values) { names.subtract(attributes) }
        return names
    }()

    private static func lookupName(_ type: TypeObject) -> String {
        type.name == "bool" ? "int" : type.isException ? "BaseException" : type.qualifiedName
    }

    private static func words(_ table: [String: String]) -> [String: Set<String>] {
        table.mapValues { Set($0.split(separator: " ").map(String.init)) }
    }

    private static let methods = words([
        "str": """
        capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha \
        isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower \
        lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines \
        startswith strip swapcase title upper zfill
        """,
        "bytes": """
        count decode endswith find hex index join lower partition removeprefix removesuffix replace rfind \
        rindex split startswith strip lstrip rstrip upper
        """,
        "list": "append clear copy count extend index insert pop remove reverse sort",
        "tuple": "count index",
        "dict": "clear copy get items keys pop popitem setdefault update values",
        "set": """
        add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset \
        issuperset pop remove symmetric_difference symmetric_difference_update union update
        """,
        "frozenset": "copy difference intersection isdisjoint issubset issuperset symmetric_difference union",
        "dict_keys": "isdisjoint", "dict_items": "isdisjoint",
        "int": "bit_length bit_count conjugate as_integer_ratio to_bytes",
        "float": "is_integer as_integer_ratio conjugate hex",
        "range": "count index",
        "datetime.datetime": """
        astimezone ctime date dst isocalendar isoformat isoweekday replace strftime time timestamp timetz toordinal \
        tzname utcoffset weekday
        """,
        "datetime.date": "ctime isocalendar isoformat isoweekday replace strftime toordinal weekday",
        "datetime.time": "dst isoformat replace strftime tzname utcoffset",
        "datetime.timedelta": "total_seconds",
        "datetime.timezone": "dst tzname utcoffset fromutc",
    ])

    private static let classMethods = words([
        "dict": "fromkeys", "bytes": "fromhex", "float": "fromhex", "int": "from_bytes", "str": "maketrans",
        "datetime.datetime": """
        combine fromisocalendar fromisoformat fromordinal fromtimestamp now strptime today utcfromtimestamp utcnow
        """,
        "datetime.date": "fromisocalendar fromisoformat fromordinal fromtimestamp today",
        "datetime.time": "fromisoformat",
    ])

    private static let leftOut = words([
        "str": "translate maketrans",
        "bytes": """
        capitalize center expandtabs isalnum isalpha isascii isdigit islower isspace istitle isupper ljust \
        maketrans rjust rpartition rsplit splitlines swapcase title translate zfill
        """,
        "dict_keys": "mapping", "dict_values": "mapping", "dict_items": "mapping",
        "datetime.datetime": "timetuple utctimetuple",
        "datetime.date": "timetuple",
        "datetime.timezone": "",
        "BaseException": """
        add_note with_traceback name obj errno filename filename2 strerror characters_written value code \
        msg path encoding object start end reason lineno offset text print_file_and_line end_lineno end_offset
        """,
        "generator": "close gi_code gi_frame gi_running gi_suspended gi_yieldfrom send throw",
    ])
}
