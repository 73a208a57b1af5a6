import Conformance
import Markdown
import Reports
import Specification

/// The caption of a case: its name, its conditions, the verdicts on it, and a link to its source.
struct CaseFacts {
    private let item: Case
    private let model: SiteModel

    init(_ item: Case, _ model: SiteModel) {
        self.item = item
        self.model = model
    }

    func write(_ html: inout HTMLWriter) {
        html.raw("<figcaption>\n<div class=\"line\"><a class=\"name\" href=\"#\(item.anchor)\">\(item.name)</a>")
        writeConditions(&html)
        let verdicts = verdicts
        if verdicts.allPassed { verdicts.write(&html) }
        html.raw("<span class=\"end-of-line\"><a href=\"")
        html.address(
            SourceAddress.line(item.source.line, of: item.source.file, page: item.page, model.options))
        html.raw("\">source</a></span></div>\n")
        if !verdicts.allPassed { verdicts.write(&html) }
        html.raw("</figcaption>\n")
    }

    var verdicts: VerdictLine {
        let backends = model.results.backends.filter { $0.judgesClients == item.needsClients }
        return VerdictLine(
            of: item.name,
            backends.map { backend in
                let result = backend.result(of: item.id)
                return VerdictLine.Verdict(label: backend.label, outcome: result?.outcome ?? .notRun, result: result)
            })
    }

    /// - Parameter left: keys that are shown elsewhere.
    func writeConditions(except left: Set<String> = [], _ html: inout HTMLWriter) {
        for id in item.uses where !left.contains("uses") { writeLink("uses", "setup", id, &html) }
        if let before = item.after { writeLink("after", "case", before, &html) }
        var conditions = left.contains("open") ? [] : item.open.map { "\($0.name): \($0.value)" }
        if !left.contains("requires") { conditions += item.requires.map { "needs \($0)" } }
        if item.profile != .recording, !left.contains("profile") { conditions.append("for \(item.profile.words)") }
        if item.selects != nil { conditions.append("about choosing a backend") }
        for condition in conditions {
            html.raw("<span>")
            html.text(condition)
            html.raw("</span>")
        }
    }

    private func writeLink(_ word: String, _ kind: String, _ id: String, _ html: inout HTMLWriter) {
        let address = model.address(of: kind, id, from: item.page)
        html.raw("<span>\(word) <a href=\"\(address)\">\(SiteModel.name(of: id))</a></span>")
    }
}

extension Case.Profile {
    fileprivate var words: String {
        switch self {
        case .recording: "recording databases"
        case .nonRecording: "databases that record nothing"
        case .any: "every database"
        }
    }
}
