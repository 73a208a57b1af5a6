import Console
import ControllerConfiguration
import Diagnostics
import Markdown
import Specification
import Support

/// A suite whose blocks are read: ready to be run against any number of backends.
package struct PreparedSuite: Sendable {
    package let suite: Suite
    /// By the ID of the case.
    private let scripts: [String: Script]
    /// By the ID of the setup.
    private let setupScripts: [String: Script]
    private let setups: [String: Setup]
    /// Those that another one comes after.
    private let earlierCases: [String: Case]
    private let rules: [String: Rule]

    /// Reads every block, and reports every mistake in them together with those of the pages.
    package static func prepare(
        _ loaded: (suite: Suite, diagnostics: [Diagnostic])
    ) -> (suite: PreparedSuite, diagnostics: [Diagnostic]) {
        let suite = loaded.suite
        var diagnostics = loaded.diagnostics
        let ofClients = setupsOfClients(suite)
        let examples =
            suite.cases.map { (page: $0.page, block: $0.example, isRunByPython: $0.needsClients) }
            + suite.setups.map { (page: $0.page, block: $0.example, isRunByPython: ofClients.contains($0.id)) }
            + suite.unnamed.map { (page: $0.page, block: $0.example, isRunByPython: $0.needsClients) }
        let scripts = Script.read(examples.map { ($0.block, $0.isRunByPython) })
        var sessions: [(source: SourceText, example: ExampleBlock, session: Session)] = []
        var found: [Diagnostic] = []
        for ((page, example, _), (script, mistakes)) in zip(examples, scripts) {
            let session: Session? = if case .session(let session) = script { session } else { nil }
            if mistakes.isEmpty, session?.leftOut.isEmpty ?? true, session?.ownNames.isEmpty ?? true { continue }
            guard let source = suite.page(named: page)?.source else { continue }
            if let session { sessions.append((source, example, session)) }
            found += mistakes.map { Self.diagnostic($0, in: example, source) }
        }
        // A setup, or a case that comes before, may give a name its meaning.
        let ownNames = sessions.reduce(into: Set()) { $0.formUnion($1.session.ownNames) }
        for (source, example, session) in sessions {
            found += session.leftOut.filter { !ownNames.contains($0.name) }.map {
                Self.diagnostic($0.error, in: example, source)
            }
        }
        diagnostics += uniqued(found)
        let prepared = PreparedSuite(suite, scripts.map(\.script))
        diagnostics += suite.cases.compactMap { prepared.clientsMistake(in: $0) ?? prepared.choiceMistake(in: $0) }
        return (prepared, diagnostics.sorted())
    }

    private static func diagnostic(
        _ error: SourceError, in example: ExampleBlock, _ source: SourceText
    ) -> Diagnostic {
        let place = example.writtenPosition(line: error.line, column: error.column)
        let row = example.position(line: error.line, column: error.column)
        let note = row == place ? nil : "in the case of the row at \(source.path):\(row)"
        return source.diagnostic(at: place, error.message, note: note)
    }

    /// The first of the errors with one message at one place: each session of a template has the errors of the template.
    private static func uniqued(_ errors: [Diagnostic]) -> [Diagnostic] {
        struct Place: Hashable {
            let path: String
            let position: SourcePosition
            let message: String
        }
        var places: Set<Place> = []
        return errors.filter {
            places.insert(Place(path: $0.path, position: $0.position, message: $0.message)).inserted
        }
    }

    /// - Parameter scripts: of the cases, then of the setups, then others.
    private init(_ suite: Suite, _ scripts: [Script]) {
        self.suite = suite
        self.scripts = Dictionary(zip(suite.cases.map(\.id), scripts)) { first, _ in first }
        setupScripts = Dictionary(zip(suite.setups.map(\.id), scripts.dropFirst(suite.cases.count))) { first, _ in first
        }
        setups = Dictionary(suite.setups.map { ($0.id, $0) }) { first, _ in first }
        let earlier = Set(suite.cases.compactMap(\.after))
        let earlierCases = suite.cases.filter { earlier.contains($0.id) }
        self.earlierCases = Dictionary(earlierCases.map { ($0.id, $0) }) { first, _ in first }
        rules = Dictionary(suite.rules.map { ($0.id, $0) }) { first, _ in first }
    }

    package func rule(_ id: String) -> Rule? { rules[id] }
    /// The case that comes before one.
    package func before(_ aCase: Case) -> Case? { aCase.after.flatMap { earlierCases[$0] } }
    package func script(of aCase: Case) -> Script { scripts[aCase.id] ?? .other }

    /// The console session of a case; nil for other languages.
    package func session(of aCase: Case) -> Session? {
        if case .session(let session) = script(of: aCase) { session } else { nil }
    }

    package func session(of setup: Setup) -> Session? {
        if case .session(let session)? = setupScripts[setup.id] { session } else { nil }
    }

    /// What a case runs, in order: its setups' sessions, then its own.
    package func parts(of aCase: Case) -> [Part] {
        let own = session(of: aCase).map { [Part(id: aCase.id, source: aCase.example, setup: nil, session: $0)] } ?? []
        if aCase.uses.isEmpty { return own }
        return aCase.uses.compactMap { id in
            guard let setup = setups[id], let session = session(of: setup) else { return nil }
            return Part(id: id, source: setup.example, setup: setup.name, session: session)
        } + own
    }

    /// A session that belongs to a case.
    package struct Part {
        /// The setup's or the case's.
        package let id: String
        package let source: ExampleBlock
        /// The setup's name; nil for the case's own session.
        package let setup: String?
        package let session: Session

        /// Where an example's input begins.
        func location(of example: Example) -> SourceLocation {
            SourceLocation(file: source.fence.file, position: source.position(line: example.line, column: 1))
        }
    }

    /// The configuration files a case has in force: its setups', then its own. Their lines are those of the page.
    func configurationFiles(of aCase: Case) -> [ConfigurationFile] {
        let examples = aCase.uses.compactMap { setups[$0]?.example } + [aCase.example]
        return examples.filter { $0.language == .python }.map { example in
            ConfigurationFile(
                path: example.fence.file, text: example.text, firstLine: example.position(line: 1, column: 1).line)
        }
    }

    /// The session of a case that a shell is to run; nil for any other case.
    package func shellSession(of aCase: Case) -> ShellSession? {
        guard case .shell(let session) = script(of: aCase), !session.startsController else { return nil }
        return session
    }

    /// The strongest level among the rules a case proves.
    package func level(of aCase: Case) -> Rule.Level {
        aCase.proves.lazy.compactMap { rules[$0]?.level }.min { $0.strength > $1.strength } ?? .must
    }
}

