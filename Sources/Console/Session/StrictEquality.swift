/// The equality of pages: by type and value, deeply. A NaN equals a NaN; aware datetimes compare as instants.
struct StrictEquality {
    private let meter = Meter()

    /// Describes the difference of two values on one line; returns nil if they are equal.
    static func difference(_ expected: Object, _ actual: Object) -> String? {
        do {
            return try StrictEquality().difference(expected, actual, at: "", depth: 0)
        } catch let limit as LimitReached {
            return "cannot be compared: \(limit.message)"
        } catch {
            return "cannot be compared: \(error)"
        }
    }

    private func difference(_ expected: Object, _ actual: Object, at path: String, depth: Int) throws -> String? {
        try meter.enter(depth)
        let place = path.isEmpty ? "" : "at \(path): "
        guard expected.type.qualifiedName == actual.type.qualifiedName else {
            return "\(place)expected \(article(expected)), got \(article(actual))"
        }
        switch (expected, actual) {
        case (.list(let expected), .list(let actual)):
            return try sequences(expected.items, actual.items, path, depth)
        case (.tuple(let expected), .tuple(let actual)):
            return try sequences(expected.items, actual.items, path, depth)
        case (.dict(let expected), .dict(let actual)): return try dicts(expected, actual, path, depth)
        case (.set(let expected), .set(let actual)):
            return try sets(expected, actual) ? nil : "\(place)the sets differ"
        case (.float(let expected), .float(let actual)):
            return expected == actual || expected.isNaN && actual.isNaN ? nil : "\(place)the values differ"
        default:
            return try Comparison(meter: meter).equal(expected, actual) ? nil : "\(place)the values differ"
        }
    }

    private func article(_ value: Object) -> String {
        let name = value.type.qualifiedName
        return name == "NoneType" ? "None" : ("aeiou".contains(name.first ?? " ") ? "an " : "a ") + name
    }

    private func sequences(_ expected: [Object], _ actual: [Object], _ path: String, _ depth: Int) throws -> String? {
        guard expected.count == actual.count else {
            let place = path.isEmpty ? "" : "at \(path): "
            return "\(place)expected \(expected.count) item\(expected.count == 1 ? "" : "s"), got \(actual.count)"
        }
        for (index, pair) in zip(expected, actual).enumerated() {
            if let found = try difference(pair.0, pair.1, at: "\(path)[\(index)]", depth: depth + 1) { return found }
        }
        return nil
    }

    /// Compares keys strictly too: `1` and `True` are one key in Python but two here.
    private func dicts(_ expected: DictObject, _ actual: DictObject, _ path: String, _ depth: Int) throws -> String? {
        let place = path.isEmpty ? "" : "at \(path): "
        for entry in actual.live where expected.value(of: entry.key) == nil {
            return "\(place)unexpected key \(short(entry.name))"
        }
        let names = Dictionary(uniqueKeysWithValues: actual.live.map { ($0.key, $0.name) })
        for entry in expected.live {
            guard let value = actual.value(of: entry.key), let name = names[entry.key] else {
                return "\(place)missing key \(short(entry.name))"
            }
            if let found = try difference(entry.name, name, at: path, depth: depth + 1) {
                return "\(place)the keys \(short(entry.name)) and \(short(name)) differ: \(found)"
            }
            let inner = "\(path)[\(short(entry.name))]"
            if let found = try difference(entry.value, value, at: inner, depth: depth + 1) { return found }
        }
        return nil
    }

    private func sets(_ expected: SetObject, _ actual: SetObject) throws -> Bool {
        guard expected.count == actual.count else { return false }
        let names = Dictionary(uniqueKeysWithValues: actual.members.live.map { ($0.key, $0.name) })
        for entry in expected.members.live {
            guard let name = names[entry.key], try difference(entry.name, name, at: "", depth: 1) == nil else {
                return false
            }
        }
        return true
    }

    private func short(_ value: Object) -> String {
        let text = value.repr.replacing("\n", with: " ")
        return text.count > 40 ? text.prefix(37) + "..." : text
    }
}
