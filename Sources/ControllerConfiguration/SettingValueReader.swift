import BigInt
import Console
import Diagnostics

/// Converts the value of a trait to the type of the trait.
struct SettingValueReader {
    let trait: Trait
    let value: Setting.Value

    func backend() throws(RejectedSetting) -> BackendKind {
        let name =
            switch value {
            case .object(.str(let name)): name.string
            case .text(let text): text
            default: throw mismatch
            }
        guard let kind = BackendKind(name: name) else { throw BackendKind.unknown(name) }
        return kind
    }

    func count() throws(RejectedSetting) -> Int {
        guard let count = integer, count >= 0 else { throw mismatch }
        return Int(exactly: count) ?? .max
    }

    func fraction() throws(RejectedSetting) -> Double {
        var number: Double?
        switch value {
        case .object(.float(let value)): number = value
        case .object(.int(let value)): number = Int(exactly: value).map(Double.init)
        case .text(let text):
            if case .float(let value) = Object.float(from: text) { number = value }
        default: break
        }
        guard let number, (0...1).contains(number) else { throw mismatch }
        return number
    }

    func text() throws(RejectedSetting) -> String {
        switch value {
        case .object(.str(let text)): return text.string
        case .text(let text): return Self.unquoted(text)
        default: throw mismatch
        }
    }

    /// - Parameter items: The current list, which methods and options extend.
    func list(into items: inout [SettingValue]) throws(RejectedSetting) {
        switch value {
        case .object(let object): items = try self.items(of: object)
        case .text(let text):
            guard let literal = Object.literal(text), let value = SettingValue(literal) else {
                items.append(.text(text))
                return
            }
            if case .list(let new) = value { items = new } else { items.append(value) }
        case .change(let method, let arguments):
            let argument = try onlyArgument(arguments, of: method)
            switch method {
            case "append": items.append(try item(argument))
            case "extend": items += try self.items(of: argument)
            case "prepend": items = try self.items(of: argument) + items
            default: throw unsupported(method)
            }
        case .unknown: throw mismatch
        }
    }

    /// - Parameter values: The current dict, which methods and options extend.
    func dictionary(into values: inout KeywordValues) throws(RejectedSetting) {
        switch value {
        case .object(let object): values = KeywordValues(try pairs(of: object))
        case .text(let text):
            if let literal = Object.literal(text) {
                values = KeywordValues(try pairs(of: literal))
            } else {
                values.merge([try pair(text)])
            }
        case .change("update", let arguments):
            values.merge(try pairs(of: onlyArgument(arguments, of: "update")))
        case .change(let method, _): throw unsupported(method)
        case .unknown: throw mismatch
        }
    }
}

// MARK: - Parts of values

extension SettingValueReader {
    private var integer: BigInt? {
        switch value {
        case .object(.int(let value)): return value
        case .object(.float(let value)): return BigInt(exactly: value)
        case .text(let text):
            guard case .int(let value) = Object.integer(from: text) else { return nil }
            return value
        default: return nil
        }
    }

    private func onlyArgument(_ arguments: Arguments, of method: String) throws(RejectedSetting) -> Object {
        guard arguments.positional.count == 1, arguments.keywords.isEmpty else { throw unsupported(method) }
        return arguments.positional[0]
    }

    private func item(_ object: Object) throws(RejectedSetting) -> SettingValue {
        guard let value = SettingValue(object) else {
            throw RejectedSetting("`\(trait.rawValue)` cannot hold \(Self.described(object))")
        }
        return value
    }

    private func items(of object: Object) throws(RejectedSetting) -> [SettingValue] {
        switch object {
        case .list, .tuple: break
        default: throw mismatch
        }
        guard case .list(let items) = try item(object) else { throw mismatch }
        return items
    }

    private func pairs(of object: Object) throws(RejectedSetting) -> [(name: String, value: SettingValue)] {
        guard case .dict(let dict) = object, let pairs = SettingValue.pairs(dict) else { throw mismatch }
        return pairs
    }

    /// Parses `name=value`; a value that is not a literal is a string.
    private func pair(_ text: String) throws(RejectedSetting) -> (name: String, value: SettingValue) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else { throw mismatch }
        return (parts[0], Object.literal(parts[1]).flatMap { SettingValue($0) } ?? .text(parts[1]))
    }

    /// Removes surrounding quotes.
    private static func unquoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count >= 2, let first = scalars.first, first == scalars.last, first == "'" || first == "\"" else {
            return text
        }
        return String(String.UnicodeScalarView(scalars.dropFirst().dropLast()))
    }
}

// MARK: - Errors

extension SettingValueReader {
    private var mismatch: RejectedSetting {
        let found =
            switch value {
            case .object(let object): Self.described(object)
            case .text(let text): Secrets.mayBe(in: text) ? Secrets.value : quoted(text)
            case .change(let method, _): "a call of `\(method)`"
            case .unknown: "an unknown value"
            }
        return RejectedSetting("`\(trait.rawValue)` must be \(trait.expectation), not \(found)")
    }

    private func unsupported(_ method: String) -> RejectedSetting {
        RejectedSetting(
            "`\(trait.rawValue)` does not support this call of \(quoted(method))",
            note: "assign the whole value: it must be \(trait.expectation)")
    }

    private static func described(_ object: Object) -> String {
        switch object {
        case .none: return "None"
        case .host: return "a trait that is not set"
        default: break
        }
        guard !Secrets.mayBe(in: object.repr) else { return "a \(object.typeName) that is not shown" }
        let scalars = object.repr.onOneLine.unicodeScalars
        let shown = String(String.UnicodeScalarView(scalars.prefix(40)))
        return "the \(object.typeName) \(shown)" + (scalars.dropFirst(40).isEmpty ? "" : "…")
    }
}
