import FoundationEssentials
import TaskDatabases

/// Values are written as relaxed MongoDB Extended JSON v2, and read as relaxed or canonical Extended JSON.
///
/// Source: https://github.com/mongodb/specifications, "Extended JSON".
extension Value {
    /// Reads a value.
    ///
    /// - Parameter path: the value's place in the message, for errors.
    /// - Throws: ``WireError``.
    package init(extendedJSON json: JSON, at path: String) throws {
        self = try locating(path) { try Value(json) }
    }

    /// Reads a value without its place: `locating` adds the place to an error, so that only errors cost time.
    fileprivate init(_ json: JSON) throws {
        switch json {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer(let integer): self = .integer(integer)
        case .double(let double): self = .double(double)
        case .bigInteger(let digits): throw WireError("", "the integer \(digits) is beyond 64 bits")
        case .string(let string): self = .text(string)
        case .array(let elements):
            self = .list(
                try elements.indices.map { index in try locating("[\(index)]") { try Value(elements[index]) } })
        case .object(let object):
            self = try Self.wrapped(object) ?? .document(Document(object))
        }
    }

    /// Writes the value.
    ///
    /// - Parameter keepsOffsets: writes an instant in its own zone instead of in UTC.
    /// - Throws: ``WireError`` for a document that Extended JSON would read as another type.
    package func extendedJSON(at path: String = "", keepsOffsets: Bool = false) throws -> JSON {
        try locating(path) { try json(keepsOffsets) }
    }

    fileprivate func json(_ keepsOffsets: Bool) throws -> JSON {
        switch self {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .integer(let integer): return .integer(integer)
        case .double(let double): return double.isFinite ? .double(double) : Self.named(double)
        case .text(let text): return .string(text)
        case .bytes(let bytes):
            return ["$binary": ["base64": .string(Data(bytes).base64EncodedString()), "subType": "00"]]
        case .instant(let instant):
            guard Instant.earliest <= instant, instant <= Instant.latest else {
                throw WireError("", "a date outside the years 1 to 9999 cannot be written")
            }
            return ["$date": .string(keepsOffsets ? instant.descriptionInItsZone : instant.description)]
        case .list(let values):
            return .array(
                try values.indices.map { index in try locating("[\(index)]") { try values[index].json(keepsOffsets) } })
        case .document(let document): return .object(try document.json(keepsOffsets))
        }
    }
}

extension Document {
    /// Reads a document.
    ///
    /// - Throws: ``WireError``.
    package init(extendedJSON object: JSONObject, at path: String) throws {
        self = try locating(path) { try Document(object) }
    }

    fileprivate init(_ object: JSONObject) throws {
        self.init(
            try object.members.map { member in
                (member.name, try locating("." + member.name) { try Value(member.value) })
            })
        guard count == object.members.count else { throw WireError("", "duplicate member name") }
    }

    /// Writes the document.
    ///
    /// - Parameter keepsOffsets: writes instants in their own zones instead of in UTC.
    /// - Throws: ``WireError`` for a document that Extended JSON would read as another type.
    package func extendedJSON(at path: String = "", keepsOffsets: Bool = false) throws -> JSON {
        .object(try locating(path) { try json(keepsOffsets) })
    }

    fileprivate func json(_ keepsOffsets: Bool) throws -> JSONObject {
        var object = JSONObject()
        for (name, value) in self {
            object.append(name, try locating("." + name) { try value.json(keepsOffsets) })
        }
        if let wrapper = Value.wrapper(object) {
            throw WireError("", "a dict whose only key is \(wrapper) would be read as a value of that type")
        }
        return object
    }
}

/// Runs `body` and prefixes the place of its error with `step`.
private func locating<Result>(_ step: @autoclosure () -> String, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as WireError {
        throw error.below(step())
    }
}

// MARK: - Types written as objects

extension Value {
    private static let wrappers = [
        "$binary", "$date", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal", "$oid", "$uuid", "$symbol",
        "$code", "$timestamp", "$regularExpression", "$dbPointer", "$minKey", "$maxKey", "$undefined",
    ]

