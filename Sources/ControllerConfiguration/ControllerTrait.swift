import Console

/// A setting of the controller, by its name in configurations and on the command line.
struct ControllerTrait: Sendable {
    /// The section: `IPController`.
    let section: String
    /// The name in the section: `ip`.
    let name: String
    /// The short options, without dashes.
    let aliases: [String]
    /// What it is, for `--help`.
    let help: String
    /// The required type and range, to follow "must be" in a message.
    let expectation: String
    /// Sets the option; false if the value is of another type or out of range.
    let apply: @Sendable (Setting.Value, inout ControllerOptions) -> Bool

    /// What is reported where it is set.
    var warning: String?

    /// The name in configurations: `IPController.ip`.
    var fullName: String { "\(section).\(name)" }
}

// MARK: - Types

extension ControllerTrait {
    typealias Path<Value> = any WritableKeyPath<ControllerOptions, Value> & Sendable

    static func text(_ name: String, alias: String? = nil, _ path: Path<String>, _ help: String) -> ControllerTrait {
        make(name, alias: alias, help, "a string") { value, options in
            guard let text = value.text else { return false }
            options[keyPath: path] = text
            return true
        }
    }

    static func number(
        _ name: String, alias: String? = nil, _ range: ClosedRange<Int>, _ path: Path<Int>, _ help: String
    ) -> ControllerTrait {
        let upper = range.upperBound == .max ? " or more" : " to \(range.upperBound)"
        return make(name, alias: alias, help, "a whole number, \(range.lowerBound)\(upper)") { value, options in
            guard let number = value.number, range.contains(number) else { return false }
            options[keyPath: path] = number
            return true
        }
    }

    static func truth(_ name: String, alias: String? = nil, _ path: Path<Bool>, _ help: String) -> ControllerTrait {
        make(name, alias: alias, help, "True or False, or 1 or 0") { value, options in
            guard let truth = value.truth else { return false }
            options[keyPath: path] = truth
            return true
        }
    }

    static func ports(_ name: String, alias: String? = nil, _ path: Path<[Int]>, _ help: String) -> ControllerTrait {
        make(name, alias: alias, help, "ports such as 10000-10017, or a list of them") { value, options in
            guard let ports = value.ports else { return false }
            options[keyPath: path] = ports
            return true
        }
    }

    static func make(
        _ fullName: String, alias: String? = nil, _ help: String, _ expectation: String,
        _ apply: @escaping @Sendable (Setting.Value, inout ControllerOptions) -> Bool
    ) -> ControllerTrait {
        let parts = fullName.split(separator: ".").map(String.init)
        return ControllerTrait(
            section: parts[0], name: parts[1], aliases: alias.map { [$0] } ?? [], help: help, expectation: expectation,
            apply: apply)
    }
}

// MARK: - Values

extension Setting.Value {
    /// What a file assigned; nil for an option and for a call.
    private var assigned: SettingValue? {
        if case .object(let object) = self { SettingValue(object) } else { nil }
    }

    var text: String? {
        switch (self, assigned) {
        case (.text(let text), _): text
        case (_, .text(let text)?): text
        // A key is bytes in most files: `c.Session.key = b'…'`.
        case (.object(.bytes(let bytes)), _): String(validating: bytes, as: UTF8.self)
        default: nil
        }
    }

    var number: Int? {
        switch (self, assigned) {
        case (.text(let text), _): Int(text)
        case (_, .integer(let number)?): number
        default: nil
        }
    }

    var truth: Bool? {
        switch (self, assigned) {
        case (.text(let text), _): ["true": true, "1": true, "false": false, "0": false][text.lowercased()]
        case (_, .boolean(let truth)?): truth
        case (_, .integer(1)?): true
        case (_, .integer(0)?): false
        default: nil
        }
    }

    var ports: [Int]? {
        switch (self, assigned) {
        case (.text(let text), _): Self.ports(text)
        case (_, .text(let text)?): Self.ports(text)
        case (_, .integer(let port)?): Self.ports(String(port))
        case (_, .list(let items)?): Self.ports(items.map(Self.typed).joined(separator: ","))
        default: nil
        }
    }

    private static func typed(_ value: SettingValue) -> String {
        if case .text(let text) = value { text } else { value.description }
    }

    /// `10000-10017`, `10000,10002`, also in brackets or parentheses.
    private static func ports(_ text: String) -> [Int]? {
        var ports: [Int] = []
        for part in text.split(separator: ",") {
            let part = part.filter { !" []()'\"".contains($0) }
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                (1...65535).contains(first), (first...65535).contains(last)
            else { return nil }
            ports += first...last
        }
        return ports
    }
}
