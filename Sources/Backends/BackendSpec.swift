import Conformance
import TaskDatabases

/// The name of a backend on the command line: `dictdb`, `nodb`, `sqlitedb:PATH`, `python:MODULE:CLASS`, each with
/// options as in `dictdb?record_limit=10`, or a command.
package struct BackendSpec: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case builtIn(BuiltInDatabase)
        /// A class with IPython's seven methods, hosted by the Python adapter.
        case python(module: String, class: String)
        /// A program that speaks the protocol, and its arguments.
        case command([String])
    }

    package let kind: Kind
    /// Where a built-in database is kept: the text after its name and a colon.
    package let place: String?
    package let options: [Option]

    package struct Option: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    /// The forms of a spec, for help texts and messages.
    package static let forms = "\(BuiltInDatabase.forms) or python:MODULE:CLASS"

    /// A program that speaks the protocol, and its arguments.
    package init(command: [String]) {
        kind = .command(command)
        place = nil
        options = []
    }

    /// A built-in database without options.
    package init(_ database: BuiltInDatabase) {
        kind = .builtIn(database)
        place = nil
        options = []
    }

    /// Whether the backend is a Python class, which needs the adapter.
    package var needsPythonAdapter: Bool {
        if case .python = kind { true } else { false }
    }

    /// - Throws: ``BackendSpecError``, which lists the forms of a spec.
    package init(_ text: String) throws {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        (kind, place) = try Self.kind(parts[0], in: text)
        options = try parts.count < 2 ? [] : parts[1].split(separator: "&").map { try Self.option($0, in: text) }
        if case .builtIn(let database) = kind { try check(database, text) }
    }

    private static func kind(_ name: Substring, in text: String) throws -> (Kind, place: String?) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if let database = parts.first.flatMap(BuiltInDatabase.init(rawValue:)) {
            let place = parts.count > 1 ? parts[1] : nil
            guard place.map({ !$0.isEmpty && database.placeOption != nil }) ?? true else {
                throw BackendSpecError("\(database.rawValue) takes no place such as \(name)", text)
            }
            return (.builtIn(database), place)
        }
        guard name.hasPrefix("python:") else {
            throw BackendSpecError("unknown backend \(name)" + hint(for: name), text)
        }
        // A path to a file may hold a colon itself; a class's name does not.
        let target = name.dropFirst("python:".count)
        guard let colon = target.lastIndex(of: ":"), colon != target.startIndex,
            case let className = target[target.index(after: colon)...], !className.isEmpty
        else { throw BackendSpecError("\(name) does not name a module and a class", text) }
        return (.python(module: String(target[..<colon]), class: String(className)), nil)
    }

    /// What a name that is no backend was probably meant to be.
    private static func hint(for name: Substring) -> String {
        if name.contains("/") { return "; to run a program: taskdb test -- \(name)" }
        return name.contains(":") ? "; for a Python class: python:\(name)" : ""
    }

    private static func option(_ text: Substring, in spec: String) throws -> Option {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw BackendSpecError("the option \(text) is not of the form name=value", spec)
        }
        return Option(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }

    private func check(_ database: BuiltInDatabase, _ text: String) throws {
        do {
            try database.check(document)
        } catch let error as TaskDatabaseError {
            throw BackendSpecError(error.message, text)
        }
    }

    /// The options as values: integers, doubles, booleans, else text. The place is an option, too.
    package var document: Document {
        var document = Document(options.map { ($0.name, Value(option: $0.value)) })
        if case .builtIn(let database) = kind, let option = database.placeOption, let place {
            document[option] = .text(place)
        }
        return document
    }

    /// The spec without its options.
    var title: String {
        switch kind {
        case .builtIn(let database):
            database.rawValue + (place.map { ":" + Self.withoutPassword($0, of: database) } ?? "")
        case .python(let module, let className): "python:\(module):\(className)"
        case .command(let words): words.joined(separator: " ")
        }
    }

    /// Reports are shown to others: they must not have the password of a server's URI.
    private static func withoutPassword(_ place: String, of database: BuiltInDatabase) -> String {
        database.placeOption == "uri" ? withoutPassword(uri: place) : place
    }

    private static func withoutPassword(uri place: String) -> String {
        guard let end = place.lastIndex(of: "@") else { return place }
        let start = place.firstRange(of: "//")?.upperBound ?? place.startIndex
        guard start < end, let colon = place[start..<end].firstIndex(of: ":") else { return place }
        return place[...colon] + "***" + place[end...]
    }

    /// A spec that may be invalid, without passwords.
    fileprivate static func withoutPasswords(_ text: String) -> String {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let place = text.contains("://") ? withoutPassword(uri: parts[0]) : parts[0]
        guard parts.count > 1 else { return place }
        let options = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { option in
            let name = option.prefix { $0 != "=" }
            guard name.count < option.count else { return String(option) }
            return withoutPassword(Option(name: String(name), value: String(option.dropFirst(name.count + 1))))
        }
        return place + "?" + options.joined(separator: "&")
    }

    /// The spec as it is typed, without passwords.
    package var text: String {
        options.isEmpty ? title : title + "?" + options.map(Self.withoutPassword).joined(separator: "&")
    }

    private static func withoutPassword(_ option: Option) -> String {
        let name = option.name.lowercased()
        let isSecret = name.contains("password") || name == "authmechanismproperties"
        let value = name == "uri" ? withoutPassword(uri: option.value) : isSecret ? "***" : option.value
        return "\(option.name)=\(value)"
    }
}