// MARK: - Cases that nobody runs

extension PreparedSuite {
    /// Whether only the tests of a kit run a case: a shell session, or a Swift program.
    package func isRunByTests(_ aCase: Case) -> Bool { shellSession(of: aCase) != nil || aCase.language == .swift }

    /// Reports cases that no run of the suite runs, and the rules that only they prove.
    ///
    /// - Parameter isRunElsewhere: whether tests run such a case.
    package func unrunCases(_ isRunElsewhere: (Case) -> Bool) -> [Diagnostic] {
        let unrun = suite.cases.filter { isRunByTests($0) && !isRunElsewhere($0) }
        guard !unrun.isEmpty else { return [] }
        let names = Set(unrun.map(\.id))
        let proved = Set(suite.cases.filter { !names.contains($0.id) }.flatMap(\.proves))
        let unproved = Set(unrun.flatMap(\.proves)).subtracting(proved)
        let ofCases = unrun.compactMap { aCase in
            let what = aCase.language == .swift ? "a Swift program" : "a shell session"
            return suite.page(named: aCase.page)?.source.diagnostic(
                at: aCase.source.position, "no run of the suite runs \(what), so this case proves nothing",
                note: "write it in pycon or json, or mark it `not-run: REASON`")
        }
        let ofRules = suite.rules.filter { unproved.contains($0.id) }.compactMap { rule in
            suite.page(named: rule.page)?.source.diagnostic(
                at: rule.source.position, "no case that is run proves rule `\(rule.name)`")
        }
        return ofCases + ofRules
    }
}

// MARK: - Sessions of real clients

extension PreparedSuite {
    /// The setups that only cases with requires=clients use: CPython runs these, too.
    private static func setupsOfClients(_ suite: Suite) -> Set<String> {
        let clients = Set(suite.cases.filter(\.needsClients).flatMap(\.uses))
        return clients.subtracting(suite.cases.filter { !$0.needsClients }.flatMap(\.uses))
    }

    /// A session of clients is written in Python, and has a cluster of its own.
    private func clientsMistake(in aCase: Case) -> Diagnostic? {
        let message: String
        if !aCase.needsClients {
            guard before(aCase)?.needsClients == true else { return nil }
            message = "a case cannot come after one with requires=clients: a database alone cannot run that"
        } else if aCase.language != .pycon {
            message = "a case with requires=clients is written in pycon, not in \(aCase.language.rawValue)"
        } else if !aCase.open.isEmpty {
            message = "`open` does not go with requires=clients: the controller opens its database"
        } else if aCase.after != nil {
            message = "`after` does not go with requires=clients: each case has an empty database"
        } else if let setup = aCase.uses.first(where: { setups[$0]?.language == .python }) {
            message = "the setup `\(setup)` is a configuration file, which no session of clients reads"
        } else {
            return nil
        }
        return suite.page(named: aCase.page)?.source.diagnostic(at: aCase.source.position, message)
    }
}

// MARK: - What a case chooses

extension PreparedSuite {
    /// What `selects=` may say.
    private static let choices = BackendKind.allCases.map(\.rawValue) + ["error"]

    /// A case about a choice says what is chosen, and no other case does.
    private func choiceMistake(in aCase: Case) -> Diagnostic? {
        let isAboutChoice =
            switch script(of: aCase) {
            case .configuration: true
            case .shell(let session): session.startsController
            default: false
            }
        let message: String
        switch (isAboutChoice, aCase.selects) {
        case (true, nil):
            message = "the case does not say what it selects: add selects=\(Self.choices.joined(separator: "|"))"
        case (false, _?): message = "`selects` is for a configuration file, or a session that starts ipcontroller"
        case (true, let choice?) where !Self.choices.contains(choice):
            message = "`selects` may be \(Self.choices.joined(separator: ", ")), not \(choice)"
        default: return nil
        }
        return suite.page(named: aCase.page)?.source.diagnostic(at: aCase.source.position, message)
    }
}

extension Rule.Level {
    fileprivate var strength: Int {
        switch self {
        case .must: 2
        case .should: 1
        case .may: 0
        }
    }
}
