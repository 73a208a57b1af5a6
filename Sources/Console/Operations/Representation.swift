import BigInt

/// The functions `repr` and `str`.
struct Representation {
    private let meter: Meter
    private var output: [Unicode.Scalar] = []
    private var open: Set<ObjectIdentifier> = []

    private init(meter: Meter) {
        self.meter = meter
    }

    static func repr(_ object: Object, meter: Meter) throws -> Str {
        var representation = Representation(meter: meter)
        try representation.write(object, depth: 0)
        return Str(representation.output)
    }

    static func str(_ object: Object, meter: Meter) throws -> Str {
        switch object {
        case .str(let text): text
        case .datetime(let moment): Str(moment.isoFormat(separator: " "))
        case .date(let date): Str(date.isoFormat)
        case .time(let time): Str(time.isoFormat)
        case .timedelta(let delta): Str(delta.text)
        case .timezone(let zone): Str(zone.label)
        case .exception(let exception): try str(exception, meter: meter)
        default: try repr(object, meter: meter)
        }
    }

    /// Returns what `str(exception)` returns: its only argument, or the tuple of its arguments.
    static func str(_ exception: ExceptionObject, meter: Meter) throws -> Str {
        switch exception.arguments.count {
        case 0: ""
        case 1 where exception.type.name == "KeyError": try repr(exception.arguments[0], meter: meter)
        case 1: try str(exception.arguments[0], meter: meter)
        default: try repr(.tuple(exception.arguments), meter: meter)
        }
    }

    /// Escapes the characters of a repr that are not ASCII.
    static func ascii(_ text: Str) -> Str {
        Str(text.scalars.flatMap { $0.isASCII ? [$0] : Array($0.escape.unicodeScalars) })
    }
}

extension Object {
    /// The repr; `...` if the value nests too deep or the repr is too large.
    package var repr: String {
        (try? Representation.repr(self, meter: Meter()))?.string ?? "..."
    }
}

extension Representation {
    private mutating func write(_ text: String) throws {
        output.append(contentsOf: text.unicodeScalars)
        try meter.reserveOutput(output.count)
    }

    private mutating func write(_ object: Object, depth: Int) throws {
        try meter.enter(depth)
        switch object {
        case .none: try write("None")
        case .ellipsis: try write("Ellipsis")
        case .notImplemented: try write("NotImplemented")
        case .bool(let value): try write(value ? "True" : "False")
        case .int(let value): try write(try IntegerText.decimal(value))
        case .float(let value): try write(FloatText.repr(value))
        case .str(let text): try write(text.repr)
        case .bytes(let bytes): try write(BytesText.repr(bytes))
        case .list(let list): try enclose(list, "[", list.items, "]", depth)
        case .tuple(let tuple): try enclose(tuple, "(", tuple.items, tuple.items.count == 1 ? ",)" : ")", depth)
        case .set(let set): try write(set, depth)
        case .dict(let dict): try write(dict, depth)
        case .view(let view):
            try write(view.part.typeName)
            try enclose(view, "([", view.objects, "])", depth)
        case .exception(let exception):
            try write(exception.type.name)
            try enclose(exception, "(", exception.arguments, ")", depth)
        default: try write(object.flatRepr)
        }
    }

    private mutating func write(_ set: SetObject, _ depth: Int) throws {
        if set.count == 0 { return try write("\(set.isFrozen ? "frozenset" : "set")()") }
        try enclose(set, set.isFrozen ? "frozenset({" : "{", set.items, set.isFrozen ? "})" : "}", depth)
    }

    private mutating func enclose(_ cell: Cell, _ opening: String, _ items: [Object], _ closing: String, _ depth: Int)
        throws
    {
        guard open.insert(ObjectIdentifier(cell)).inserted else {
            return try write(opening + "..." + closing)
        }
        defer { open.remove(ObjectIdentifier(cell)) }
        try write(opening)
        for (index, item) in items.enumerated() {
            if index > 0 { try write(", ") }
            try write(item, depth: depth + 1)
        }
        try write(closing)
    }

    private mutating func write(_ dict: DictObject, _ depth: Int) throws {
        guard open.insert(ObjectIdentifier(dict)).inserted else { return try write("{...}") }
        defer { open.remove(ObjectIdentifier(dict)) }
        try write("{")
        for (index, entry) in dict.live.enumerated() {
            if index > 0 { try write(", ") }
            try write(entry.name, depth: depth + 1)
            try write(": ")
            try write(entry.value, depth: depth + 1)
        }
        try write("}")
    }
}

extension Object {
    /// The repr of a value that holds no others.
    fileprivate var flatRepr: String {
        switch self {
        case .range(let range):
            range.step == 1
                ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
        case .datetime(let moment): moment.repr
        case .date(let date): date.repr
        case .time(let time): time.repr
        case .timedelta(let delta): delta.repr
        case .timezone(let zone): zone.repr
        case .type(let type): "<class '\(type.qualifiedName)'>"
        case .module(let module): "<module '\(module.name)'>"
        case .function: "<function <lambda>>"
        case .builtin(let function): "<function \(function.name)>"
        case .method(let method):
            if case .module = method.receiver {
                "<built-in function \(method.name)>"
            } else {
                "<built-in method \(method.name) of \(method.receiver.typeName) object>"
            }
        case .iterator(let iterator): "<\(iterator.typeName) object>"
        case .host(let host): "<\(host.typeName) object>"
        default: "<\(typeName) object>"
        }
    }
}
