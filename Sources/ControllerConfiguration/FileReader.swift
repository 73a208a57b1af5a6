import Console
import Diagnostics

/// Runs a configuration file, and records its settings of task databases.
///
/// A statement that the console subset leaves out, or that depends on one, is passed over. The settings that it may make are
/// recorded as unknown.
struct FileReader {
    private let lines: SourceLines
    private let interpreter = Interpreter()
    private let journal: Journal
    private var unknownNames: [String: UnknownName] = [:]
    /// Whether `from … import *` may have defined any name.
    private var hasImportedAll = false

    /// A name whose value cannot be known.
    private struct UnknownName {
        let line: Int
        /// What the function of that name may set.
        let settings: [PossibleSetting]
    }

    /// Names of the configuration, which a file may import.
    static let predefined: Set<String> = ["c", "get_config", "load_subconfig"]

    /// Returns the settings up to the file's end, or up to the error that stopped it, with that error.
    static func read(_ file: ConfigurationFile) async -> (settings: [Setting], diagnostic: ConfigurationDiagnostic?) {
        if file.isJSON { return JSONFileReader.read(file) }
        var reader = FileReader(file)
        for block in StatementBlock.blocks(of: file.text) {
            if let diagnostic = await reader.read(block) { return (reader.journal.settings, diagnostic) }
        }
        return (reader.journal.settings, nil)
    }

    private init(_ file: ConfigurationFile) {
        lines = SourceLines(file)
        journal = Journal(lines, interpreter)
        let root = Object.host(Section(journal: journal))
        interpreter.define("c", root)
        interpreter.define("get_config", .builtin(HostFunction("get_config") { _ in root }))
        interpreter.define(
            "load_subconfig",
            .builtin(
                HostFunction("load_subconfig") { _ in
                    throw PythonException(type: "NotImplementedError", message: "`load_subconfig` is not supported")
                }))
    }
}

// MARK: - One statement

extension FileReader {
    /// Returns the error that stops Python; nil if the statement was run or passed over.
    private mutating func read(_ block: StatementBlock) async -> ConfigurationDiagnostic? {
        if let used = block.variables.first(where: { unknownNames[$0.text] != nil }) {
            passOver(block, used)
            return nil
        }
        journal.firstLine = block.firstLine
        do {
            if case .raised(let exception) = try await interpreter.run(block.text).result {
                guard hasImportedAll, exception.typeName == "NameError" else {
                    return diagnostic(exception.lastLine, orSecret: exception.typeName)
                }
                passOver(block, because: "`import *` may define any name")
            } else {
                for name in block.boundNames { unknownNames[name] = nil }
            }
        } catch let error as SourceError where error.kind == .unsupported {
            passOver(block, because: error.message)
        } catch let error as SourceError {
            return diagnostic(
                error.message, orSecret: "this statement is not valid Python", line: error.line, column: error.column)
        } catch {
            return diagnostic("\(error)", orSecret: "this statement cannot be run")
        }
        return nil
    }

    private func diagnostic(_ message: String, orSecret secret: String) -> ConfigurationDiagnostic {
        let place = interpreter.currentPlace
        return diagnostic(message, orSecret: secret, line: place.line, column: place.column)
    }

    /// - Parameter secret: the message if the line may hold a secret, which Python's message may quote.
    private func diagnostic(_ message: String, orSecret secret: String, line: Int, column: Int)
        -> ConfigurationDiagnostic
    {
        let span = SourceSpan(line: line + journal.firstLine - 1, column: column, length: 1)
        let isSecret = lines.isSecret(span.line)
        return ConfigurationDiagnostic(span, in: lines, RejectedSetting((isSecret ? secret : message).onOneLine))
    }
}

// MARK: - Statements that are passed over

extension FileReader {
    /// Passes over a block that reads a name whose value cannot be known.
    private mutating func passOver(_ block: StatementBlock, _ used: PythonToken) {
        guard let unknown = unknownNames[used.text] else { return }
        passOver(block, because: "it depends on `\(used.text)` of line \(unknown.line)", inherited: unknown.settings)
        guard !block.isDefinition else { return }
        let place = SourceSpan(line: used.line, column: used.column, length: used.text.unicodeScalars.count)
        let reason = "`\(used.text)` of line \(unknown.line) may set it"
        for setting in unknown.settings { record(setting, reason, at: place) }
    }

    private mutating func passOver(
        _ block: StatementBlock, because reason: String, inherited: [PossibleSetting] = []
    ) {
        let settings = block.possibleSettings { name in
            if case .host(let object)? = interpreter[name] { object is Section } else { false }
        }
        if !block.isDefinition { for setting in settings { record(setting, reason, at: setting.place) } }
        if block.tokens.last?.text == "*", block.tokens.contains(where: { $0.text == "import" }) {
            hasImportedAll = true
        }
        let databases = importedDatabases(block)
        let changed = block.variables.map(\.text).filter(isChangeable)
        for name in block.boundNames.union(changed).subtracting(Self.predefined) where databases[name] == nil {
            unknownNames[name] = UnknownName(
                line: block.firstLine, settings: block.isDefinition ? settings + inherited : [])
        }
        for (name, fullName) in databases {
            unknownNames[name] = nil
            interpreter.define(name, .string(fullName))
        }
    }

    private func record(_ setting: PossibleSetting, _ reason: String, at place: SourceSpan) {
        journal.record([setting.section], setting.trait.rawValue, .unknown(reason), at: place)
    }

    /// Whether a name holds a list, a dict or a set, which a block that is passed over may change.
    private func isChangeable(_ name: String) -> Bool {
        switch interpreter[name] {
        case .list, .dict, .set: true
        default: false
        }
    }

    /// The classes of task databases that `from MODULE import CLASS` names; a configuration may choose one by its class.
    private func importedDatabases(_ block: StatementBlock) -> [String: String] {
        guard block.tokens.first?.text == "from",
            let start = block.tokens.firstIndex(where: { $0.text == "import" })
        else { return [:] }
        let module = block.tokens[1..<start].map(\.text).joined()
        var databases: [String: String] = [:]
        for index in block.tokens.indices.dropFirst(start + 1) {
            let fullName = "\(module).\(block.tokens[index].text)"
            guard BackendKind(name: fullName) != nil else { continue }
            let isRenamed = block.text(index + 1) == "as"
            databases[block.text(isRenamed ? index + 2 : index) ?? ""] = fullName
        }
        return databases
    }
}

extension ConfigurationFile {
    /// Finds what is not Python in a file; what the console subset leaves out is passed over when the file is read.
    package static func mistakes(in text: String) -> [SourceError] {
        StatementBlock.blocks(of: text).flatMap { block in
            Interpreter.check(block.text).filter { $0.kind != .unsupported }.map { error in
                SourceError(
                    error.message, line: error.line + block.firstLine - 1, column: error.column, kind: error.kind)
            }
        }
    }
}