    /// The member that marks an object as a value of another type; nil for a document.
    fileprivate static func wrapper(_ object: JSONObject) -> String? {
        guard object.members.count == 1, let name = object.members.first?.name, name.utf8.first == UInt8(ascii: "$")
        else { return nil }
        return wrappers.first { $0 == name }
    }

    private static func wrapped(_ object: JSONObject) throws -> Value? {
        guard let name = wrapper(object), let content = object.members.first?.value else { return nil }
        let place = "." + name
        switch name {
        case "$date": return .instant(try date(content, at: place))
        case "$binary": return .bytes(try binary(content, at: place))
        case "$numberInt": return .integer(try integer(content, digits: 10, at: place))
        case "$numberLong": return .integer(try integer(content, digits: 19, at: place))
        case "$numberDouble": return .double(try double(content, at: place))
        default: throw WireError("", "a task database cannot hold a value of the type \(name)")
        }
    }

    private static func date(_ json: JSON, at path: String) throws -> Instant {
        switch json {
        case .string(let text):
            if let instant = Instant(text) { return instant }
            throw WireError(path, "expected a date such as 2012-01-18T02:27:56.123456Z, found \"\(text.prefix(60))\"")
        case .object:
            guard let canonical = json["$numberLong"] else { break }
            try json.checkMembers(["$numberLong"], at: path)
            let milliseconds = try integer(canonical, digits: 19, at: path + ".$numberLong")
            let (microseconds, overflow) = milliseconds.multipliedReportingOverflow(by: 1000)
            let instant = Instant(microseconds: microseconds)
            if !overflow, Instant.earliest <= instant, instant <= Instant.latest { return instant }
            throw WireError(path, "the date \(milliseconds) ms is outside the years 1 to 9999")
        default: break
        }
        throw WireError.expected(
            "a date such as \"2012-01-18T02:27:56.123456Z\" or {\"$numberLong\": …} with milliseconds", at: path,
            found: json)
    }

    private static func binary(_ json: JSON, at path: String) throws -> [UInt8] {
        guard case .string(let text)? = json["base64"] else {
            throw WireError.expected("a string of base64", at: path + ".base64", found: json["base64"])
        }
        guard case .string(let subType)? = json["subType"], 1...2 ~= subType.utf8.count,
            subType.utf8.allSatisfy(\.isHexadecimal)
        else {
            throw WireError.expected(
                "one or two hexadecimal digits such as \"00\"", at: path + ".subType", found: json["subType"])
        }
        try json.checkMembers(["base64", "subType"], at: path)
        if let fault = Base64Fault(text) { throw WireError(path + ".base64", "invalid base64: \(fault)") }
        guard let data = Data(base64Encoded: text) else { throw WireError(path + ".base64", "invalid base64") }
        return Array(data)
    }

    /// - Parameter digits: the most digits.
    private static func integer(_ json: JSON, digits: Int, at path: String) throws -> Int {
        guard case .string(let text) = json else {
            throw WireError.expected("a string of digits", at: path, found: json)
        }
        let number = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard 1...digits ~= number.count, number.allSatisfy(\.isDigit),
            number.count == 1 || number.first != UInt8(ascii: "0")
        else {
            throw WireError(path, "\"\(text.prefix(60))\" is not an integer of up to \(digits) digits such as \"-5\"")
        }
        guard let integer = Int(text) else { throw WireError(path, "\"\(text)\" is not a 64-bit integer") }
        return integer
    }

    private static func double(_ json: JSON, at path: String) throws -> Double {
        guard case .string(let text) = json else { throw WireError.expected("a string", at: path, found: json) }
        switch text {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default:
            // `Double` also reads hexadecimal digits, `nan` and `inf`.
            let isDecimal = text.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
            guard isDecimal, text.utf8.first != UInt8(ascii: "."), let double = Double(text), double.isFinite else {
                throw WireError(path, "\"\(text.prefix(60))\" is not a double")
            }
            return double
        }
    }

    private static func named(_ double: Double) -> JSON {
        ["$numberDouble": double.isNaN ? "NaN" : double < 0 ? "-Infinity" : "Infinity"]
    }
}
