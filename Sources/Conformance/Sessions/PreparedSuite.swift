import Console
import Markdown
import Specification

/// A suite whose console sessions are parsed: ready to be run against any number of backends.
public struct PreparedSuite: Sendable {
    public let suite: Suite
    private let sessions: [String: Session]
    private let setups: [String: Setup]
    private let cases: [String: Case]
    private let rules: [String: Rule]

    /// Parses every console session, and reports every mistake in them together with those of the pages.
    public static func prepare(
        _ loaded: (suite: Suite, diagnostics: [Diagnostic])
    ) -> (suite: PreparedSuite, diagnostics: [Diagnostic]) {
        var diagnostics = loaded.diagnostics
        let suite = loaded.suite
        var sessions: [String: Session] = [:]
        let examples =
            suite.cases.map { ($0.id, $0.page, $0.example) }
            + suite.setups.map { (setupKey($0.id), $0.page, $0.example) }
        for (id, page, example) in examples where example.language == .pycon {
            let (session, errors) = Session.parse(example.text)
            sessions[id] = session
            guard let source = suite.page(named: page)?.source else { continue }
            diagnostics += errors.map {
                source.diagnostic(at: example.position(line: $0.line, column: $0.column), $0.message)
            }
        }
        return (PreparedSuite(suite, sessions), diagnostics.sorted())
    }

    private init(_ suite: Suite, _ sessions: [String: Session]) {
        self.suite = suite
        self.sessions = sessions
        setups = Dictionary(suite.setups.map { ($0.id, $0) }) { first, _ in first }
        cases = Dictionary(suite.cases.map { ($0.id, $0) }) { first, _ in first }
        rules = Dictionary(suite.rules.map { ($0.id, $0) }) { first, _ in first }
    }

    public func rule(_ id: String) -> Rule? { rules[id] }
    func caseNamed(_ id: String) -> Case? { cases[id] }

    /// What a case runs, in order: its setups' sessions, then its own.
    func parts(of aCase: Case) -> [Part] {
        let before = aCase.uses.compactMap { id -> Part? in
            guard let setup = setups[id], let session = sessions[Self.setupKey(id)] else { return nil }
            return Part(source: setup.example, setup: setup.name, session: session)
        }
        return before + (sessions[aCase.id].map { [Part(source: aCase.example, setup: nil, session: $0)] } ?? [])
    }

    /// A session that belongs to a case.
    struct Part {
        let source: Specification.Example
        /// The setup's name; nil for the case's own session.
        let setup: String?
        let session: Session
    }

    /// The strongest level among the rules a case proves.
    public func level(of aCase: Case) -> Rule.Level {
        aCase.proves.compactMap { rules[$0]?.level }.min { $0.strength > $1.strength } ?? .must
    }

    private static func setupKey(_ id: String) -> String { "setup " + id }
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