/// An invalid spec. Its texts have no passwords: they are shown to others.
package struct BackendSpecError: Error, CustomStringConvertible, Equatable {
    package let reason: String
    package let spec: String

    init(_ reason: String, _ spec: String) {
        self.reason = reason
        self.spec = BackendSpec.withoutPasswords(spec)
    }

    package var description: String {
        """
        in the backend `\(spec)`: \(reason).
        A backend is \(BackendSpec.forms), with options as in dictdb?record_limit=10; \
        a program that speaks the protocol comes after `--`.
        """
    }
}

extension Value {
    /// An option's value as it is typed.
    package init(option text: String) {
        self =
            switch text {
            case "true", "True": .bool(true)
            case "false", "False": .bool(false)
            default: Int(text).map(Value.integer) ?? Double(text).map(Value.double) ?? .text(text)
            }
    }
}

extension BackendSpec {
    /// The names of the backend in reports and command lines.
    package var label: BackendLabel {
        let arguments: [String] =
            if case .command(let words) = kind { ["--"] + words } else { ["--backend", text] }
        return BackendLabel(spec: text, arguments: arguments, isReference: kind == .builtIn(.dictdb))
    }

    /// A backend that can be started.
    ///
    /// - Parameters:
    ///   - timeout: the longest time for the answer to one request.
    ///   - showsStandardError: shows the standard error of a child.
    ///   - pythonAdapter: the path of the adapter for Python's classes.
    package func backend(timeout: Duration, showsStandardError: Bool, pythonAdapter: String) -> any Backend {
        let command: ChildCommand
        switch kind {
        case .builtIn(let database): return InProcessBackend(DatabaseHost(database, options: document))
        case .command(let words):
            command = ChildCommand(program: words.first ?? "", arguments: Array(words.dropFirst()))
        case .python(let module, let className):
            let rest = options.filter { !Self.ownOptions.contains($0.name) }.map { "\($0.name)=\($0.value)" }
            command = ChildCommand(
                program: option("python") ?? "python3", arguments: [pythonAdapter, "\(module):\(className)"] + rest,
                environment: Self.elsewhere)
        }
        return ChildBackend(command, timeout: timeout, showsStandardError: showsStandardError)
    }

    /// The options of a `python:` backend that are not passed to the class: the interpreter and the package.
    private static let ownOptions = ["python", "package"]

    /// A time zone at UTC+05:45, whose summer time ends at 2012-10-27 20:15 UTC, and the C locale. A class that takes dates
    /// for those of this machine, or text for that of its locale, works where the zone is UTC and the locale UTF-8, and
    /// nowhere else. `zones.py` of the Python package has the same zone.
    private static let elsewhere = ["TZ": "NPT-05:45NPST-06:45,M3.5.0,M10.5.0/3", "LC_ALL": "C"]

    private func option(_ name: String) -> String? { options.last { $0.name == name }?.value }

    /// The Python package that a class is from: the first part of its module, unless the option `package` says otherwise;
    /// nil for a class in a file, `./mydb.py`, and for any other backend.
    package var package: String? {
        guard case .python(let module, _) = kind else { return nil }
        return option("package") ?? (module.contains("/") ? nil : String(module.prefix { $0 != "." }))
    }
}
